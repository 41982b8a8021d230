package io.ordergateway.ws.sim.hashkey.stream;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The listen keys of the one account (section 9). Lives on the venue's loop. */
public final class ListenKeys {
    /** Keys remembered; the one that was made first is forgotten first. */
    public static final int MAX_KEYS = 1_000;

    private static final int LENGTH = 64;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom();
    private final Duration lasts;
    private final boolean keepsOld;
    private final LongSupplier nanoTime;

    /**
     * None yet.
     *
     * @param keepsOld whether an earlier key stays good when another is made
     */
    public ListenKeys(Duration lasts, boolean keepsOld, LongSupplier nanoTime) {
        this.lasts = lasts;
        this.keepsOld = keepsOld;
        this.nanoTime = nanoTime;
    }

    private static final class Key {
        private long until;
        private boolean orphaned;
    }

    /** Makes a key. Section 11: streams of an earlier one stay open and hear nothing any more. */
    public String make() {
        if (!keepsOld) {
            keys.values().forEach(key -> key.orphaned = true);
        }
        if (keys.size() >= MAX_KEYS) {
            keys.remove(keys.keySet().iterator().next());
        }
        StringBuilder name = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        Key key = new Key();
        key.until = nanoTime.getAsLong() + lasts.toNanos();
        keys.put(name.toString(), key);
        return name.toString();
    }

    /** Resets a key's validity; false when there is no such key any more. */
    public boolean refresh(String name) {
        Key key = valid(name);
        if (key == null) {
            return false;
        }
        key.until = nanoTime.getAsLong() + lasts.toNanos();
        return true;
    }

    /** False when there was no such key any more. */
    public boolean delete(String name) {
        boolean was = isValid(name);
        keys.remove(name);
        return was;
    }

    /** Not one is valid any more. */
    public void deleteAll() {
        keys.clear();
    }

    /** Whether a stream may be open under it. */
    public boolean isValid(String name) {
        return valid(name) != null;
    }

    /** Whether its streams hear of events. */
    boolean hears(String name) {
        Key key = valid(name);
        return key != null && !key.orphaned;
    }

    private @Nullable Key valid(String name) {
        Key key = keys.get(name);
        return key == null || key.until - nanoTime.getAsLong() <= 0 ? null : key;
    }
}

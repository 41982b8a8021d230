package io.ordergateway.ws.kit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was written for the keys that are a venue's own.
 *
 * @param written the values by the names of the keys; what is left out has its default
 */
public record VenueChoices(Map<String, String> written) {
    /** All defaults. */
    public static final VenueChoices NONE = new VenueChoices(Map.of());

    public VenueChoices {
        written = Map.copyOf(written);
    }

    /** The same choices and this one. */
    public VenueChoices with(String key, String value) {
        Map<String, String> more = new TreeMap<>(written);
        more.put(key, value);
        return new VenueChoices(more);
    }

    /** What is wrong with them, for a venue with these keys; {@code null} if nothing is. */
    public @Nullable String faultFor(List<VenueKey> keys) {
        for (Map.Entry<String, String> one : new TreeMap<>(written).entrySet()) {
            VenueKey key = keys.stream()
                    .filter(known -> known.name().equals(one.getKey()))
                    .findFirst()
                    .orElse(null);
            String fault = key == null
                    ? "is not a key of this venue; its own are "
                            + keys.stream().map(VenueKey::name).toList()
                    : key.faultIn(one.getValue());
            if (fault != null) {
                return one.getKey() + " " + fault;
            }
        }
        return null;
    }

    /** The word that was chosen. */
    public String word(VenueKey key) {
        return written.getOrDefault(key.name(), key.words().get(0));
    }

    /** Whether this word was chosen. */
    public boolean says(VenueKey key, String word) {
        return word(key).equals(word);
    }

    /** The number that was written, or {@code null}. */
    public @Nullable Integer number(VenueKey key) {
        String number = written.get(key.name());
        return number == null ? null : Integer.valueOf(number);
    }
}

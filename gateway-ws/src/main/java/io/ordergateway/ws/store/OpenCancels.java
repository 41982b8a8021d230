package io.ordergateway.ws.store;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.CancelOutcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which cancels have an {@code ACCEPTED} record and none that closes them, with the position of the former. What is noted
 * counts once it is written; most cancels begin and end within a few batches, some within one, and are never noted down.
 */
final class OpenCancels {
    /** In the order of their positions. */
    private final Map<Key, Long> written = new LinkedHashMap<>();

    private final Map<Key, Long> begun = new LinkedHashMap<>();
    private final Map<Key, Long> ended = new LinkedHashMap<>();

    private record Key(Account account, String cancelId) {}

    /** One that is written already. */
    void restore(CancelOutcome accepted) {
        written.put(key(accepted), accepted.position());
    }

    /** A record that is about to be written. An id that is accepted again begins anew. */
    void note(CancelOutcome outcome) {
        boolean accepted = outcome.phase() == CancelOutcome.Phase.ACCEPTED;
        if (!accepted && !outcome.closes()) {
            return;
        }
        Key key = key(outcome);
        if (begun.remove(key) == null) {
            Long position = written.get(key);
            if (position != null) {
                ended.put(key, position);
            }
        }
        if (accepted) {
            begun.put(key, outcome.position());
        }
    }

    /** The positions that are noted down. */
    Collection<Long> written() {
        return written.values();
    }

    /** The positions that are to be noted down. */
    Collection<Long> begun() {
        return begun.values();
    }

    /** The positions that are to be struck out. */
    Collection<Long> ended() {
        return ended.values();
    }

    /** What was noted is written. */
    void commit() {
        written.keySet().removeAll(ended.keySet());
        written.putAll(begun);
        forget();
    }

    /** What was noted is not written. */
    void forget() {
        begun.clear();
        ended.clear();
    }

    /** The position of the oldest, or a larger one than any if there is none. */
    long oldest() {
        return written.isEmpty() ? Long.MAX_VALUE : written.values().iterator().next();
    }

    private static Key key(CancelOutcome outcome) {
        return new Key(outcome.account(), outcome.cancelId().value());
    }
}

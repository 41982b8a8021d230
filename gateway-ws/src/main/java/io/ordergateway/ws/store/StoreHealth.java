package io.ordergateway.ws.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcome log at one moment.
 *
 * @param trouble why records cannot be written, in a sentence; {@code null} if they can
 * @param waiting records that were handed over and are not written
 * @param written the position of the newest record that is written; 0 if none is
 * @param lost records that could not be written and never will be, since the log was opened: only where cancels go out
 *     whether or not they can be recorded
 * @param bytes the size of the file, without what waits beside it to be moved into it
 * @param oldest when the oldest record happened that the writer holds and has not written, or {@code null} if it holds none
 */
public record StoreHealth(
        @Nullable String trouble,
        long waiting,
        long written,
        long lost,
        long bytes,
        @Nullable Instant oldest) {
    /** Whether records can be written, as far as is known. */
    public boolean writable() {
        return trouble == null;
    }
}

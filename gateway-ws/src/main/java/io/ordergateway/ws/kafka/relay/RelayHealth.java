package io.ordergateway.ws.kafka.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the relay is, at one moment.
 *
 * @param connected whether the brokers take what it sends
 * @param relayed the position up to which all has arrived
 * @param waiting how many records have not
 * @param oldest when the oldest of them happened, or {@code null} if none waits or it is not known yet
 * @param lost how many records the log threw away before they could be relayed; readers of the topic never see them
 * @param trouble what went wrong last, in one line, and empty once all is well again
 * @param takenOver whether another gateway serves these accounts now: then nothing is relayed any more
 */
public record RelayHealth(
        boolean connected,
        long relayed,
        long waiting,
        @Nullable Instant oldest,
        long lost,
        String trouble,
        boolean takenOver) {}

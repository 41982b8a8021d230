package io.ordergateway.ws.sim.coinswitch.stream;

import java.time.Duration;

/**
 * How the stream is kept alive, told to each client at its start.
 *
 * @param pingInterval between a pong, or the start, and the next ping
 * @param pingTimeout how long a pong is awaited before the client is dropped
 */
public record StreamTimings(Duration pingInterval, Duration pingTimeout) {
    public StreamTimings {
        if (pingInterval.toMillis() < 1 || pingTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("pingInterval and pingTimeout must be a millisecond or more, are "
                    + pingInterval + ", " + pingTimeout);
        }
    }

    /** The values of the sample (section 9). */
    public static StreamTimings sampled() {
        return new StreamTimings(Duration.ofSeconds(25), Duration.ofSeconds(20));
    }
}

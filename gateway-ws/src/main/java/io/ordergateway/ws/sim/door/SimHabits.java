package io.ordergateway.ws.sim.door;

import java.time.Duration;

/**
 * How the venue behaves where the dossier knows more than one way (section 11).
 *
 * @param greetsWithOp whether greeting and ping say {@code op} instead of {@code m} (rows 3 and 4)
 * @param pongsInSeconds whether a pong's time is in seconds (row 5)
 * @param resolvesClientIds whether a cancel may name the order by the client's id alone (row 44)
 * @param ignoresStale whether a request of another time is met with silence instead of an error (row 51)
 * @param servesFuturesV1 whether futures can be traded in v1 as well, which the venue gave up in 2021 (row 53)
 * @param respInstWait how long a client that asked for DONE is kept waiting (section 5.2)
 */
public record SimHabits(
        boolean greetsWithOp,
        boolean pongsInSeconds,
        boolean resolvesClientIds,
        boolean ignoresStale,
        boolean servesFuturesV1,
        Duration respInstWait) {

    /** The newest documentation's way, and where it has none, the dossier's. */
    public static SimHabits documented() {
        return new SimHabits(false, false, false, false, false, Duration.ofSeconds(5));
    }

    public SimHabits greetingWithOp() {
        return new SimHabits(true, pongsInSeconds, resolvesClientIds, ignoresStale, servesFuturesV1, respInstWait);
    }

    public SimHabits pongingInSeconds() {
        return new SimHabits(greetsWithOp, true, resolvesClientIds, ignoresStale, servesFuturesV1, respInstWait);
    }

    public SimHabits resolvingClientIds() {
        return new SimHabits(greetsWithOp, pongsInSeconds, true, ignoresStale, servesFuturesV1, respInstWait);
    }

    public SimHabits ignoringStale() {
        return new SimHabits(greetsWithOp, pongsInSeconds, resolvesClientIds, true, servesFuturesV1, respInstWait);
    }

    public SimHabits servingFuturesV1() {
        return new SimHabits(greetsWithOp, pongsInSeconds, resolvesClientIds, ignoresStale, true, respInstWait);
    }

    public SimHabits waiting(Duration forDone) {
        return new SimHabits(greetsWithOp, pongsInSeconds, resolvesClientIds, ignoresStale, servesFuturesV1, forDone);
    }
}

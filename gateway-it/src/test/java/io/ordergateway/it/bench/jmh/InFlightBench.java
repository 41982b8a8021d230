package io.ordergateway.it.bench.jmh;

import io.ordergateway.core.session.InFlight;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The table of requests in flight, with a burst of a thousand in it. */
@State(Scope.Benchmark)
public class InFlightBench {
    private static final int CAPACITY = 8_192;
    private static final int WAITING = 1_000;

    private final Object waiter = new Object();
    private InFlight<Object> table;
    private long oldest;

    /** As it is in the middle of a burst. */
    @Setup
    public void fill() {
        table = new InFlight<>(CAPACITY, 1, Long.MAX_VALUE / 2);
        oldest = 1;
        for (int i = 0; i < WAITING; i++) {
            admit();
        }
    }

    private void admit() {
        table.admit("s177bab1b474U0000000001bbtcpKiOR", "BTC-PERP", waiter, 0);
    }

    /** One request more, and the reply to the oldest. */
    @Benchmark
    public Object admitAndSettle() {
        admit();
        Object found = table.waiter(oldest);
        table.answered(oldest++);
        return found;
    }
}

package io.ordergateway.it.bench.jmh;

import io.ordergateway.core.order.CancelOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the caller makes: the benchmark's clients have it at hand before they are timed. */
@State(Scope.Benchmark)
public class WishBench {
    private final String orderId = "s177bab1b474U0000000001bbtcpKiOR";

    /** A wish with an id of its own. */
    @Benchmark
    public CancelOrder wish() {
        return CancelOrder.of("main", "BTC-PERP", orderId);
    }
}

package io.ordergateway.core.guard;

import io.ordergateway.core.cancel.ManualTime;
import io.ordergateway.core.order.CancelAll.Listing;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Time, and a venue that answers what is begun when a test says so. */
final class GuardRig {
    static final SweepReport EMPTY = new SweepReport(0, List.of(), null);
    static final SweepReport SILENT = SweepReport.failed("the venue does not answer");

    final ManualTime time = new ManualTime();
    private final Supplier<List<Sweep>> sweeps;

    GuardRig(Supplier<List<Sweep>> sweeps) {
        this.sweeps = sweeps;
    }

    Now now() {
        return time.now();
    }

    Now pass(Duration duration) {
        return time.pass(duration);
    }

    /** Begins what is due. */
    List<Sweep> begin() {
        List<Sweep> due =
                sweeps.get().stream().filter(sweep -> sweep.isDue(now())).toList();
        due.forEach(Sweep::begin);
        return due;
    }

    /** What is due is tried, and comes to this; how much was due. */
    int tried(SweepReport report) {
        List<Sweep> begun = begin();
        begun.forEach(sweep -> sweep.ended(report, now()));
        return begun.size();
    }

    /** Two looks, as far apart as it takes. */
    void proven() {
        tried(EMPTY);
        pass(Sweep.SECOND_LOOK);
        tried(EMPTY);
    }

    static SweepReport canceled(long orders) {
        return new SweepReport(orders, List.of(), null);
    }

    static Listing open(String... orders) {
        return new Listing.Open(Stream.of(orders)
                .map(order -> new OpenOrder(new OrderRef(order, "BTC-PERP"), Side.BUY))
                .toList());
    }
}

package io.ordergateway.ws.guard;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.guard.Sweep;
import io.ordergateway.core.guard.SweepReport;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** What is asked of the gateway for guards, a few scopes of each account at once. Owned by the guards' thread. */
final class Sweeps {
    /** Scopes of one account that are emptied at once; half of what an account takes, so that callers have room too. */
    static final int AT_ONCE = 8;

    /** A try that has not ended by then, by twice its own time, is given up. */
    static final Duration STUCK_AFTER = Sweep.TRY_WITHIN.multipliedBy(2);

    private static final Logger log = LoggerFactory.getLogger(Sweeps.class);

    private final OrderGateway gateway;
    private final BiConsumer<Sweep, SweepReport> ended;
    private final Map<String, Integer> running = new HashMap<>();

    /**
     * @param ended told of each try once, on any thread
     */
    Sweeps(OrderGateway gateway, BiConsumer<Sweep, SweepReport> ended) {
        this.gateway = gateway;
        this.ended = ended;
    }

    /** Begins what is due, as far as there is room: those that come first go first. */
    void begin(List<Sweep> sweeps, Now now) {
        for (Sweep sweep : sweeps) {
            if (sweep.isDue(now) && hasRoom(sweep)) {
                running.merge(sweep.account(), 1, Integer::sum);
                begin(sweep);
            }
        }
    }

    boolean hasRoom(Sweep sweep) {
        return running.getOrDefault(sweep.account(), 0) < AT_ONCE;
    }

    private void begin(Sweep sweep) {
        CancelAll wish = sweep.begin();
        ask(wish, sweep.isRehearsal()).timeout(STUCK_AFTER).subscribe(report -> ended.accept(sweep, report), error -> {
            log.error("a fault in {}", wish, error);
            ended.accept(sweep, SweepReport.failed("a fault of the gateway, which is in its log: " + error));
        });
    }

    private Mono<SweepReport> ask(CancelAll wish, boolean rehearsal) {
        return rehearsal
                ? gateway.openOrders(wish).map(SweepReport::of)
                : gateway.cancelAll(wish)
                        .collect(() -> new SweepReport.Tally(wish), SweepReport.Tally::add)
                        .map(SweepReport.Tally::report);
    }

    void ended(Sweep sweep, SweepReport report, Now now) {
        running.merge(sweep.account(), -1, Integer::sum);
        sweep.ended(report, now);
    }
}

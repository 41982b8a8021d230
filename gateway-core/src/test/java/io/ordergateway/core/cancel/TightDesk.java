package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.RequestLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An account at a venue with CoinSwitch's limits for futures (dossier 8), which are counted a little longer here. */
final class TightDesk {
    static final Duration VENUE_WINDOW = Duration.ofSeconds(60);
    static final Duration WINDOW = Duration.ofSeconds(62);
    static final int MOST = 10;

    private static final RequestLimits LIMITS = RequestLimits.together(new RateLimit("rest-other", 20, WINDOW, 0))
            .with(RequestClass.CANCEL, new RateLimit("rest-cancel", MOST, WINDOW, 0))
            .with(RequestClass.CANCEL_ALL, new RateLimit("rest-cancel-all", MOST, WINDOW, 0));

    private static final Admission.Ids BOTH_NAMES =
            new Admission.Ids(Desk.RULES.clientOrderIds(16, "-"), placement -> null);

    final ManualTime time = new ManualTime();
    final LimitedPath rest = new LimitedPath(LIMITS, time.now());
    final ScriptedQuery query = new ScriptedQuery(time);
    final ScriptedLog log = new ScriptedLog();
    final CancelService service = new CancelService(
            Desk.ACCOUNT, List.of(rest), query, log, BOTH_NAMES, CancelLimits.DEFAULT.requestWindow(Desk.WINDOW));
    final Map<String, List<CancelResult>> told = new LinkedHashMap<>();

    static CancelOrder wish(String order) {
        return CancelOrder.of("main", "BTC-PERP", order).id("c-" + order).within(Desk.WITHIN);
    }

    static CancelOrder collateral(String order) {
        return wish(order).allowCollateral();
    }

    /** Hands a wish in; what its caller is told is kept by its order. */
    List<CancelResult> cancel(CancelOrder wish) {
        List<CancelResult> results = new ArrayList<>();
        told.put(wish.order().orderId(), results);
        service.cancel(wish, results::add, time.now());
        return results;
    }

    /** Uses the limit for cancels up, with orders of another symbol. */
    void spendCancels() {
        for (int i = 0; i < MOST; i++) {
            service.cancel(CancelOrder.of("main", "ETH-PERP", "eth" + i), result -> {}, time.now());
        }
        assertThat(rest.left).hasSize(MOST);
    }

    /** Promises every turn of single cancels within so long to orders of another symbol. */
    void spendTurns(Duration within) {
        for (int i = 0; i < 10 * MOST; i++) {
            service.cancel(CancelOrder.of("main", "ETH-PERP", "later" + i).within(within), result -> {}, time.now());
        }
    }

    void sweep() {
        pass(Duration.ZERO);
    }

    void pass(Duration duration) {
        service.sweep(time.pass(duration));
    }

    /** Time passes as it does: looked at every so often. */
    void live(Duration duration) {
        Duration step = Duration.ofMillis(100);
        for (Duration gone = Duration.ZERO; gone.compareTo(duration) < 0; gone = gone.plus(step)) {
            pass(step);
        }
    }

    /** What one caller was told, which is one result. */
    CancelResult told(String order) {
        assertThat(told.get(order)).as("told of " + order).hasSize(1);
        return told.get(order).get(0);
    }

    List<CancelResult> allTold() {
        return told.values().stream().flatMap(List::stream).toList();
    }
}

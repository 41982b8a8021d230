package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.session.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One account with two sockets and REST, a venue that speaks on demand, and time that passes on demand. */
final class Desk {
    static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    static final IdRules RULES = new IdRules(32, "-_", 16, "-/");
    static final Admission.Ids IDS = new Admission.Ids(
            RULES, placement -> placement.clientId().length() < 9 ? null : "predicted-" + placement.clientId());
    static final Duration WITHIN = Duration.ofSeconds(5);
    static final Duration CONFIRM_AFTER = Duration.ofMillis(250);
    static final Duration WINDOW = Duration.ofSeconds(30);
    static final CancelLimits LIMITS = new CancelLimits(
            8,
            16,
            4,
            WINDOW,
            new CancelLimits.Doubt(4, CONFIRM_AFTER, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10))),
            false,
            false);

    final ManualTime time = new ManualTime();
    final ScriptedPath socket = new ScriptedPath(PathKind.SOCKET, time);
    final ScriptedPath standby = new ScriptedPath(PathKind.SOCKET, time);
    final ScriptedPath rest = new ScriptedPath(PathKind.REST, time);
    final ScriptedQuery query = new ScriptedQuery(time);
    final ScriptedLog log = new ScriptedLog();
    final CancelService service;

    Desk() {
        this(LIMITS);
    }

    Desk(CancelLimits limits) {
        this(limits, IDS);
    }

    Desk(CancelLimits limits, Admission.Ids ids) {
        service = new CancelService(ACCOUNT, List.of(socket, standby, rest), query, log, ids, limits);
    }

    /** A wish that order o1 be gone, answered at the first definite reply. */
    static CancelOrder wish(String cancelId) {
        return wish(cancelId, "o1");
    }

    static CancelOrder wish(String cancelId, String orderId) {
        return CancelOrder.of("main", "BTC-PERP", orderId).id(cancelId).within(WITHIN);
    }

    /** Hands a wish in; the list fills with what its caller is told. */
    List<CancelResult> cancel(CancelOrder wish) {
        List<CancelResult> told = new ArrayList<>();
        service.cancel(wish, told::add, time.now());
        return told;
    }

    void pass(Duration duration) {
        service.sweep(time.pass(duration));
    }

    /** Does what is due at this moment. */
    void sweep() {
        pass(Duration.ZERO);
    }

    /** The order channel speaks of o1. */
    void pushes(Verdict verdict) {
        service.orderUpdate("o1", verdict, time.now());
    }

    /** The status is asked and answered. */
    void isAsked(Verdict answer) {
        sweep();
        assertThat(query.open()).as("questions asked").isEqualTo(1);
        query.answers(answer);
    }

    /** The frames and requests handed to any path. */
    int handed() {
        return socket.handed() + standby.handed() + rest.handed();
    }

    static void assertTold(List<CancelResult> told, Class<? extends CancelResult> kind) {
        assertThat(told).hasSize(1).first().isInstanceOf(kind);
    }

    static void assertNothingTold(List<CancelResult> told) {
        assertThat(told).isEmpty();
    }

    /** What the caller was told and the end that the stream was told after it. */
    void assertEndedLater(String cancelId, Class<? extends CancelResult> end) {
        assertThat(log.phases(cancelId)).contains(CancelOutcome.Phase.SETTLED).endsWith(CancelOutcome.Phase.FINAL);
        assertThat(log.result(cancelId, CancelOutcome.Phase.FINAL)).isInstanceOf(end);
        assertThat(service.pending()).isZero();
        assertThat(service.inDoubt()).isZero();
    }

    /** What the caller was told was the end, and nothing follows. */
    void assertEnded(String cancelId, Class<? extends CancelResult> end) {
        assertThat(log.phases(cancelId))
                .endsWith(CancelOutcome.Phase.SETTLED)
                .doesNotContain(CancelOutcome.Phase.FINAL);
        assertThat(log.result(cancelId, CancelOutcome.Phase.SETTLED)).isInstanceOf(end);
        assertThat(service.pending()).isZero();
        assertThat(service.inDoubt()).isZero();
    }
}

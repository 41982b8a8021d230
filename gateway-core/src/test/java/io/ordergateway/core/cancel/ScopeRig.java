package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A wish for a whole scope before a desk, and what its caller is told. */
final class ScopeRig {
    static final String ID = "all";

    final Desk desk;
    final List<CancelResult> told = new ArrayList<>();

    /** How much the caller had been told whenever it was told the end. */
    final List<Integer> ends = new ArrayList<>();

    ScopeRig(Desk desk) {
        this.desk = desk;
    }

    static CancelAll everything() {
        return CancelAll.of("main").id(ID).within(Desk.WITHIN);
    }

    static ScopeRig handedIn(CancelAll wish) {
        return new ScopeRig(new Desk()).handIn(wish);
    }

    ScopeRig handIn(CancelAll wish) {
        return handIn(wish, desk.service, desk.time);
    }

    ScopeRig handIn(CancelAll wish, CancelService service, ManualTime time) {
        service.cancelAll(wish, told::add, () -> ends.add(told.size()), time.now());
        return this;
    }

    static List<OpenOrder> open(Side side, String... orders) {
        return Stream.of(orders)
                .map(order -> new OpenOrder(new OrderRef(order, "BTC-PERP"), side))
                .toList();
    }

    /** The venue, asked for the list, names these. */
    void lists(String... orders) {
        desk.sweep();
        assertThat(desk.query.lists()).as("questions for the list").isEqualTo(1);
        desk.query.lists(open(Side.BUY, orders));
    }

    /** The venue, asked for the list, gives no answer that can be read. */
    void listsNothingReadable() {
        desk.sweep();
        assertThat(desk.query.lists()).as("questions for the list").isEqualTo(1);
        desk.query.lists(null);
    }

    void pushes(String order, Verdict verdict) {
        desk.service.orderUpdate(order, verdict, desk.time.now());
    }

    /** What was told of an order; the scope's own result is about {@code *}. */
    List<CancelResult> toldOf(String order) {
        return told.stream()
                .filter(result -> result.order().orderId().equals(order))
                .toList();
    }

    int frames() {
        return desk.socket.scopes().size()
                + desk.standby.scopes().size()
                + desk.rest.scopes().size();
    }

    void assertGoesOn() {
        desk.sweep();
        assertThat(ends).isEmpty();
    }

    /** The caller was told the end once, after so many results, and is never told anything again. */
    void assertEndedAfter(int results) {
        desk.pass(Duration.ofHours(1));
        assertThat(told).hasSize(results);
        assertThat(ends).containsExactly(results);
        assertThat(desk.query.lists()).isZero();
    }

    /** The caller's last result says that nothing proves the scope empty. */
    void assertEndedUnproven(int results) {
        assertThat(told.get(told.size() - 1)).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.cancelId().value()).isEqualTo(ID);
            assertThat(unknown.order().orderId()).isEqualTo("*");
        });
        assertThat(toldOf("*")).hasSize(1);
        assertEndedAfter(results);
    }

    /** Nothing was sent and nothing was learned: it may be tried again. */
    void assertRefusedUnsent() {
        assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.cancelId().value()).isEqualTo(ID);
            assertThat(refused.reason()).isEqualTo(RefusalReason.NO_PATH);
        });
        assertEndedAfter(1);
    }
}

package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.Listing;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who asks which orders of a scope are open is told so once, or that nobody knows; nothing is canceled for it. */
class CancelOpenOrdersTest {
    private static final CancelAll EVERYTHING = CancelAll.of("main").within(Desk.WITHIN);

    private final Desk desk = new Desk();
    private final List<Listing> told = new ArrayList<>();

    private void ask(CancelAll scope) {
        desk.service.openOrders(scope, told::add, desk.time.now());
    }

    private void assertUnknown(String... words) {
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Listing.Unknown.class,
                        unknown -> assertThat(unknown.text()).contains(words));
        assertNothingFollows();
    }

    private void assertRefused(RefusalReason reason, String field) {
        assertThat(told).singleElement().isInstanceOfSatisfying(Listing.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(reason);
            assertThat(refused.refusal().field()).isEqualTo(field);
        });
        assertNothingFollows();
    }

    private void assertNothingFollows() {
        desk.pass(Duration.ofHours(1));
        assertThat(told).hasSize(1);
        assertThat(desk.handed()).isZero();
        assertThat(desk.log.records()).isEmpty();
        assertThat(desk.service.isAtRest()).isTrue();
    }

    @Test
    void theyAreThoseThatTheScopeCovers() {
        ask(EVERYTHING.side(Side.BUY));
        assertThat(desk.service.isAtRest()).isFalse();

        List<OpenOrder> listed = new ArrayList<>(ScopeRig.open(Side.BUY, "o1"));
        listed.addAll(ScopeRig.open(Side.SELL, "o2"));
        desk.query.lists(listed);

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Listing.Open.class,
                        open -> assertThat(open.orders())
                                .containsExactly(new OpenOrder(new OrderRef("o1", "BTC-PERP"), Side.BUY)));
        assertNothingFollows();
    }

    @Test
    void theQuestionIsForItsSymbol() {
        ask(EVERYTHING.symbol("BTC-PERP"));

        assertThat(desk.query.listed()).containsExactly("BTC-PERP");
    }

    @Test
    void aListThatCannotBeReadIsAskedForAgainAndIsNotCalledEmpty() {
        ask(EVERYTHING);
        desk.query.lists(null);
        desk.sweep();
        assertThat(desk.query.listed()).as("before its time").hasSize(1);

        desk.pass(Desk.LIMITS.doubt().askAgain().cap());
        assertThat(told).singleElement().isInstanceOf(Listing.Unknown.class);
    }

    @Test
    void theSecondAnswerIsAsGoodAsTheFirst() {
        ask(EVERYTHING);
        desk.query.lists(null);
        desk.pass(Duration.ofMillis(200));

        desk.query.lists(List.of());

        assertThat(told).singleElement().isEqualTo(new Listing.Open(List.of()));
        assertNothingFollows();
    }

    @Test
    void withoutAnAnswerByTheDeadlineNobodyKnows() {
        ask(EVERYTHING);
        desk.pass(Desk.WITHIN.minusNanos(1));
        assertThat(told).isEmpty();

        desk.pass(Duration.ofNanos(1));

        assertThat(told).hasSize(1);
        desk.query.lists(List.of());
        assertUnknown("PT5S", "which orders are open");
    }

    @Test
    void itWaitsUntilTheVenuesLimitsAllowIt() {
        desk.query.allowed = false;
        ask(EVERYTHING);
        desk.pass(Duration.ofSeconds(1));
        assertThat(desk.query.listed()).isEmpty();

        desk.query.allowed = true;
        desk.sweep();

        assertThat(desk.query.lists()).isEqualTo(1);
    }

    @Test
    void aFaultInTheQuestionIsNoAnswerAndItIsAskedAgain() {
        desk.query.breaks = true;
        ask(EVERYTHING);
        assertThat(told).isEmpty();
        desk.query.breaks = false;

        desk.pass(Duration.ofMillis(200));

        desk.query.lists(List.of());
        assertThat(told).singleElement().isEqualTo(new Listing.Open(List.of()));
        assertNothingFollows();
    }

    @Test
    void whatIsWrongWithTheScopeIsRefused() {
        ask(EVERYTHING.symbol("BTC PERP"));

        assertRefused(RefusalReason.INVALID, "symbol");
    }

    @Test
    void soManyScopesAtOnceWhateverIsWantedOfThem() {
        for (int i = 0; i < Admission.MAX_SCOPES; i++) {
            desk.service.openOrders(EVERYTHING, any -> {}, desk.time.now());
        }

        ask(EVERYTHING);

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Listing.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(RefusalReason.OVERLOADED));
    }

    @Test
    void whenTheGatewayIsClosedNobodyKnowsAndNobodyIsAsked() {
        ask(EVERYTHING);

        desk.service.close(desk.time.now());

        assertUnknown("closed");
        told.clear();
        ask(EVERYTHING);
        assertRefused(RefusalReason.SHUTTING_DOWN, null);
    }
}

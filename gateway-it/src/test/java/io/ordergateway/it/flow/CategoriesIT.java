package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole story of a cancel, the same in every market. */
@ParameterizedClass
@EnumSource(Market.class)
class CategoriesIT {
    private static final int IN_FLIGHT = 100;

    private final Market market;
    private final Desk desk;

    CategoriesIT(Market market) {
        this.market = market;
        this.desk = Desk.ready(market);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aCancelGoesOverTheSocketAndTheOrderChannelTellsItsEnd() {
        String order = desk.place();
        desk.book().fillPartly(order, "0.04");

        CancelResult told = desk.cancel(market.finalWish(order));

        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.Canceled.class,
                        canceled -> assertThat(canceled.filled()).isEqualByComparingTo(new BigDecimal("0.04")));
        assertPathsAndRule(told, "order-push", PathKind.SOCKET);
        desk.assertBooksAgree(1);
    }

    @Test
    void withTheSocketDownItGoesByRestAndTheStatusTellsItsEnd() {
        desk.socketsDown();

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertPathsAndRule(told, "status-query", PathKind.REST);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"CUT_BEFORE", "CUT_AFTER"})
    void aHundredInFlightAllEndAsTheBookHasItWhenTheSocketIsCut(SimFault cut) {
        List<String> orders = desk.place(IN_FLIGHT);
        for (int i = 0; i < IN_FLIGHT; i += 10) {
            desk.book().fill(orders.get(i));
        }
        desk.venue
                .faults()
                .next(Collections.nCopies(IN_FLIGHT / 2, SimFault.NO_PUSH).toArray(SimFault[]::new));
        desk.venue.faults().next(cut);

        List<CancelResult> told =
                desk.cancels(orders.stream().map(market::finalWish).toList());

        assertThat(told)
                .hasSize(IN_FLIGHT)
                .allSatisfy(result -> assertThat(result.isFinal()).isTrue());
        assertThat(told).filteredOn(CancelResult.TooLate.class::isInstance).hasSize(IN_FLIGHT / 10);
        assertThat(told).anySatisfy(result -> assertThat(result.attempts()).hasSizeGreaterThan(1));
        desk.assertBooksAgree(IN_FLIGHT);
    }

    @ParameterizedTest
    @EnumSource(PathKind.class)
    void anOrderThatWasFilledFirstIsTooLateOnEitherPath(PathKind path) {
        if (path == PathKind.REST) {
            desk.socketsDown();
        }
        desk.venue.faults().next(SimFault.FILL_FIRST);

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.TooLate.class,
                        late -> assertThat(late.how()).isEqualTo(OrderStatus.FILLED));
        assertThat(told.attempts()).extracting(Attempt::path).containsExactly(path);
        desk.assertBooksAgree(1);
    }

    @Test
    void aSilentSocketIsFollowedByRest() {
        desk.venue.faults().next(SimFault.SILENT);

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.attempts()).extracting(Attempt::path).containsExactly(PathKind.SOCKET, PathKind.REST);
        desk.assertBooksAgree(1);
    }

    @Test
    void silenceUntilTheDeadlineIsUnknownAndTheStatusTellsLater() {
        desk.venue.faults().next(SimFault.MUTE);
        CancelOrder wish = market.wish(desk.place()).within(Duration.ofMillis(150));

        CancelResult told = desk.cancel(wish);
        CancelResult end = desk.awaitEnd(wish.cancelId());

        assertThat(told).isInstanceOf(CancelResult.Unknown.class);
        assertThat(end).isInstanceOf(CancelResult.Canceled.class);
        assertPathsAndRule(end, "status-query", PathKind.SOCKET);
        desk.assertBooksAgree(1);
    }

    @Test
    void whenThePushDoesNotComeTheStatusIsAsked() {
        desk.venue.faults().next(SimFault.NO_PUSH);

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertPathsAndRule(told, "status-query", PathKind.SOCKET);
        desk.assertBooksAgree(1);
    }

    @Test
    void anOrderOfAnotherMarketIsUnknownToThisOneAndStands() {
        Market other = market.another();
        String order = other.book(desk.venue).place(market.symbol, "Buy", "0.1", "30000");

        CancelResult told = desk.cancel(market.finalWish(order));

        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.ORDER_UNKNOWN));
        assertThat(desk.venue.counts().statusQueries()).isPositive();
        assertThat(other.book(desk.venue).order(order).orElseThrow().status()).isEqualTo(SimOrder.Status.NEW);
    }

    private static void assertPathsAndRule(CancelResult told, String rule, PathKind path) {
        assertThat(told.evidence()).extracting(Evidence::rule).isEqualTo(rule);
        assertThat(told.attempts()).extracting(Attempt::path).containsExactly(path);
    }
}

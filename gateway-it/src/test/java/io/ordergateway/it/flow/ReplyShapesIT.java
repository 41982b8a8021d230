package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every shape in which a reply to a cancel may come (4.3, A to J), every way to say "gone" (7), in every market. */
@ParameterizedClass
@EnumSource(Market.class)
class ReplyShapesIT {
    private final Market market;
    private final Desk desk;

    ReplyShapesIT(Market market) {
        this.market = market;
        this.desk = Desk.ready(market);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"NONE", "V1_ACK", "V2_ACK", "FLAT_ACK", "ACK_WITHOUT_ID"})
    void everyAckAcknowledges(SimFault shape) {
        CancelOrder wish = market.wish(desk.place());
        desk.venue.faults().next(shape);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Acknowledged.class);
        assertThat(told.attempts()).hasSize(1);
        assertThat(desk.awaitEnd(wish.cancelId())).isInstanceOf(CancelResult.Canceled.class);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"ERR", "V1_ERR", "V2_ERR", "ERR_SAYS_ACK", "ERR_SAYS_ACK_WITHOUT_M", "ERROR_FRAME"})
    void everyErrorThatNamesItsRequestRejectsAndTheOrderStands(SimFault shape) {
        String order = desk.place();
        desk.venue.faults().next(shape);

        CancelResult told = desk.cancel(market.wish(order));

        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_REQUEST));
        assertThat(desk.inBook(order).status()).isEqualTo(SimOrder.Status.NEW);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"ERR_WITHOUT_ID", "ERROR_FRAME_WITHOUT_ID"})
    void anErrorThatNamesNothingIsNobodysAndAnotherPathIsTaken(SimFault shape) {
        desk.venue.faults().next(shape);

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.attempts()).extracting(Attempt::path).containsExactly(PathKind.SOCKET, PathKind.REST);
        assertThat(desk.counts().foreign()).isEqualTo(1);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"FILL_FIRST", "REJECT_FIRST", "LIE"})
    void aPushOfAnotherEndThanCanceledIsTooLate(SimFault race) {
        CancelOrder wish = market.finalWish(desk.place());
        desk.venue.faults().next(race);

        CancelResult told = desk.cancel(wish);

        OrderStatus end = race == SimFault.REJECT_FIRST ? OrderStatus.REJECTED : OrderStatus.FILLED;
        assertTooLate(told, end);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"PUSH_FIRST", "PUSH_LATE", "NO_PUSH", "PART_FILL_FIRST", "LATE", "REPLY_LATE"})
    void aPushOrReplyAtAnyTimeOrNeverEndsCanceled(SimFault order) {
        desk.venue.faults().lateBy(Desk.REPLY_TIMEOUT.plusMillis(200));
        desk.venue.faults().next(order);

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        boolean replyIsLate = order == SimFault.LATE || order == SimFault.REPLY_LATE;
        await().atMost(Desk.PATIENCE).until(() -> desk.counts().late() == (replyIsLate ? 1 : 0));
        desk.assertBooksAgree(1);
    }

    @Test
    void aBareListIsNoReplyAndHarmsNothing() {
        desk.venue.broadcast("[{\"orderId\":\"a\",\"s\":\"" + market.symbol + "\",\"st\":\"New\"}]");
        desk.venue.broadcast("[]");

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.attempts()).hasSize(1);
        assertThat(desk.counts().unreadable()).isZero();
        assertThat(desk.venue.counts().sockets()).isEqualTo(1);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"SILENT", "DISCONNECTED", "CUT_BEFORE", "CUT_AFTER", "HALF_FRAME"})
    void nothingAtAllIsFollowedByAnotherRequest(SimFault nothing) {
        desk.venue.faults().next(nothing);

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.attempts()).hasSize(2);
        desk.assertBooksAgree(1);
    }

    @Test
    void duplicateForeignAndLateRepliesAreCountedEachAsWhatItIs() {
        desk.venue.faults().lateBy(Desk.REPLY_TIMEOUT.plusMillis(200));
        desk.venue.faults().next(SimFault.DUPLICATE, SimFault.FOREIGN_ID, SimFault.REPLY_LATE);

        List<CancelResult> told =
                desk.cancels(desk.place(3).stream().map(market::finalWish).toList());

        assertThat(told).hasSize(3).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
        await().atMost(Desk.PATIENCE).untilAsserted(() -> {
            assertThat(desk.counts().duplicate()).isEqualTo(1);
            assertThat(desk.counts().foreign()).isEqualTo(1);
            assertThat(desk.counts().late()).isEqualTo(1);
        });
        desk.assertBooksAgree(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"GONE_300006", "GONE_300019", "GONE_60060", "GONE_PUSH", "GONE_PUSH_BY_REQUEST"})
    void everyWayToSayGoneOnTheSocketLeadsToTheStatus(SimFault words) {
        assertGone(words, PathKind.SOCKET);
    }

    @ParameterizedTest
    @EnumSource(value = SimFault.class, mode = EnumSource.Mode.MATCH_ANY, names = "GONE_.*")
    void everyWayToSayGoneOverRestLeadsToTheStatus(SimFault words) {
        assertGone(words, PathKind.REST);
    }

    /** The orders ended before anybody subscribed, so that no push tells of it. */
    private void assertGone(SimFault words, PathKind path) {
        SimVenue venue = market.start();
        List<String> orders = List.of(ended(venue, true), ended(venue, false));
        venue.faults().always(words);
        try (Desk late = Desk.open(market, venue, config -> config)) {
            late.awaitReady();
            if (path == PathKind.REST) {
                late.socketsDown();
            }

            CancelResult filled = late.cancel(market.finalWish(orders.get(0)).within(Duration.ofSeconds(10)));
            CancelResult canceled = late.cancel(market.finalWish(orders.get(1)).within(Duration.ofSeconds(10)));

            assertTooLate(filled, OrderStatus.FILLED);
            assertThat(filled.attempts()).extracting(Attempt::path).containsExactly(path);
            // What was acknowledged may have been by us; a reply that says "gone" was not.
            if (words == SimFault.GONE_PUSH || words == SimFault.GONE_PUSH_BY_REQUEST) {
                assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
            } else if (words != SimFault.GONE_EMPTY) {
                assertTooLate(canceled, OrderStatus.CANCELED);
            }
            late.assertBooksAgree(2);
        }
    }

    private String ended(SimVenue venue, boolean filled) {
        String order = market.book(venue).place(market.symbol, "Buy", "0.1", "30000");
        boolean done = filled
                ? market.book(venue).fill(order)
                : market.book(venue).cancel(order, market.symbol).isPresent();
        assertThat(done).isTrue();
        return order;
    }

    private static void assertTooLate(CancelResult told, OrderStatus how) {
        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.TooLate.class,
                        late -> assertThat(late.how()).isEqualTo(how));
    }
}

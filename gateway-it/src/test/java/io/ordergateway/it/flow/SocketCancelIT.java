package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancels over a real WebSocket, against a venue that answers in every shape. */
class SocketCancelIT {
    private final Desk desk = Desk.ready();

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"NONE", "FLAT_ACK", "V1_ACK"})
    void everyShapeOfAnAckAcknowledgesAndTheOrderEndsCanceled(SimFault shape) {
        CancelOrder wish = Desk.wish(desk.place());
        desk.venue.faults().next(shape);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Acknowledged.class);
        assertThat(told.evidence()).extracting(Evidence::rule).isEqualTo("cancel-ack");
        assertThat(told.attempts()).hasSize(1);
        assertThat(desk.awaitEnd(wish.cancelId())).isInstanceOf(CancelResult.Canceled.class);
        desk.assertBooksAgree(1);
    }

    @Test
    void anAckWithoutAnIdFindsItsCancelAmongOthersByTheOrder() {
        desk.venue.faults().always(SimFault.FLAT_ACK);

        List<CancelResult> told =
                desk.cancels(desk.place(5).stream().map(Desk::wish).toList());

        assertThat(told).hasSize(5).allSatisfy(result -> {
            assertThat(result).isInstanceOf(CancelResult.Acknowledged.class);
            assertThat(result.evidence())
                    .satisfies(ack ->
                            assertThat(ack.message()).contains(result.order().orderId()));
        });
        desk.assertBooksAgree(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"ERR", "ERR_SAYS_ACK"})
    void everyShapeOfAnErrorIsRejectedAndTheOrderStands(SimFault shape) {
        String order = desk.place();
        desk.venue.faults().next(shape);

        CancelResult told = desk.cancel(Desk.wish(order));

        assertThat(told).isInstanceOfSatisfying(CancelResult.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_REQUEST);
            assertThat(rejected.code()).isEqualTo("300006");
            assertThat(rejected.text()).contains("INVALID_ORDER_ID");
        });
        assertThat(desk.inBook(order).status()).isEqualTo(SimOrder.Status.NEW);
        desk.assertBooksAgree(1);
    }

    @Test
    void aFinalAnswerComesFromTheOrderChannel() {
        CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.evidence()).extracting(Evidence::rule).isEqualTo("order-push");
        desk.assertBooksAgree(1);
    }

    @Test
    void whenThePushDoesNotComeTheStatusIsAsked() {
        CancelOrder wish = Desk.finalWish(desk.place());
        desk.venue.faults().next(SimFault.NO_PUSH);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.evidence()).extracting(Evidence::rule).isEqualTo("status-query");
        desk.assertBooksAgree(1);
    }

    @Test
    void whatWasFilledBeforeTheCancelIsToldWithIt() {
        String order = desk.place();
        desk.venue.book().fillPartly(order, "0.04");

        CancelResult told = desk.cancel(Desk.finalWish(order));

        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.Canceled.class,
                        canceled -> assertThat(canceled.filled()).isEqualByComparingTo(new BigDecimal("0.04")));
        desk.assertBooksAgree(1);
    }

    @Test
    void anOrderThatWasFilledFirstIsTooLateAndNeverCanceled() {
        String order = desk.place();
        desk.venue.book().fill(order);

        CancelResult told = desk.cancel(Desk.finalWish(order));

        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.TooLate.class,
                        late -> assertThat(late.how()).isEqualTo(OrderStatus.FILLED));
        desk.assertBooksAgree(1);
    }

    @Test
    void anAcknowledgementThatWasALieIsFollowedByTheTruth() {
        CancelOrder wish = Desk.wish(desk.place());
        desk.venue.faults().next(SimFault.LIE);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Acknowledged.class);
        assertThat(desk.awaitEnd(wish.cancelId()))
                .isInstanceOfSatisfying(
                        CancelResult.TooLate.class,
                        late -> assertThat(late.how()).isEqualTo(OrderStatus.FILLED));
        assertThat(desk.outcomesOf(wish.cancelId()))
                .extracting(CancelOutcome::phase)
                .containsExactly(
                        CancelOutcome.Phase.ACCEPTED,
                        CancelOutcome.Phase.SENT,
                        CancelOutcome.Phase.SETTLED,
                        CancelOutcome.Phase.FINAL);
        desk.assertBooksAgree(1);
    }

    @Test
    void anOrderTheVenueNeverHadIsRejectedOnlyAfterItsStatusWasAsked() {
        CancelResult told = desk.cancel(Desk.finalWish("a18bcfe5687bU0866943712123456789"));

        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.ORDER_UNKNOWN));
        assertThat(desk.venue.counts().statusQueries()).isPositive();
    }

    @Test
    void aDuplicateReplyChangesNothingAndIsCounted() {
        desk.venue.faults().next(SimFault.DUPLICATE);

        desk.cancel(Desk.finalWish(desk.place()));

        await().atMost(Desk.PATIENCE).until(() -> desk.counts().duplicate() == 1);
        desk.assertBooksAgree(1);
    }

    @Test
    void aForeignReplyChangesNothingAndIsCounted() {
        desk.venue.faults().next(SimFault.FOREIGN_ID);

        desk.cancel(Desk.finalWish(desk.place()));

        await().atMost(Desk.PATIENCE).until(() -> desk.counts().foreign() == 1);
        desk.assertBooksAgree(1);
    }

    @Test
    void aLateReplyIsEvidenceAndIsCounted() {
        desk.venue.faults().lateBy(Desk.REPLY_TIMEOUT.plusMillis(300));
        desk.venue.faults().next(SimFault.LATE);
        CancelOrder wish = Desk.wish(desk.place()).within(Duration.ofSeconds(5));

        desk.cancel(wish);

        await().atMost(Desk.PATIENCE).until(() -> desk.counts().late() == 1);
        desk.assertBooksAgree(1);
    }

    @Test
    void aBurstEntersTheLoopOnceAndIsFlushedOnce() {
        try (Desk desk = Desk.ready(Desk::patient)) {
            long flushesBefore = desk.counts().flushes();
            List<CancelOrder> wishes = desk.place(1_000).stream()
                    .map(order -> Desk.finalWish(order).within(Desk.PATIENCE))
                    .toList();

            List<CancelResult> told = desk.cancels(wishes);

            assertThat(told).hasSize(1_000).allSatisfy(result -> {
                assertThat(result).isInstanceOf(CancelResult.Canceled.class);
                assertThat(result.attempts()).extracting(Attempt::path).containsExactly(PathKind.SOCKET);
            });
            await().atMost(Desk.PATIENCE).until(() -> desk.counts().sent() == 1_000);
            assertThat(desk.counts().flushes() - flushesBefore).isEqualTo(1);
            desk.assertBooksAgree(1_000);
        }
    }

    @Test
    void theSameIdAgainIsTheEarlierAnswerAndNoSecondFrame() {
        CancelOrder wish = Desk.finalWish(desk.place()).id("my-own-id");

        CancelResult first = desk.cancel(wish);
        CancelResult second = desk.cancel(wish);

        assertThat(second).isEqualTo(first);
        assertThat(desk.venue.counts().socketCancels()).isEqualTo(1);
        desk.assertBooksAgree(1);
    }

    @Test
    void oneFrameServesTwoCancelsForOneOrderAndBothSettle() {
        String order = desk.place();

        List<CancelResult> told = desk.cancels(List.of(Desk.finalWish(order), Desk.finalWish(order)));

        assertThat(told).hasSize(2).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
        assertThat(desk.venue.counts().socketCancels()).isEqualTo(1);
        desk.assertBooksAgree(2);
    }

    @Test
    void whoStopsListeningDoesNotStopTheCancel() {
        CancelOrder wish = Desk.finalWish(desk.place());

        desk.gateway.cancel(wish).subscribe().dispose();

        assertThat(desk.awaitEnd(wish.cancelId())).isInstanceOf(CancelResult.Canceled.class);
        desk.assertBooksAgree(1);
    }

    @Test
    void aCancelFromTheAnswerOfAnotherGoesOut() {
        String first = desk.place();
        String second = desk.place();

        CancelResult told = desk.gateway
                .cancel(Desk.finalWish(first))
                .flatMap(result -> desk.gateway.cancel(Desk.finalWish(second)))
                .block(Desk.PATIENCE);

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        desk.assertBooksAgree(2);
    }
}

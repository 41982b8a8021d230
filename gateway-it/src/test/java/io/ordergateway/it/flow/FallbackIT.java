package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that die, replies that never come, paths that are not there. */
class FallbackIT {
    private static final int IN_FLIGHT = 100;

    @Test
    void withTheSocketDownRestTakesOver() {
        try (Desk desk = Desk.ready()) {
            desk.socketsDown();

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(PathKind.REST));
            desk.assertBooksAgree(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aHundredInFlightAllEndAsTheBookHasItWhenTheSocketIsCutUnread(int sessions) {
        cutWithAHundredInFlight(SimFault.CUT_BEFORE, sessions);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aHundredInFlightAllEndAsTheBookHasItWhenTheSocketIsCutBeforeTheReply(int sessions) {
        cutWithAHundredInFlight(SimFault.CUT_AFTER, sessions);
    }

    private static void cutWithAHundredInFlight(SimFault cut, int sessions) {
        try (Desk desk = Desk.ready(config -> config.sessions(sessions))) {
            List<String> orders = desk.place(IN_FLIGHT);
            for (int i = 0; i < IN_FLIGHT; i += 10) {
                desk.venue.book().fill(orders.get(i));
            }
            desk.venue
                    .faults()
                    .next(Collections.nCopies(IN_FLIGHT / 2, SimFault.NO_PUSH).toArray(SimFault[]::new));
            desk.venue.faults().next(cut);

            List<CancelResult> told =
                    desk.cancels(orders.stream().map(Desk::finalWish).toList());

            assertThat(told)
                    .hasSize(IN_FLIGHT)
                    .allSatisfy(result -> assertThat(result.isFinal()).isTrue());
            assertThat(told)
                    .filteredOn(result -> result instanceof CancelResult.TooLate)
                    .hasSize(IN_FLIGHT / 10);
            assertThat(told).anySatisfy(result -> assertThat(result.attempts()).hasSizeGreaterThan(1));
            desk.assertBooksAgree(IN_FLIGHT);
        }
    }

    @Test
    void whatTheVenueCarriedOutBeforeTheCutIsCanceledByUsAndNotTooLate() {
        try (Desk desk = Desk.ready()) {
            desk.venue.faults().next(SimFault.CUT_AFTER);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told.attempts()).hasSize(2);
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void aReplyThatNeverComesIsUnknownAtTheDeadlineAndResolvedLaterOnTheStream() {
        try (Desk desk = Desk.ready()) {
            CancelOrder wish = Desk.wish(desk.place()).within(Duration.ofMillis(150));
            desk.venue.faults().next(SimFault.MUTE);

            CancelResult told = desk.cancel(wish);

            assertThat(told).isInstanceOf(CancelResult.Unknown.class);
            assertThat(told.attempts()).hasSize(1);
            assertThat(desk.awaitEnd(wish.cancelId())).isInstanceOf(CancelResult.Canceled.class);
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void aSwallowedCancelTakesAnotherPathWhileItsDeadlineAllows() {
        try (Desk desk = Desk.ready()) {
            desk.venue.faults().next(SimFault.SILENT);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told.attempts())
                    .extracting(attempt -> attempt.path())
                    .containsExactly(PathKind.SOCKET, PathKind.REST);
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void anOrderThatStillRestsWhenTheVenuesWindowHasClosedIsRejectedAndNothingIsSentAfterTheDeadline() {
        Duration window = Duration.ofSeconds(1);
        try (Desk desk = Desk.ready(config -> Desk.window(config, window))) {
            CancelOrder wish = Desk.wish(desk.place()).within(Duration.ofMillis(150));
            desk.venue.faults().always(SimFault.SILENT);

            CancelResult told = desk.cancel(wish);
            CancelResult end = desk.awaitEnd(wish.cancelId());

            assertThat(told).isInstanceOf(CancelResult.Unknown.class);
            assertThat(end)
                    .isInstanceOfSatisfying(
                            CancelResult.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_PROCESSED));
            assertThat(desk.inBook(wish.order().orderId()).status()).isEqualTo(SimOrder.Status.NEW);
            assertThat(desk.venue.counts().socketCancels()).isEqualTo(1);
            assertThat(desk.venue.counts().restCancels()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"HTTP_502", "HTTP_502_AFTER", "HTTP_429"})
    void aPageInsteadOfAnAnswerIsPursuedUntilTheBookIsClear(SimFault page) {
        try (Desk desk = Desk.ready()) {
            desk.socketsDown();
            desk.venue.faults().next(page);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void withNoPathAtAllTheCancelIsRefusedWhenItsDeadlineComesAndNothingWasSent() {
        SimVenue venue = SimVenue.start(0);
        try (Desk desk = Desk.open(venue, config -> config)) {
            String order = desk.place();
            venue.close();
            await().atMost(Desk.PATIENCE).until(() -> !desk.gateway.health().socketsReady());

            CancelResult told = desk.cancel(Desk.wish(order).within(Duration.ofMillis(300)));

            assertThat(told)
                    .isInstanceOfSatisfying(
                            CancelResult.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.NO_PATH));
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void theSocketComesBackAndTakesCancelsAgain() {
        try (Desk desk = Desk.ready()) {
            desk.socketsDown();
            desk.venue.acceptSockets(true);
            desk.awaitReady();

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(PathKind.SOCKET));
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void closingTheGatewaySettlesWhatIsPending() {
        try (Desk desk = Desk.ready()) {
            CancelOrder wish = Desk.finalWish(desk.place());
            desk.venue.faults().next(SimFault.MUTE);
            var told = desk.gateway.cancel(wish).toFuture();
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == 1);

            desk.gateway.close();

            assertThat(told).isCompletedWithValueMatching(result -> result instanceof CancelResult.Unknown);
            assertThat(desk.cancel(Desk.wish("another")))
                    .isInstanceOfSatisfying(
                            CancelResult.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.SHUTTING_DOWN));
        }
    }
}

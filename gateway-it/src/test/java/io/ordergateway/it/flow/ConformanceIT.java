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
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The cases of appendix B over real sockets, by their names there and in every market. What the dossier calls accepted,
 * confirmed and already closed is acknowledged, canceled and too late here.
 */
@ParameterizedClass
@EnumSource(Market.class)
class ConformanceIT {
    private static final String OUR_ID = "\"id\":\"[0-9a-z]{12}\"";
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Market market;
    private final Desk desk;

    ConformanceIT(Market market) {
        this.market = market;
        this.desk = Desk.ready(market, config -> Desk.window(config, WINDOW));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"V1_ACK", "V2_ACK"})
    void ackAOrDWithMatchingIdIsAcknowledged(SimFault shape) {
        CancelOrder wish = market.wish(desk.place());
        desk.venue.faults().next(shape);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Acknowledged.class);
        assertThat(message(told))
                .containsPattern(OUR_ID)
                .contains(shape == SimFault.V1_ACK ? "\"status\":\"Ack\"" : "\"code\":0");
        desk.assertBooksAgree(1);
    }

    @Test
    void ackFFlatStatusNewIsAcknowledgedByItsOrderId() {
        List<CancelOrder> wishes = desk.place(3).stream().map(market::wish).toList();
        desk.venue.faults().always(SimFault.FLAT_ACK);

        List<CancelResult> told = desk.cancels(wishes);

        assertThat(told).hasSize(3).allSatisfy(result -> {
            assertThat(result).isInstanceOf(CancelResult.Acknowledged.class);
            assertThat(message(result))
                    .doesNotContainPattern(OUR_ID)
                    .contains("\"status\":\"New\"", result.order().orderId());
        });
        desk.assertBooksAgree(3);
    }

    @Test
    void statusAckWithInfoCode300006IsRejectedAndNotAcknowledged() {
        desk.venue.faults().next(SimFault.ERR_SAYS_ACK);

        CancelResult told = desk.cancel(market.wish(desk.place()));

        assertRejected(told, "300006", "Invalid Client Order Id");
        assertThat(message(told)).contains("\"status\":\"Ack\"");
        desk.assertBooksAgree(1);
    }

    @Test
    void eWithoutInfoOrderIdIsRejectedByItsIdWithItsErrorMsg() {
        desk.venue.faults().next(SimFault.NONE, SimFault.V2_ERR, SimFault.NONE);
        List<CancelOrder> wishes = desk.place(3).stream().map(market::wish).toList();

        List<CancelResult> told = desk.cancels(wishes);

        assertThat(told)
                .filteredOn(CancelResult.Rejected.class::isInstance)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.cancelId()).isEqualTo(wishes.get(1).cancelId());
                    assertRejected(result, "300006", "Invalid Client Order Id");
                    assertThat(message(result)).contains("\"errorMsg\"").doesNotContain("\"orderId\"");
                });
        desk.assertBooksAgree(3);
    }

    @ParameterizedTest
    @EnumSource(Wordy.class)
    void bOrEWithoutAnyIdIsForTheOnlyOnePendingOnItsSymbol(Wordy shape) {
        try (Desk patient = Desk.ready(market, Desk::patient)) {
            patient.venue.faults().next(SimFault.SILENT);
            CompletableFuture<CancelResult> told =
                    patient.gateway.cancel(market.wish(patient.place())).toFuture();
            await().atMost(Desk.PATIENCE).until(() -> patient.venue.counts().socketCancels() == 1);

            patient.venue.broadcast(shape.refusal(market));

            assertThat(told).succeedsWithin(Desk.PATIENCE);
            assertRejected(told.join(), "300006", "Invalid Client Order Id");
            patient.assertBooksAgree(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wordy.class)
    void bOrEWithoutAnyIdIsForNobodyWhileTwoArePendingUntilTheirStatusIsAsked(Wordy shape) {
        desk.venue.faults().next(SimFault.SILENT, SimFault.SILENT);
        CompletableFuture<List<CancelResult>> told = desk.gateway
                .cancels(desk.place(2).stream()
                        .map(order -> market.wish(order).within(SHORT))
                        .toList())
                .collectList()
                .toFuture();
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == 2);

        desk.venue.broadcast(shape.refusal(market));

        assertThat(told).succeedsWithin(Desk.PATIENCE);
        assertThat(told.join())
                .hasSize(2)
                .allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Unknown.class));
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().statusQueries() >= 2);
        assertThat(desk.counts().foreign()).isEqualTo(1);
        desk.assertBooksAgree(2);
    }

    @Test
    void mErrorWithIdIsRejected() {
        desk.venue.faults().next(SimFault.ERROR_FRAME);

        CancelResult told = desk.cancel(market.wish(desk.place()));

        assertRejected(told, "100005", "INVALID_WS_REQUEST_DATA");
        desk.assertBooksAgree(1);
    }

    @Test
    void mErrorWithoutIdCompletesNothingAndIsCounted() {
        desk.venue.faults().next(SimFault.ERROR_FRAME_WITHOUT_ID);

        CancelResult told = desk.cancel(market.finalWish(desk.place()));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.attempts()).extracting(Attempt::path).containsExactly(PathKind.SOCKET, PathKind.REST);
        assertThat(desk.counts().foreign()).isEqualTo(1);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"DUPLICATE", "ERROR_AFTER_ACK"})
    void aSecondReplyForACompletedIdIsIgnored(SimFault second) {
        CancelOrder wish = market.wish(desk.place());
        desk.venue.faults().next(second);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Acknowledged.class);
        await().atMost(Desk.PATIENCE).until(() -> desk.counts().duplicate() == 1);
        assertThat(desk.awaitEnd(wish.cancelId())).isInstanceOf(CancelResult.Canceled.class);
        desk.assertBooksAgree(1);
    }

    @Test
    void aPushCanceledBeforeTheAckIsCanceledAndTheLateAckIsIgnored() {
        CancelOrder wish = market.wish(desk.place());
        desk.venue.faults().lateBy(Desk.REPLY_TIMEOUT.plusMillis(200));
        desk.venue.faults().next(SimFault.REPLY_LATE);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told.evidence()).extracting(Evidence::rule).isEqualTo("order-push");
        await().atMost(Desk.PATIENCE).until(() -> desk.counts().late() == 1);
        assertThat(desk.outcomesOf(wish.cancelId()))
                .extracting(CancelOutcome::phase)
                .containsExactly(CancelOutcome.Phase.ACCEPTED, CancelOutcome.Phase.SENT, CancelOutcome.Phase.SETTLED);
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"GONE_PUSH", "GONE_PUSH_BY_REQUEST"})
    void aPushRejectedNoOpenForCancelForAFilledOrderIsTooLateAndTheOrderStaysFilled(SimFault convention) {
        SimVenue venue = market.start();
        String order = filledUnheard(venue);
        venue.faults().next(convention);
        try (Desk late = Desk.open(market, venue, config -> config)) {
            late.awaitReady();

            CancelResult told = late.cancel(market.finalWish(order));

            assertTooLate(told, OrderStatus.FILLED);
            assertThat(told.evidence()).extracting(Evidence::rule).isEqualTo("status-query");
            assertThat(told.attempts()).extracting(Attempt::path).containsExactly(PathKind.SOCKET);
            assertThat(late.inBook(order).status()).isEqualTo(SimOrder.Status.FILLED);
            late.assertBooksAgree(1);
        }
    }

    @ParameterizedTest
    @EnumSource(PathKind.class)
    void code300019DuplicatedIsTheSameAsAcknowledged(PathKind path) {
        if (path == PathKind.REST) {
            desk.socketsDown();
        }
        CancelOrder wish = market.wish(desk.place());
        desk.venue.faults().next(SimFault.DUPLICATE_300019);

        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOf(CancelResult.Acknowledged.class);
        assertThat(told.attempts()).extracting(Attempt::path).containsExactly(path);
        assertThat(message(told)).contains("300019", "Duplicated order cancel request.");
        assertThat(desk.awaitEnd(wish.cancelId())).isInstanceOf(CancelResult.Canceled.class);
        desk.assertBooksAgree(1);
    }

    @Test
    void aSocketLostWithThreeInFlightLeavesThreeDoubtsThatRestSettles() {
        SimVenue venue = market.start();
        String filled = filledUnheard(venue);
        venue.faults().next(SimFault.SILENT, SimFault.MUTE, SimFault.SILENT);
        try (Desk patient = Desk.open(market, venue, Desk::patient)) {
            patient.awaitReady();
            List<String> orders = List.of(filled, patient.place(), patient.place());
            CompletableFuture<List<CancelResult>> told = patient.gateway
                    .cancels(orders.stream().map(market::finalWish).toList())
                    .collectList()
                    .toFuture();
            await().atMost(Desk.PATIENCE).until(() -> patient.venue.counts().socketCancels() == 3);

            patient.socketsDown();

            assertThat(told).succeedsWithin(Desk.PATIENCE);
            assertThat(told.join()).hasSize(3).allSatisfy(result -> {
                assertThat(result.isFinal()).isTrue();
                assertThat(result.attempts().get(0).verdict())
                        .extracting(verdict ->
                                Objects.requireNonNull(verdict).evidence().rule())
                        .isEqualTo("connection-lost");
            });
            assertThat(patient.venue.counts().statusQueries()).isPositive();
            patient.assertBooksAgree(3);
        }
    }

    @Test
    void aRest429PageIsUnknownAndTheVenueIsLeftAloneForASecond() {
        desk.socketsDown();
        desk.venue.faults().next(SimFault.HTTP_429);
        CancelOrder wish = market.wish(desk.place()).within(SHORT);

        CancelResult told = desk.cancel(wish);
        CancelResult end = desk.awaitEnd(wish.cancelId());

        assertThat(told).isInstanceOf(CancelResult.Unknown.class);
        assertThat(message(told)).contains("429");
        assertThat(told.toString() + end).doesNotContain("JsonParse", "Unexpected character");
        assertThat(evidence(end).at()).isAfterOrEqualTo(evidence(told).at().plusSeconds(1));
        desk.assertBooksAgree(1);
    }

    @Test
    void idsOf36CharactersFromUuidAreImpossibleByConstruction() {
        String uuid = UUID.randomUUID().toString();

        CancelResult told = desk.cancel(market.wish(desk.place()).id(uuid));
        CancelResult refused = desk.cancel(market.wish(uuid));

        assertThat(told.cancelId().value()).isEqualTo(uuid);
        assertThat(message(told)).containsPattern(OUR_ID).doesNotContain(uuid);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        CancelResult.Refused.class, no -> assertThat(no.field()).isEqualTo("orderId"));
        desk.assertBooksAgree(1);
    }

    @Test
    void accountGroup0IsAGroupLikeAnyOther() {
        SimVenue venue = SimVenue.start(market.settings().withGroup(0));
        try (Desk group0 = Desk.open(market, venue, config -> config.group(0))) {
            group0.awaitReady();
            CancelResult bySocket = group0.cancel(market.finalWish(group0.place()));
            group0.socketsDown();
            CancelResult byRest = group0.cancel(market.finalWish(group0.place()));

            assertThat(List.of(bySocket, byRest))
                    .allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
            assertThat(byRest.attempts()).extracting(Attempt::path).containsExactly(PathKind.REST);
            group0.assertBooksAgree(2);
        }
    }

    @Test
    void anUnknownStIsNoEndAndTheStreamContinues() {
        try (Desk patient = Desk.ready(market, Desk::patient)) {
            patient.venue.faults().next(SimFault.SILENT);
            String order = patient.place();
            CompletableFuture<CancelResult> told =
                    patient.gateway.cancel(market.finalWish(order)).toFuture();
            await().atMost(Desk.PATIENCE).until(() -> patient.venue.counts().socketCancels() == 1);

            patient.venue.broadcast(push(order, "Suspended"));

            assertThat(patient.cancel(market.finalWish(patient.place()))).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told).isNotDone();
            patient.book().fill(order);
            assertThat(told).succeedsWithin(Desk.PATIENCE);
            assertTooLate(told.join(), OrderStatus.FILLED);
            assertThat(patient.counts().unreadable()).isZero();
            assertThat(patient.venue.counts().sockets()).isEqualTo(1);
            patient.assertBooksAgree(2);
        }
    }

    /** Filled before anybody subscribed, so that no push tells of it. */
    private String filledUnheard(SimVenue venue) {
        String order = market.book(venue).place(market.symbol, "Sell", "0.1", "30000");
        market.book(venue).fill(order);
        return order;
    }

    /** The shape of an order event in this market, with the fewest fields. */
    private String push(String order, String status) {
        String data = "\"s\":\"" + market.symbol + "\",\"orderId\":\"" + order + "\",\"st\":\"" + status
                + "\",\"ot\":\"Limit\",\"sd\":\"Buy\",\"err\":\"\"";
        return market == Market.FUTURES
                ? "{\"m\":\"futures-order\",\"ac\":\"FUTURES\"," + data + "}"
                : "{\"m\":\"order\",\"ac\":\"" + market.category + "\",\"data\":{" + data + "}}";
    }

    /** Refusals that name their symbol, and neither id nor order. */
    enum Wordy {
        B("\"status\":\"Err\",\"info\":{\"code\":300006,\"message\":"),
        E("\"code\":300006,\"info\":{\"errorMsg\":");

        private final String middle;

        Wordy(String middle) {
            this.middle = middle;
        }

        String refusal(Market market) {
            return "{\"m\":\"order\",\"ac\":\"" + market.category + "\",\"action\":\"cancel-order\"," + middle
                    + "\"Invalid Client Order Id: x@fabs\",\"symbol\":\"" + market.symbol
                    + "\",\"reason\":\"INVALID_ORDER_ID\"}}";
        }
    }

    private static Evidence evidence(CancelResult result) {
        return Objects.requireNonNull(result.evidence());
    }

    private static String message(CancelResult result) {
        return evidence(result).message();
    }

    private static void assertRejected(CancelResult told, String code, String text) {
        assertThat(told).isInstanceOfSatisfying(CancelResult.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_REQUEST);
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.text()).contains(text);
        });
    }

    private static void assertTooLate(CancelResult told, OrderStatus how) {
        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.TooLate.class,
                        late -> assertThat(late.how()).isEqualTo(how));
    }
}

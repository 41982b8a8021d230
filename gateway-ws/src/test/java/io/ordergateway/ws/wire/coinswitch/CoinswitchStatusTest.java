package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an order, asked for, proves (5, 6). */
class CoinswitchStatusTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef ORDER = new OrderRef("698ed406-8ef5-4664-9779-f7978702a447", "BTCUSDT");

    private final CoinswitchRest futures = Accounts.futures();
    private final CoinswitchRest spot = Accounts.spot();

    // ---- words ----

    @ParameterizedTest
    @CsvSource({"RAISED, futures", "OPEN, spot", "PARTIALLY_EXECUTED, spot"})
    void theseWordsSayThatItWorks(String word, String surface) {
        assertThat(judged(surface, word, "0.4")).isInstanceOf(Verdict.Resting.class);
    }

    @ParameterizedTest
    @CsvSource({
        "EXECUTED, futures, FILLED",
        "CANCELLED, futures, CANCELED",
        "EXPIRED, futures, EXPIRED",
        "EXECUTED, spot, FILLED",
        "CANCELLED, spot, CANCELED",
        "EXPIRED, spot, EXPIRED",
        "DISCARDED, spot, REJECTED",
        "cancelled, spot, CANCELED",
    })
    void theseWordsAreEnds(String word, String surface, OrderStatus status) {
        Verdict.Ended ended = (Verdict.Ended) judged(surface, word, "0.4");

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.filled()).isEqualTo("0.4");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLATION_RAISED, futures",
        "CANCELLATION_RAISED, spot",
        "EXPIRATION_RAISED, spot",
        "EXPIRATION_RAISED, futures",
        "DISCARDED, futures",
        "OPEN, futures",
        "RAISED, spot",
        "NEW, futures",
        "FILLED, futures",
        "CANCELED, spot",
        "REJECTED, spot",
        "FAILED, futures",
        "Suspended, spot",
    })
    void allOthersAreNotKnownToBeEither(String word, String surface) {
        assertThat(judged(surface, word, "1")).isInstanceOf(Verdict.Unclear.class);
    }

    // ---- quantities ----

    @Test
    void onFuturesTheRestOfAPartlyExecutedOrderWorksNoMore() {
        Verdict.Ended ended = (Verdict.Ended) judged("futures", "PARTIALLY_EXECUTED", "0.4");

        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(ended.filled()).isEqualTo("0.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.000", "1.5"})
    void ifNoneOfItIsLeftItWasExecuted(String executed) {
        Verdict.Ended ended = (Verdict.Ended) judged("futures", "PARTIALLY_EXECUTED", executed);

        assertThat(ended.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(ended.filled()).isEqualTo(executed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.000", "-1", "", "many", "1e999999999"})
    void ifNoneOfItWasExecutedTheWordProvesNothing(String executed) {
        assertThat(judged("futures", "PARTIALLY_EXECUTED", executed)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void aCanceledOrderMayHaveBeenExecutedInPartOrNotAtAll() {
        assertThat(((Verdict.Ended) judged("futures", "CANCELLED", "0.4")).filled())
                .isEqualTo("0.4");
        assertThat(((Verdict.Ended) judged("futures", "CANCELLED", "0")).filled())
                .isEqualTo("0");
        assertThat(((Verdict.Ended) judged("futures", "CANCELLED", "-1")).filled())
                .isNull();
        assertThat(((Verdict.Ended) judged("futures", "CANCELLED", "")).filled())
                .isNull();
    }

    @Test
    void whatContradictsAnExecutionIsNotTold() {
        Verdict.Ended ended = (Verdict.Ended) judged("futures", "EXECUTED", "0");

        assertThat(ended.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(ended.filled()).isNull();
    }

    @Test
    void quantitiesAreNumbersOrStringsUnderEitherName() {
        String number = "{\"data\":{\"order_id\":\"" + ORDER.orderId()
                + "\",\"status\":\"CANCELLED\",\"orig_qty\":1,\"executed_qty\":0.12345678901234567890}}";
        String string = number.replace("0.12345678901234567890", "\"0.12345678901234567890\"")
                .replace("executed_qty", "exec_quantity");

        assertThat(((Verdict.Ended) spot.judgeStatus(ORDER, 200, number, AT)).filled())
                .isEqualTo("0.12345678901234567890");
        assertThat(((Verdict.Ended) futures.judgeStatus(ORDER, 200, string, AT)).filled())
                .isEqualTo("0.12345678901234567890");
    }

    // ---- where it stands ----

    @Test
    void theOrderStandsUnderDataOrOneDeeper() {
        String flat = order("CANCELLED", "0");
        String deep = "{\"data\":{\"order\":" + flat + "}}";

        assertThat(futures.judgeStatus(ORDER, 200, "{\"data\":" + flat + "}", AT))
                .isInstanceOf(Verdict.Ended.class);
        assertThat(futures.judgeStatus(ORDER, 200, deep, AT)).isInstanceOf(Verdict.Ended.class);
    }

    @Test
    void anotherOrderSaysNothingOfThisOne() {
        OrderRef other = new OrderRef("0193688e-5212-7493-be58-4f83644772e8", "BTCUSDT");
        String body = "{\"data\":" + order("CANCELLED", "0") + "}";

        assertThat(futures.judgeStatus(other, 200, body, AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void theSampleOfSpotIsRead() {
        assertThat(spot.judgeStatus(ORDER, 200, Sample.of("spot-cancel"), AT)).isInstanceOf(Verdict.Ended.class);
    }

    // ---- no order ----

    @ParameterizedTest
    @ValueSource(
            strings = {"Order not found", "order does not exist", "Order doesn't exist: not exist", "No such order"})
    void anOrderThatTheVenueSaysItHasNotIsMissing(String words) {
        for (int status : List.of(400, 404, 422)) {
            assertThat(futures.judgeStatus(ORDER, status, "{\"message\":\"" + words + "\"}", AT))
                    .isInstanceOf(Verdict.Missing.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, '{\"message\":\"Not Found\"}'",
        "404, '<html>order not found</html>'",
        "403, '{\"message\":\"Order not found\"}'",
        "429, '{\"message\":\"Order not found\"}'",
        "500, '{\"message\":\"Order not found\"}'",
        "401, '{\"message\":\"Invalid Access\"}'",
        "422, '{\"message\":\"Input order_id is missing\"}'",
        "200, '{\"message\":\"Order not found\"}'",
        "200, '{\"data\":{}}'",
        "200, '{\"data\":null}'",
        "200, ''",
    })
    void anythingElseSaysNothingAboutTheOrder(int status, String body) {
        assertThat(futures.judgeStatus(ORDER, status, body, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(spot.judgeStatus(ORDER, status, body, AT)).isInstanceOf(Verdict.Unclear.class);
    }

    private Verdict judged(String surface, String word, String executed) {
        String body = "{\"data\":" + order(word, executed) + "}";
        return (surface.equals("futures") ? futures : spot).judgeStatus(ORDER, 200, body, AT);
    }

    private static String order(String word, String executed) {
        return "{\"order_id\":\"" + ORDER.orderId() + "\",\"status\":\"" + word
                + "\",\"quantity\":\"1\",\"exec_quantity\":\"" + executed + "\"}";
    }
}

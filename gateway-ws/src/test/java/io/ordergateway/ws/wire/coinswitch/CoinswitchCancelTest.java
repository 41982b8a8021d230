package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reply to a cancel proves, by the decision table (3.4). */
class CoinswitchCancelTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String INVALID_ACCESS = Sample.of("invalid-access");

    private final CoinswitchRest futures = Accounts.futures();
    private final CoinswitchRest spot = Accounts.spot();

    // ---- taken ----

    @Test
    void aRaisedCancellationIsAnAcknowledgementAndNoEnd() {
        assertThat(futures.judgeCancel(200, Sample.of("futures-cancel"), AT)).isInstanceOf(Verdict.Acknowledged.class);
        assertThat(spot.judgeCancel(200, spotWith("CANCELLATION_RAISED", "0"), AT))
                .isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void theEvidenceIsTheVenuesOwnWords() {
        Verdict verdict = futures.judgeCancel(200, Sample.of("futures-cancel"), AT);

        assertThat(verdict.evidence().rule()).isEqualTo("rest-cancel");
        assertThat(verdict.evidence().message())
                .startsWith("HTTP 200 {\"data\":{\"order_id\":\"0193688e-5212-7493-be58-4f83644772e8\"");
        assertThat(verdict.evidence().at()).isEqualTo(AT);
    }

    @Test
    void onSpotACancelMayBeConfirmedAtOnce() {
        Verdict.Ended ended = (Verdict.Ended) spot.judgeCancel(200, Sample.of("spot-cancel"), AT);

        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(ended.filled()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"EXECUTED, FILLED", "EXPIRED, EXPIRED", "DISCARDED, REJECTED", "CANCELLED, CANCELED"})
    void anyOtherEndOnSpotIsThatEnd(String word, OrderStatus status) {
        Verdict.Ended ended = (Verdict.Ended) spot.judgeCancel(200, spotWith(word, "0.00002"), AT);

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.filled()).isEqualTo("0.00002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "PARTIALLY_EXECUTED", "EXPIRATION_RAISED", "FILLED", "CANCELED", "null", ""})
    void aSuccessThatDoesNotSayItWasTakenIsUnclear(String word) {
        assertThat(spot.judgeCancel(200, spotWith(word, "0"), AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void onFuturesAPartlyExecutedOrderHasEnded() {
        String body = Sample.of("futures-cancel")
                .replace("CANCELLATION_RAISED", "PARTIALLY_EXECUTED")
                .replace("\"exec_quantity\":\"0\"", "\"exec_quantity\":\"7\"");

        Verdict.Ended ended = (Verdict.Ended) futures.judgeCancel(200, body, AT);

        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(ended.filled()).isEqualTo("7");
    }

    // ---- turned down ----

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422})
    void whateverTheWordsATurnedDownCancelMeansThatTheOrderMustBeAskedFor(int status) {
        for (String words : List.of(
                "Order is already cancelled",
                "Order not found",
                "Input order_id is missing",
                "The value you provided for the field is not valid",
                "Amount is more than available balance")) {
            String body = "{\"message\":\"" + words + "\"}";

            assertThat(futures.judgeCancel(status, body, AT)).as(words).isInstanceOf(Verdict.Gone.class);
            assertThat(spot.judgeCancel(status, body, AT)).as(words).isInstanceOf(Verdict.Gone.class);
        }
    }

    @Test
    void ofKeySignatureAndClockTheVenueSaysTheSame() {
        Verdict.Denied no = (Verdict.Denied) futures.judgeCancel(401, INVALID_ACCESS, AT);

        assertThat(no.reason()).isEqualTo(RejectReason.NOT_AUTHORIZED);
        assertThat(no.mayBeClock()).isTrue();
        assertThat(no.code()).isEqualTo("401");
        assertThat(no.text()).isEqualTo("Invalid Access");
    }

    @Test
    void anErrorMayStandUnderAnotherName() {
        Verdict.Denied no = (Verdict.Denied) futures.judgeCancel(401, "{\"msg\":\"Invalid Access\"}", AT);

        assertThat(no.text()).isEqualTo("Invalid Access");
    }

    // ---- nobody knows ----

    @ParameterizedTest
    @ValueSource(ints = {301, 403, 408, 429, 500, 502, 503, 504, 524})
    void aFailureOfTheVenueIsUnclearWhateverItsBodySays(int status) {
        for (String body : List.of(
                Sample.of("futures-cancel"),
                Sample.of("spot-cancel"),
                INVALID_ACCESS,
                "{\"message\":\"Order not found\"}")) {
            assertThat(futures.judgeCancel(status, body, AT)).isInstanceOf(Verdict.Unclear.class);
            assertThat(spot.judgeCancel(status, body, AT)).isInstanceOf(Verdict.Unclear.class);
            assertThat(futures.judgeCancelAll(status, body, AT)).isInstanceOf(Verdict.Unclear.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 422, 429, 502})
    void aPageInsteadOfAnAnswerIsUnclear(int status) {
        for (String page : List.of("<html>Bad gateway</html>", "", "null", "[]", "\"gone\"", "{}{}")) {
            assertThat(futures.judgeCancel(status, page, AT)).as(page).isInstanceOf(Verdict.Unclear.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"error\":\"nope\"", "\"error\":{\"code\":1}", "\"error\":true"})
    void anErrorInsideASuccessMakesItUnclear(String error) {
        String above = Sample.of("futures-cancel").replace("{\"data\"", "{" + error + ",\"data\"");
        String inside = Sample.of("futures-cancel").replace("\"reduce_only\"", error + ",\"reduce_only\"");

        assertThat(futures.judgeCancel(200, above, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(futures.judgeCancel(200, inside, AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"error\":null", "\"error\":\"\"", "\"error\":false"})
    void anEmptyErrorIsNone(String error) {
        String body = Sample.of("futures-cancel").replace("{\"data\"", "{" + error + ",\"data\"");

        assertThat(futures.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{}}",
                "{\"data\":null}",
                "{\"data\":\"CANCELLED\"}",
                "{\"data\":{\"status\":\"CANCELLATION_RAISED\"}}",
                "{\"data\":{\"order_id\":\"a\"}}",
                "{\"order_id\":\"a\",\"status\":\"CANCELLATION_RAISED\"}",
                "{\"data\":{\"order_id\":\"a\",\"status\":\"EXECUTED\",\"status\":\"CANCELLED\"}}",
                "{\"message\":\"OK\"}",
            })
    void aSuccessWithoutAnOrderIsUnclear(String body) {
        assertThat(futures.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(spot.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void halfAnAnswerIsUnclearWhereverItEnds() {
        for (String sample : List.of("futures-cancel", "spot-cancel", "futures-cancel-all", "futures-open-orders")) {
            String whole = Sample.of(sample).strip();
            for (int end = 0; end < whole.length(); end++) {
                String half = whole.substring(0, end);
                assertThat(futures.judgeCancel(200, half, AT)).as(half).isInstanceOf(Verdict.Unclear.class);
                assertThat(spot.judgeCancel(200, half, AT)).as(half).isInstanceOf(Verdict.Unclear.class);
                assertThat(futures.judgeCancelAll(200, half, AT)).as(half).isInstanceOf(Verdict.Unclear.class);
                assertThat(futures.readOpenOrders(200, half)).as(half).isEmpty();
            }
        }
    }

    // ---- all at once ----

    @Test
    void aCancelOfAllIsTakenIfTheVenueSaysOfWhich() {
        assertThat(futures.judgeCancelAll(200, Sample.of("futures-cancel-all"), AT))
                .isInstanceOf(Verdict.Acknowledged.class);
        assertThat(futures.judgeCancelAll(200, "{\"data\":{\"orders_ids\":[]}}", AT))
                .isInstanceOf(Verdict.Acknowledged.class);
        assertThat(futures.judgeCancelAll(200, "{\"data\":{}}", AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(futures.judgeCancelAll(400, "{\"message\":\"no\"}", AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(futures.judgeCancelAll(401, INVALID_ACCESS, AT)).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void aBatchOfOneIsJudgedAsOneCancel() {
        String body = Sample.of("futures-cancel");

        assertThat(futures.judgeBatch(List.of(), 200, body, AT))
                .containsExactly(Optional.of(futures.judgeCancel(200, body, AT)));
    }

    private static String spotWith(String status, String executed) {
        return Sample.of("spot-cancel")
                .replace("\"CANCELLED\"", "\"" + status + "\"")
                .replace("\"executed_qty\":0", "\"executed_qty\":" + executed);
    }
}

package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch is taken as a whole or not at all (5.3); nobody is acknowledged out of one that was not. */
class AscendexBatchTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef A = new OrderRef("16e61d5ff43s8bXHbAwwoqDo9d817339", "BTC/USDT");
    private static final OrderRef B = new OrderRef("b", "BTC/USDT");
    private static final OrderRef C = new OrderRef("c", "ETH/USDT");

    private final AscendexRest rest = new AscendexRest(Accounts.named("cash", 7));

    // ---- taken ----

    @Test
    void aRecordedSuccessAcknowledgesItsOrder() {
        OrderRef futures = new OrderRef("a177c2a8cfe1U0123456789eqntvwWsy", "BTC-PERP");

        assertThat(judge(List.of(A), 200, Recorded.message("rest-batch-ack-v1")))
                .containsExactly("Acknowledged");
        assertThat(judge(List.of(futures), 200, Recorded.message("rest-batch-ack")))
                .containsExactly("Acknowledged");
    }

    @Test
    void aSuccessAcknowledgesEachInWhateverOrderItNamesThem() {
        String body = ack(item(C, ""), item(A, ""), item(B, ""));

        assertThat(judge(List.of(A, B, C), 200, body))
                .containsOnly("Acknowledged")
                .hasSize(3);
    }

    @Test
    void aSuccessThatLeavesOneOutIsUnclearForAll() {
        assertThat(judge(List.of(A, B), 200, ack(item(A, "")))).containsExactly("Unclear", "Unclear");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0}",
                "{\"code\":0,\"data\":{}}",
                "{\"code\":0,\"data\":null}",
                "{\"code\":0,\"data\":[]}",
                "{\"data\":{\"orders\":[{\"orderId\":\"b\"}]}}",
                "{\"code\":null,\"data\":{\"orders\":[{\"orderId\":\"b\"}]}}",
                "{\"code\":0,\"data\":{\"info\":{\"orderId\":\"b\"}}}",
                "{\"message\":\"maintenance\"}",
                "{\"status\":\"Err\"}",
                "{\"code\":510001,\"reason\":\"SERVER_ERROR\"}",
                "{\"code\":123456}",
                "[]",
                "\"Ack\"",
                "",
                "<html>",
            })
    void anAnswerThatIsNeitherYesNorNoIsUnclearForEach(String body) {
        assertThat(judge(List.of(B, C), 200, body)).containsExactly("Unclear", "Unclear");
    }

    @ParameterizedTest
    @CsvSource({"403", "429", "500", "502", "524"})
    void aFailureOfTheVenueIsUnclearForEachWhateverItsBodySays(int status) {
        assertThat(judge(List.of(A), status, Recorded.message("rest-batch-ack-v1")))
                .containsExactly("Unclear");
        assertThat(judge(List.of(A), status, Recorded.message("rest-batch-err-v1")))
                .containsExactly("Unclear");
        assertThat(judge(List.of(A, B), status, "{\"code\":200001}")).containsExactly("Unclear", "Unclear");
    }

    @Test
    void aSuccessWithAnotherHttpStatusIsUnclear() {
        assertThat(judge(List.of(A), 201, Recorded.message("rest-batch-ack-v1")))
                .containsExactly("Unclear");
    }

    // ---- turned down ----

    @Test
    void theRecordedFailureBlamesItsOrderThoughItsActionSaysPlace() {
        assertThat(judge(List.of(A), 200, Recorded.message("rest-batch-err-v1")))
                .containsExactly("Gone");
    }

    @Test
    void whoIsBlamedGetsItsVerdictAndTheInnocentAreToBeSentAlone() {
        String gone = item(A, ",\"code\":300006,\"message\":\"The order is already filled or canceled.\"");
        String innocent = item(B, ",\"code\":300013,\"message\":\"Some invalid order in this batch.\"");
        String wrong = item(C, ",\"code\":300012,\"message\":\"Invalid Product Symbol\"");

        assertThat(judge(List.of(C, B, A), 200, failure(gone, innocent, wrong)))
                .containsExactly("Denied", "alone", "Gone");
    }

    @Test
    void whoIsNotSpokenOfIsInnocent() {
        assertThat(judge(List.of(A, B), 200, failure(item(A, ",\"code\":300019,\"message\":\"non-open order\""))))
                .containsExactly("Gone", "alone");
        assertThat(judge(List.of(A, B), 200, failure())).containsExactly("alone", "alone");
        assertThat(judge(List.of(A, B), 200, "{\"code\":300013}")).containsExactly("alone", "alone");
    }

    /** The items of the recorded failure of futures name a request id only, so that it cannot be said whose they are. */
    @Test
    void theRecordedFailureOfFuturesBlamesNobodyByOrderSoEachIsSentAlone() {
        assertThat(judge(List.of(A, B), 200, Recorded.message("rest-batch-err")))
                .containsExactly("alone", "alone");
    }

    @Test
    void anItemThatIsUnderWayAlreadyIsNotAcknowledgedByABatchThatWasTurnedDown() {
        String duplicate = item(A, ",\"code\":300019,\"message\":\"Duplicated order cancel request.\"");

        assertThat(judge(List.of(A, B), 200, failure(duplicate))).containsExactly("alone", "alone");
    }

    @Test
    void anItemWithACodeOfTomorrowIsUnclear() {
        assertThat(judge(List.of(A, B), 200, failure(item(A, ",\"code\":123456"))))
                .containsExactly("Unclear", "alone");
    }

    @Test
    void aSuccessThatBlamesSomeoneContradictsItself() {
        String gone = item(A, ",\"code\":60060");
        String duplicate = item(B, ",\"code\":300019,\"message\":\"Duplicated order cancel request.\"");

        assertThat(judge(List.of(A, B, C), 200, ack(gone, duplicate, item(C, ""))))
                .containsExactly("Gone", "Unclear", "Unclear");
    }

    @Test
    void theFailureMayBeNestedUnderASuccess() {
        String nested = "{\"code\":0,\"data\":{\"code\":300013,\"status\":\"Err\",\"info\":["
                + item(A, ",\"code\":60060") + "]}}";

        assertThat(judge(List.of(A, B), 200, nested)).containsExactly("Gone", "alone");
    }

    @ParameterizedTest
    @CsvSource({"200001", "200015", "2100", "100011"})
    void credentialsAndClockAreEveryones(String code) {
        assertThat(judge(List.of(A, B), 200, "{\"code\":" + code + "}")).containsExactly("Denied", "Denied");
        assertThat(judge(List.of(A, B), 401, "{\"code\":" + code + "}")).containsExactly("Denied", "Denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":100004,\"reason\":\"INVALID_REQUEST_DATA\"}",
                "{\"code\":300012,\"message\":\"Invalid Product Symbol\"}",
                "{\"code\":300006,\"message\":\"The order is already filled or canceled.\"}",
                "{\"code\":300019,\"message\":\"Duplicated order cancel request.\"}",
                "{\"code\":60060}",
            })
    void aDefiniteNoThatDoesNotSayWhoseItIsMeansEachIsSentAlone(String body) {
        assertThat(judge(List.of(A, B), 200, body)).containsExactly("alone", "alone");
    }

    @Test
    void theEvidenceIsTheWholeReply() {
        Verdict verdict = rest.judgeBatch(List.of(A), 200, Recorded.message("rest-batch-err-v1"), AT)
                .get(0)
                .orElseThrow();

        assertThat(verdict.evidence().rule()).isEqualTo("rest-batch");
        assertThat(verdict.evidence().at()).isEqualTo(AT);
        assertThat(verdict.evidence().message()).isEqualTo("HTTP 200 " + Recorded.message("rest-batch-err-v1"));
    }

    private List<String> judge(List<OrderRef> orders, int status, String body) {
        List<Optional<Verdict>> verdicts = rest.judgeBatch(orders, status, body, AT);
        return verdicts.stream()
                .map(verdict -> verdict.map(it -> it.getClass().getSimpleName()).orElse("alone"))
                .toList();
    }

    private static String item(OrderRef order, String more) {
        return "{\"id\":\"000000000001\",\"orderId\":\"" + order.orderId() + "\",\"symbol\":\"" + order.symbol() + "\""
                + more + "}";
    }

    private static String ack(String... items) {
        return "{\"code\":0,\"data\":{\"meta\":{\"action\":\"batch-cancel-order\"},\"orders\":["
                + String.join(",", items) + "]}}";
    }

    private static String failure(String... items) {
        return "{\"code\":300013,\"status\":\"Err\",\"reason\":\"INVALID_BATCH_ORDER\",\"info\":["
                + String.join(",", items) + "]}";
    }
}

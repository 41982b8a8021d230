package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AscendexRestTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef ORDER = new OrderRef("a17ad2620270U0498873147ooooooo1o", "INFT/USDT");

    private final AscendexRest rest = new AscendexRest(Accounts.futures(7));

    @Test
    void aCancelIsASignedDeleteWithAJsonBody() {
        VenueRest.Request request = rest.cancel(1, ORDER, 1700000000000L);

        assertThat(request.method()).isEqualTo("DELETE");
        assertThat(request.path()).isEqualTo("/7/api/pro/v2/futures/order");
        assertThat(request.headers())
                .containsEntry("x-auth-key", "SimKey0123456789abcdefghijKLMNOP")
                .containsEntry("x-auth-timestamp", "1700000000000")
                .containsEntry("x-auth-signature", "/aTDZ0M7ftoyjK/XqnliaLnudMIEG7LHnB7+MxsYAq8=")
                .containsEntry("Content-Type", "application/json");
        assertThat(request.body())
                .isEqualTo("{\"id\":\"000000000001\",\"orderId\":\"" + ORDER.orderId()
                        + "\",\"symbol\":\"INFT/USDT\",\"time\":1700000000000}");
    }

    @Test
    void aStatusQueryIsASignedGet() {
        VenueRest.Request request = rest.status(ORDER, 1700000000000L);

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/7/api/pro/v2/futures/order/status?orderId=" + ORDER.orderId());
        assertThat(request.headers()).containsEntry("x-auth-signature", "iDrYJQqDeOMRuY48IW9B5Dnl3HSSd8Hzr+CW3gGj2kg=");
    }

    @Test
    void aCapturedAckIsAnAcknowledgementThoughItsOrderIsNew() {
        assertThat(rest.judgeCancel(200, Recorded.message("rest-cancel-ack"), AT))
                .isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void anErrorAtTheTopIsDenied() {
        assertThat(rest.judgeCancel(200, Recorded.message("rest-cancel-err-v1"), AT))
                .isInstanceOf(Verdict.Denied.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"data\":{\"status\":\"Err\",\"info\":{\"code\":300006,\"message\":\"Invalid Client Order Id: x\"}}}",
                "{\"code\":0,\"data\":{\"info\":{\"code\":300006,\"message\":\"Invalid Client Order Id: x\"}}}",
                "{\"code\":\"300012\",\"message\":\"Invalid Product Symbol\",\"reason\":\"INVALID_PRODUCT\"}",
            })
    void soIsOneNestedUnderASuccess(String body) {
        assertThat(rest.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Denied.class);
    }

    @ParameterizedTest
    @CsvSource({"403", "429", "502", "524", "200"})
    void aPageInsteadOfAnAnswerIsUnclear(int status) {
        assertThat(rest.judgeCancel(status, "<html>Bad gateway</html>", AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeStatus(ORDER, status, "<html>Bad gateway</html>", AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({"403", "429", "500", "502", "503"})
    void aFailureOfTheVenueIsUnclearWhateverItsBodySays(int status) {
        String denied = "{\"code\":100001,\"reason\":\"INVALID_HTTP_INPUT\"}";
        String duplicated = "{\"code\":300019,\"message\":\"Duplicated order cancel request.\"}";

        assertThat(rest.judgeCancel(status, denied, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(status, duplicated, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(status, Recorded.message("rest-cancel-ack"), AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":null,\"data\":{}}",
                "{\"code\":\"\",\"data\":{}}",
                "{\"code\":[1],\"data\":{}}",
                "{\"data\":{}}",
                "{\"code\":0,\"data\":\"maintenance\"}",
                "{\"code\":0}",
                "{\"code\":0,\"data\":{}}",
                "{\"code\":0,\"data\":{\"order\":{\"orderId\":null}}}",
                "{\"code\":0,\"data\":{\"info\":[]}}",
                "{\"data\":{\"order\":{\"orderId\":\"o\",\"errorCode\":\"DupCancelCoid\"}}}",
                "{\"code\":0,\"data\":{\"status\":\"Err\",\"info\":{\"orderId\":\"o\"}}}",
                "{\"code\":0,\"data\":{\"status\":\"ERR\",\"info\":{\"orderId\":\"o\"}}}",
            })
    void aSuccessIsOneOnlyInSoManyWords(String body) {
        assertThat(rest.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void anErrorWithEmptyFieldsIsUnclear() {
        assertThat(rest.judgeCancel(200, "{\"code\":300099,\"message\":\"\",\"reason\":\"\",\"info\":{}}", AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void aCapturedStatusOfARestingOrderIsResting() {
        assertThat(rest.judgeStatus(ORDER, 200, Recorded.message("rest-status"), AT))
                .isInstanceOf(Verdict.Resting.class);
    }

    @ParameterizedTest
    @CsvSource({"Canceled, CANCELED", "Filled, FILLED"})
    void aFinalStatusIsTheOrdersEnd(String word, OrderStatus status) {
        String body = Recorded.message("rest-status").replace("\"New\"", "\"" + word + "\"");

        Verdict.Ended ended = (Verdict.Ended) rest.judgeStatus(ORDER, 200, body, AT);

        assertThat(ended.status()).isEqualTo(status);
    }

    @Test
    void oneOrderMayComeInAList() {
        String one = "{\"orderId\":\"" + ORDER.orderId() + "\",\"status\":\"Filled\",\"cumFilledQty\":\"3\"}";
        String other = "{\"orderId\":\"another\",\"status\":\"Canceled\"}";

        assertThat(rest.judgeStatus(ORDER, 200, "{\"code\":0,\"data\":[" + other + "," + one + "]}", AT))
                .isInstanceOf(Verdict.Ended.class);
        assertThat(rest.judgeStatus(ORDER, 200, "{\"code\":0,\"data\":[" + other + "]}", AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"0\",\"data\":null}",
                "{\"code\":0,\"data\":{}}",
                "{\"code\":0,\"data\":[]}",
                "{\"code\":0}",
                "{\"code\":300006,\"message\":\"whatever\",\"reason\":\"INVALID_ORDER_ID\"}",
            })
    void anUnknownOrderIsMissingInEachShapeItMayTake(String body) {
        assertThat(rest.judgeStatus(ORDER, 200, body, AT)).isInstanceOf(Verdict.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200001,\"message\":\"API signature mismatch\",\"reason\":\"AUTHENTICATION_FAILED\"}",
                "{\"code\":510001,\"reason\":\"SERVER_ERROR\"}",
                "{\"code\":100002,\"reason\":\"DATA_NOT_AVAILABLE\"}",
                "{\"code\":60060,\"message\":\"The order is already filled or canceled\"}",
                "{\"code\":300006,\"message\":\"The order is already filled or canceled.\"}",
                "{\"code\":0,\"data\":\"maintenance\"}",
                "{\"code\":0,\"data\":false}",
                "{\"code\":null,\"data\":{}}",
                "{\"code\":[7],\"data\":null}",
                "{}",
                "",
            })
    void aFailedQuestionSaysNothingAboutTheOrder(String body) {
        assertThat(rest.judgeStatus(ORDER, 200, body, AT)).isInstanceOf(Verdict.Unclear.class);
    }
}

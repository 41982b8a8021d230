package io.ordergateway.ws.wire.hashkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole of sections 6 and 7: what each code and each word for a status proves, however it is written. */
class HashkeyCodesTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef ORDER = new OrderRef("1563291927536863744", "ETHUSD");

    private final HashkeyRest rest = new HashkeyRest(Recorded.spot(HashkeySite.HK));

    @ParameterizedTest(name = "{0} {1}: {2}, {3}")
    @CsvFileSource(resources = "/hashkey/codes.csv")
    void everyCodeProvesWhatTheTableSays(String code, String text, String cancel, String status) {
        String asText = "{\"code\":\"" + code + "\",\"msg\":\"" + text + "\"}";
        String asNumber = "{\"code\":" + Integer.parseInt(code) + ",\"msg\":\"" + text + "\"}";

        assertThat(proof(rest.judgeCancel(400, asText, AT))).isEqualTo(cancel);
        assertThat(proof(rest.judgeCancel(400, asNumber, AT))).isEqualTo(cancel);
        assertThat(proof(rest.judgeCancel(200, asText, AT))).isEqualTo(cancel);
        assertThat(proof(rest.judgeCancelAll(400, asText, AT))).isEqualTo(cancel);
        assertThat(proof(rest.judgeStatus(ORDER, 400, asText, AT))).isEqualTo(status);
        assertThat(proof(rest.judgeStatus(ORDER, 400, asNumber, AT))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 418, 429, 500, 502, 503, 504})
    void behindAGatekeeperOrAFailureACodeProvesNothing(int httpStatus) {
        String gone = "{\"code\":\"0211\",\"msg\":\"Order not found\"}";

        assertThat(rest.judgeCancel(httpStatus, gone, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeStatus(ORDER, httpStatus, gone, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeBatch(List.of(ORDER), httpStatus, gone, AT).get(0))
                .containsInstanceOf(Verdict.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING_NEW,         ''",
        "PENDING,             ''",
        "NEW,                 ''",
        "PARTIALLY_FILLED,    ''",
        "PENDING_CANCEL,      ''",
        "FILLED,              FILLED",
        "CANCELED,            CANCELED",
        "PARTIALLY_CANCELED,  CANCELED",
        "REJECTED,            REJECTED",
        "ORDER_NEW,           ''",
        "ORDER_FILLED,        FILLED",
        "ORDER_REJECTED,      REJECTED",
        "ORDER_CANCELED,      CANCELED",
        "ORDER_FAILED,        REJECTED",
        "ORDER_NOT_EFFECTIVE, EXPIRED",
    })
    void everyWordForAStatusIsRestingOrItsEnd(String word, String end) {
        Verdict verdict = rest.judgeStatus(ORDER, 200, order(word), AT);

        if (end.isEmpty()) {
            assertThat(verdict).isInstanceOf(Verdict.Resting.class);
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Ended.class,
                            ended -> assertThat(ended.status()).isEqualTo(OrderStatus.valueOf(end)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANCELLED", "canceled", "EXPIRED_IN_MATCH", "null"})
    void aWordThatIsNotKnownIsNotFinal(String word) {
        assertThat(rest.judgeStatus(ORDER, 200, order(word), AT)).isInstanceOf(Verdict.Unclear.class);
    }

    private static String order(String status) {
        return "{\"orderId\":\"" + ORDER.id() + "\",\"status\":\"" + status + "\",\"executedQty\":\"0.5\"}";
    }

    private static String proof(Verdict verdict) {
        String reason = verdict instanceof Verdict.Denied no ? " " + no.reason() : "";
        return verdict.getClass().getSimpleName() + reason;
    }
}

package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueFrame;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole of section 7, code by code and text by text: what a refused cancel proves. It is the same in every place where an
 * error can stand, and however its code and its text are written.
 */
class AscendexCodesTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final AscendexCodec codec = new AscendexCodec(Accounts.futures(7));
    private final AscendexRest rest = new AscendexRest(Accounts.futures(7));

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvFileSource(resources = "/ascendex/codes.csv")
    void everyCodeProvesWhatItsTextSays(String code, String reason, String text, String proof) {
        String loud = text.toUpperCase(Locale.ROOT);

        assertThat(onV2(code, reason, text)).isEqualTo(proof);
        assertThat(onV2(code, reason, loud)).isEqualTo(proof);
        assertThat(onV2("\"" + code + "\"", reason, text)).isEqualTo(proof);
        assertThat(onV1("Err", code, reason, text)).isEqualTo(proof);
        assertThat(onV1("ERR", code, reason, text)).isEqualTo(proof);
        assertThat(onV1("Ack", code, reason, text)).isEqualTo(proof);
        assertThat(generic(code, reason, text)).isEqualTo(proof);
        assertThat(byRest("{\"code\":" + code + ",\"reason\":\"" + reason + "\",\"message\":\"" + text + "\"}"))
                .isEqualTo(proof);
        assertThat(byRest("{\"code\":\"0\",\"data\":{\"status\":\"Err\",\"info\":" + v1Info(code, reason, text) + "}}"))
                .isEqualTo(proof);
    }

    @ParameterizedTest
    @CsvSource({
        "NoOpenForCancel,   '',              Gone",
        "TooLateToCancel,   '',              Gone",
        "toolatetocancel,   '',              Gone",
        "DupCancelCoid,     '',              Acknowledged",
        "OrderCancelReject, TooLateToCancel, Gone",
        "OrderCancelReject, NoOpenForCancel, Gone",
        "OrderCancelReject, DupCancelCoid,   Acknowledged",
        "OrderCancelReject, '',              Unclear",
        "OrderCancelReject, a new word,      Unclear",
        "a new word,        '',              Unclear",
        "'',                '',              Unclear",
    })
    void aPushAboutACancelProvesWhatItsWordSays(String err, String text, String proof) {
        String push = "{\"m\":\"order\",\"ac\":\"CASH\",\"data\":{\"orderId\":\"o\",\"st\":\"Rejected\","
                + "\"ot\":\"NULL_VAL\",\"err\":\"" + err + "\",\"text\":\"" + text + "\"}}";

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) Spoken.decode(codec, push), AT)))
                .isEqualTo(proof);
    }

    /** Its word alone makes it one, though it has the type and the side of an order. */
    @ParameterizedTest
    @CsvSource({
        "NoOpenForCancel, Gone",
        "noopenforcancel, Gone",
        "TooLateToCancel, Gone",
        "DupCancelCoid, Acknowledged",
        "OrderCancelReject, Unclear",
        "ordercancelreject, Unclear",
        "PostOnlyWouldTake, Ended REJECTED",
    })
    void aPushAboutACancelIsKnownByItsWord(String err, String proof) {
        String push = "{\"m\":\"order\",\"ac\":\"CASH\",\"data\":{\"orderId\":\"o\",\"st\":\"Rejected\","
                + "\"ot\":\"Limit\",\"sd\":\"Buy\",\"err\":\"" + err + "\"}}";

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) Spoken.decode(codec, push), AT)))
                .isEqualTo(proof);
    }

    /** And either mark of there being no order makes it one, whatever its word. */
    @ParameterizedTest
    @ValueSource(strings = {"ot", "sd"})
    void aPushAboutACancelIsKnownByNamingNoOrder(String mark) {
        String push = "{\"m\":\"order\",\"ac\":\"CASH\",\"data\":{\"orderId\":\"o\",\"st\":\"Rejected\",\"" + mark
                + "\":\"NULL_VAL\",\"err\":\"a new word\"}}";

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) Spoken.decode(codec, push), AT)))
                .isEqualTo("Unclear");
    }

    @ParameterizedTest
    @CsvSource({
        "New, Resting",
        "PendingNew, Resting",
        "Ready, Resting",
        "PartiallyFilled, Resting",
        "Filled, Ended FILLED",
        "Canceled, Ended CANCELED",
        "Cancelled, Ended CANCELED",
        "CANCELED, Ended CANCELED",
        "Rejected, Ended REJECTED",
        "Reject, Ended REJECTED",
        "Ack, Unclear",
        "DONE, Unclear",
        "Err, Unclear",
        "a new word, Unclear",
        "'', Unclear",
    })
    void aStatusProvesOnPushAndQueryWhatSectionSixSays(String word, String proof) {
        String push = "{\"m\":\"futures-order\",\"orderId\":\"o\",\"st\":\"" + word + "\",\"err\":\"\"}";
        String status = "{\"code\":0,\"data\":{\"orderId\":\"o\",\"status\":\"" + word + "\"}}";

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) Spoken.decode(codec, push), AT)))
                .isEqualTo(proof);
        assertThat(proof(rest.judgeStatus(new OrderRef("o", "s"), 200, status, AT)))
                .isEqualTo(proof);
    }

    private String onV2(String code, String reason, String text) {
        return onSocket("{\"m\":\"order\",\"action\":\"cancel-order\",\"ac\":\"FUTURES\",\"code\":" + code
                + ",\"id\":\"000000000001\",\"info\":{\"symbol\":\"BTC-PERP\",\"reason\":\"" + reason
                + "\",\"errorMsg\":\"" + text + "\"}}");
    }

    private String onV1(String status, String code, String reason, String text) {
        return onSocket("{\"m\":\"order\",\"action\":\"cancel-order\",\"ac\":\"CASH\",\"status\":\"" + status
                + "\",\"info\":" + v1Info(code, reason, text) + "}");
    }

    private static String v1Info(String code, String reason, String text) {
        return "{\"code\":" + code + ",\"id\":\"000000000001\",\"message\":\"" + text + "\",\"reason\":\"" + reason
                + "\"}";
    }

    private String generic(String code, String reason, String text) {
        return onSocket("{\"m\":\"error\",\"id\":\"000000000001\",\"code\":" + code + ",\"reason\":\"" + reason
                + "\",\"info\":\"" + text + "\"}");
    }

    private String onSocket(String frame) {
        VenueFrame.CancelReply reply = (VenueFrame.CancelReply) Spoken.decode(codec, frame);
        assertThat(reply.requestId()).isEqualTo("000000000001");
        return proof(codec.judge(reply, AT));
    }

    private String byRest(String body) {
        return proof(rest.judgeCancel(200, body, AT));
    }

    private static String proof(Verdict verdict) {
        String name = verdict.getClass().getSimpleName();
        if (verdict instanceof Verdict.Denied denied) {
            return name + " " + denied.reason();
        }
        return verdict instanceof Verdict.Ended ended ? name + " " + ended.status() : name;
    }
}

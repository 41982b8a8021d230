package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueFrame;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
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
    @CsvSource({
        "100001, INVALID_HTTP_INPUT,      bad HTTP request, Denied INVALID_REQUEST",
        "100002, DATA_NOT_AVAILABLE,      required data missing, Unclear",
        "100003, KEY_CONFLICT,            same key exists, Denied INVALID_REQUEST",
        "100004, INVALID_REQUEST_DATA,    invalid field, Denied INVALID_REQUEST",
        "100005, INVALID_WS_REQUEST_DATA, Missing required parameter: args, Denied INVALID_REQUEST",
        "100006, INVALID_ARGUMENT,        '', Denied INVALID_REQUEST",
        "100007, ENCRYPTION_ERROR,        '', Unclear",
        "100008, SYMBOL_ERROR,            unknown symbol, Denied INVALID_REQUEST",
        "100009, AUTHORIZATION_NEEDED,    not authenticated, Unclear",
        "100010, INVALID_OPERATION,       not allowed for account, Denied INVALID_REQUEST",
        "100011, INVALID_TIMESTAMP,       '', Denied CLOCK_SKEW",
        "100012, INVALID_STR_FORMAT,      '', Denied INVALID_REQUEST",
        "100013, INVALID_NUM_FORMAT,      '', Denied INVALID_REQUEST",
        "100014, '',                      exceeds MAX_REQ_COUNT_PER_IP[45] with 49 requests recently, Unclear",
        "100101, UNKNOWN_ERROR,           '', Unclear",
        "150001, INVALID_JSON_FORMAT,     '', Denied INVALID_REQUEST",
        "200001, AUTHENTICATION_FAILED,   API signature mismatch, Denied NOT_AUTHORIZED",
        "200002, TOO_MANY_ATTEMPTS,       '', Unclear",
        "200003, ACCOUNT_NOT_FOUND,       '', Denied NOT_AUTHORIZED",
        "200004, ACCOUNT_NOT_SETUP,       '', Denied NOT_AUTHORIZED",
        "200005, ACCOUNT_ALREADY_EXIST,   '', Denied NOT_AUTHORIZED",
        "200006, ACCOUNT_ERROR,           Unable to find User Account Data, Denied NOT_AUTHORIZED",
        "200007, CODE_NOT_FOUND,          '', Denied NOT_AUTHORIZED",
        "200008, CODE_EXPIRED,            '', Denied NOT_AUTHORIZED",
        "200009, CODE_MISMATCH,           '', Denied NOT_AUTHORIZED",
        "200010, PASSWORD_ERROR,          '', Denied NOT_AUTHORIZED",
        "200011, CODE_GEN_FAILED,         '', Denied NOT_AUTHORIZED",
        "200012, FAKE_COKE_VERIFY,        '', Denied NOT_AUTHORIZED",
        "200013, SECURITY_ALERT,          '', Denied NOT_AUTHORIZED",
        "200014, RESTRICTED_ACCOUNT,      '', Denied NOT_AUTHORIZED",
        "200015, PERMISSION_DENIED,       key lacks permission, Denied NOT_AUTHORIZED",
        // Only ever about placing: as an answer to a cancel they would say nothing that is understood.
        "300001, INVALID_PRICE,           Price is too low from market price., Unclear",
        "300002, INVALID_QTY,             '', Unclear",
        "300003, INVALID_SIDE,            '', Unclear",
        "300004, INVALID_NOTIONAL,        Notional is too small., Unclear",
        "300005, INVALID_TYPE,            '', Unclear",
        "300006, INVALID_ORDER_ID,        Invalid Client Order Id: x@fabs, Denied INVALID_REQUEST",
        "300006, INVALID_ORDER_ID,        Client Order Id too Long: x, Denied INVALID_REQUEST",
        "300006, INVALID_ORDER_ID,        The order is already filled or canceled., Gone",
        "300006, INVALID_ORDER_ID,        The order is already filled or cancelled, Gone",
        "300006, INVALID_ORDER_ID,        anything else, Unclear",
        "300006, INVALID_ORDER_ID,        '', Unclear",
        "300007, INVALID_TIME_IN_FORCE,   '', Unclear",
        "300008, INVALID_ORDER_PARAMETER, '', Denied INVALID_REQUEST",
        "300009, TRADING_VIOLATION,       '', Denied INVALID_REQUEST",
        "300011, INVALID_BALANCE,         Not Enough Account Balance, Unclear",
        "300012, INVALID_PRODUCT,         Invalid Product Symbol, Denied INVALID_REQUEST",
        "300013, INVALID_BATCH_ORDER,     Some invalid order in this batch., Unclear",
        "300014, TICK_SIZE_VIOLATION,     '', Unclear",
        "300019, '',                      Duplicated order cancel request., Acknowledged",
        "300019, '',                      Trying to cancel non-open order, Gone",
        "300019, '',                      Trying to cancel non-open order., Gone",
        "300019, '',                      anything else, Unclear",
        "300019, '',                      '', Unclear",
        "300020, TRADING_RESTRICTED,      '', Denied INVALID_REQUEST",
        "300021, TRADING_DISABLED,        Trading disabled for this account., Denied INVALID_REQUEST",
        "300031, NO_MARKET_PRICE,         '', Unclear",
        "310001, INVALID_MARGIN_BALANCE,  '', Unclear",
        "310002, INVALID_MARGIN_ACCOUNT,  '', Unclear",
        "310003, MARGIN_TOO_RISKY,        '', Unclear",
        "310004, INVALID_MARGIN_ASSET,    '', Unclear",
        "310005, INVALID_REFERENCE_PRICE, '', Unclear",
        "320008, FUTURES_TOO_RISKY,       '', Unclear",
        "510001, SERVER_ERROR,            '', Unclear",
        "900001, HUMAN_CHALLENGE,         '', Unclear",
        "404,    '',                      URL requested was not found, Denied INVALID_REQUEST",
        // Before the Pro API. Only the one in bold, and the one that stands in 2.6, are given a class.
        "1900,   '',                      Invalid Http Request Input, Unclear",
        "2100,   '',                      ApiKeyFailure, Denied NOT_AUTHORIZED",
        "5002,   '',                      Invalid Symbol, Unclear",
        "6001,   '',                      Trading is disabled on symbol, Unclear",
        "6010,   '',                      Not enough balance, Unclear",
        "60060,  '',                      The order is already filled or canceled, Gone",
        "60060,  '',                      '', Gone",
        "600503, '',                      Notional is too small, Unclear",
        "600533, '',                      '', Unclear",
        "21008,  '',                      '', Unclear",
        // The words of the matching engine.
        "300099, '',                      NoOpenForCancel, Gone",
        "300099, TooLateToCancel,         '', Gone",
        "300099, '',                      DupCancelCoid, Acknowledged",
        "300099, '',                      OrderCancelReject, Unclear",
        "300099, '',                      DupNewCoid, Unclear",
        "300099, '',                      PostOnlyWouldTake, Unclear",
        // Words in the wrong company.
        "300012, '',                      The order is already filled or canceled., Denied INVALID_REQUEST",
        "300001, '',                      Trying to cancel non-open order, Unclear",
        "300006, '',                      Duplicated order cancel request., Unclear",
        "300006, '',                      Invalid Client Order Id: NoOpenForCancel, Denied INVALID_REQUEST",
        "123456, A_CODE_OF_TOMORROW,      '', Unclear",
    })
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

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) codec.decode(push), AT)))
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

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) codec.decode(push), AT)))
                .isEqualTo(proof);
    }

    /** And either mark of there being no order makes it one, whatever its word. */
    @ParameterizedTest
    @ValueSource(strings = {"ot", "sd"})
    void aPushAboutACancelIsKnownByNamingNoOrder(String mark) {
        String push = "{\"m\":\"order\",\"ac\":\"CASH\",\"data\":{\"orderId\":\"o\",\"st\":\"Rejected\",\"" + mark
                + "\":\"NULL_VAL\",\"err\":\"a new word\"}}";

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) codec.decode(push), AT)))
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

        assertThat(proof(codec.judge((VenueFrame.OrderUpdate) codec.decode(push), AT)))
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
        VenueFrame.CancelReply reply = (VenueFrame.CancelReply) codec.decode(frame);
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

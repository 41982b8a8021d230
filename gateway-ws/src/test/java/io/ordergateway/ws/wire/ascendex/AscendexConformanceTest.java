package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueFrame;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of appendix B that are decided where messages are read, by their names there. */
class AscendexConformanceTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final AscendexCodec codec = new AscendexCodec(Accounts.futures(7));
    private final AscendexRest rest = new AscendexRest(Accounts.futures(7));

    @Test
    void ackAOrDWithMatchingId() {
        String a = Recorded.message("cancel-ack-v1").replace("7b73dcd8e8c847d5a99df5ef5ae5088b", "000000000016");
        String d = Recorded.message("cancel-ack").replace("sampleRequestId", "000000000016");

        assertThat(RequestIds.parse(reply(a).requestId())).hasValue(42);
        assertThat(RequestIds.parse(reply(d).requestId())).hasValue(42);
        assertThat(codec.judge(reply(a), AT)).isInstanceOf(Verdict.Acknowledged.class);
        assertThat(codec.judge(reply(d), AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void ackFFlatStatusNew() {
        VenueFrame.CancelReply flat = reply(Recorded.message("cancel-ack-flat"));

        assertThat(flat.requestId()).isEmpty();
        assertThat(flat.orderId()).isEqualTo("s177bab1b474U5051470287bbtcpKiOR");
        assertThat(codec.judge(flat, AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void statusAckWithInfoCode300006() {
        assertThat(denied(Recorded.message("cancel-err-that-says-ack")).code()).isEqualTo("300006");
    }

    @Test
    void eWithoutInfoOrderIdIdMatches() {
        String e = Recorded.message("cancel-err").replace("sampleRequestId", "000000000016");

        assertThat(reply(e).orderId()).isNull();
        assertThat(RequestIds.parse(reply(e).requestId())).hasValue(42);
        assertThat(denied(e).text()).contains("Client Order Id too Long: s177bab1b474U5051470287bbtcpKiOR1");
    }

    /** Which of one or two pending cancels it is, only its symbol can say. */
    @Test
    void bOrEWithoutAnyIdNamesItsSymbolAndNothingElse() {
        String b = Recorded.message("cancel-err-v1").replace("\"id\":\"x@fabs\",", "");
        String e = Recorded.message("cancel-err").replace("\"id\":\"sampleRequestId\",", "");

        assertThat(reply(b).requestId()).isEmpty();
        assertThat(reply(b).orderId()).isNull();
        assertThat(reply(b).symbol()).isEqualTo("ETH/USDT");
        assertThat(reply(e).requestId()).isEmpty();
        assertThat(reply(e).orderId()).isNull();
        assertThat(reply(e).symbol()).isEqualTo("BTC-PERP");
        assertThat(denied(b).reason()).isEqualTo(RejectReason.INVALID_REQUEST);
        assertThat(denied(e).reason()).isEqualTo(RejectReason.INVALID_REQUEST);
    }

    @Test
    void mErrorWithId() {
        String error = Recorded.message("error").replace("ab123", "000000000016");

        assertThat(RequestIds.parse(reply(error).requestId())).hasValue(42);
        assertThat(denied(error).reason()).isEqualTo(RejectReason.INVALID_REQUEST);
    }

    @Test
    void mErrorWithoutIdNamesNothingThatCouldBeCompleted() {
        VenueFrame.CancelReply error = reply(Recorded.message("error").replace("\"id\":\"ab123\",", ""));

        assertThat(error.requestId()).isEmpty();
        assertThat(error.orderId()).isNull();
        assertThat(error.symbol()).isNull();
    }

    @Test
    void pushCanceledIsAnEndWithoutAnAck() {
        String push = Recorded.message("order-push").replace("\"New\"", "\"Canceled\"");

        assertThat(codec.judge((VenueFrame.OrderUpdate) Spoken.decode(codec, push), AT))
                .isInstanceOf(Verdict.Ended.class);
    }

    @Test
    void pushRejectedNoOpenForCancelForAFilledOrderIsNoEnd() {
        String push = Recorded.message("cancel-reject-push").replace("\"cfq\":\"0\"", "\"cfq\":\"5\"");
        VenueFrame.OrderUpdate update = (VenueFrame.OrderUpdate) Spoken.decode(codec, push);

        assertThat(update.filled()).isNull();
        assertThat(codec.judge(update, AT)).isInstanceOf(Verdict.Gone.class);
    }

    @Test
    void code300019DuplicatedIsTheSameAsAccepted() {
        String body = "{\"code\":300019,\"message\":\"Duplicated order cancel request.\"}";

        assertThat(rest.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void rest429HtmlIsUnknownAndNoParseErrorLeaks() {
        String html = "<!DOCTYPE html><html><head><title>429 Too Many Requests</title></head></html>";
        OrderRef order = new OrderRef("o", "BTC-PERP");

        assertThat(rest.judgeCancel(429, html, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancelAll(429, html, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeStatus(order, 429, html, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.readOpenOrders(429, html)).isEmpty();
        assertThat(rest.readVenueTime(429, html)).isEmpty();
    }

    @Test
    void idsOf36CharactersAreImpossibleByConstruction() {
        assertThat(RequestIds.format(0)).matches("[0-9a-z]{12}");
        assertThat(RequestIds.format(RequestIds.BOUND - 1)).matches("[0-9a-z]{12}");
    }

    @Test
    void accountGroup0() {
        assertThat(new AscendexRest(Accounts.futures(0))
                        .cancel(1, new OrderRef("o", "BTC-PERP"), 1)
                        .path())
                .isEqualTo("/0/api/pro/v2/futures/order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Suspended", "Ack", ""})
    void unknownStIsMappedToUnknown(String word) {
        String push = Recorded.message("order-push").replace("\"New\"", "\"" + word + "\"");

        assertThat(codec.judge((VenueFrame.OrderUpdate) Spoken.decode(codec, push), AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    private VenueFrame.CancelReply reply(String text) {
        return (VenueFrame.CancelReply) Spoken.decode(codec, text);
    }

    private Verdict.Denied denied(String text) {
        return (Verdict.Denied) codec.judge(reply(text), AT);
    }
}

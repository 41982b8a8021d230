package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueFrame;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AscendexCodecTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ORDER = "s177bab1b474U5051470287bbtcpKiOR";

    private final AscendexCodec codec = new AscendexCodec(Accounts.futures(7));

    // ---- the seed shapes ----

    @Test
    void anAckWithItsIdIsAnAcknowledgement() {
        VenueFrame.CancelReply reply = reply(Recorded.message("cancel-ack"));

        assertThat(reply.requestId()).isEqualTo("sampleRequestId");
        assertThat(reply.orderId()).isEqualTo(ORDER);
        assertThat(reply.symbol()).isEqualTo("BTC-PERP");
        assertThat(codec.judge(reply, AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void anErrorIsDeniedInTheVenuesWordsThoughItNamesNoOrder() {
        VenueFrame.CancelReply reply = reply(Recorded.message("cancel-err"));

        assertThat(reply.requestId()).isEqualTo("sampleRequestId");
        assertThat(reply.orderId()).isNull();
        Verdict.Denied denied = (Verdict.Denied) codec.judge(reply, AT);
        assertThat(denied.reason()).isEqualTo(RejectReason.INVALID_REQUEST);
        assertThat(denied.code()).isEqualTo("300006");
        assertThat(denied.text()).isEqualTo("INVALID_ORDER_ID: Client Order Id too Long: " + ORDER + "1");
    }

    @Test
    void aFlatOrderIsAnAcknowledgementByOrderIdAndItsStatusNewProvesNothing() {
        VenueFrame.CancelReply reply = reply(Recorded.message("cancel-ack-flat"));

        assertThat(reply.requestId()).isEmpty();
        assertThat(reply.orderId()).isEqualTo(ORDER);
        assertThat(reply.symbol()).isEqualTo("BTC-PERP");
        assertThat(codec.judge(reply, AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void anErrorWhoseStatusSaysAckIsAnError() {
        VenueFrame.CancelReply reply = reply(Recorded.message("cancel-err-that-says-ack"));

        assertThat(reply.requestId()).isEqualTo("x@fabs");
        Verdict.Denied denied = (Verdict.Denied) codec.judge(reply, AT);
        assertThat(denied.text()).isEqualTo("INVALID_ORDER_ID: Invalid Client Order Id: x@fabs");
    }

    @Test
    void soIsTheFirstDraftOfItThatHasNoDiscriminator() {
        String draft = Recorded.message("cancel-err-that-says-ack").replace("\"m\":\"order\",", "");

        assertThat(codec.judge(reply(draft), AT)).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void theOlderDialectsRepliesAreReadToo() {
        VenueFrame.CancelReply ack = reply(Recorded.message("cancel-ack-v1"));
        VenueFrame.CancelReply error = reply(Recorded.message("cancel-err-v1"));

        assertThat(ack.requestId()).isEqualTo("7b73dcd8e8c847d5a99df5ef5ae5088b");
        assertThat(ack.orderId()).isEqualTo("16e83845dcdsimtrader00008c645f67");
        assertThat(codec.judge(ack, AT)).isInstanceOf(Verdict.Acknowledged.class);
        assertThat(codec.judge(error, AT)).isInstanceOf(Verdict.Denied.class);
    }

    // ---- what codes prove ----

    @ParameterizedTest
    @CsvSource({
        "300006, The order is already filled or canceled., Gone",
        "300019, Trying to cancel non-open order, Gone",
        "60060,  The order is already filled or canceled, Gone",
        "300019, Duplicated order cancel request., Acknowledged",
        "300006, Invalid Client Order Id: x@fabs, Denied",
        "300006, something nobody has seen, Unclear",
        "300019, something nobody has seen, Unclear",
        "300012, Invalid Product Symbol, Denied",
        "100011, stale, Denied",
        "200001, API signature mismatch, Denied",
        "100009, AUTHORIZATION_NEEDED, Unclear",
        "510001, SERVER_ERROR, Unclear",
        "900001, HUMAN_CHALLENGE, Unclear",
        "100101, UNKNOWN_ERROR, Unclear",
        "123456, a code of tomorrow, Unclear",
    })
    void codesAreReadTogetherWithTheirText(String code, String text, String verdict) {
        String frame = "{\"m\":\"order\",\"action\":\"cancel-order\",\"ac\":\"FUTURES\",\"code\":" + code
                + ",\"id\":\"000000000001\",\"info\":{\"symbol\":\"BTC-PERP\",\"errorMsg\":\"" + text + "\"}}";

        assertThat(codec.judge(reply(frame), AT).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void aGenericErrorIsAReplyToTheIdItNames() {
        VenueFrame.CancelReply reply =
                reply("{\"m\":\"error\",\"id\":\"ab123\",\"code\":100005,\"reason\":\"INVALID_WS_REQUEST_DATA\","
                        + "\"info\":\"Invalid request action: trade-snapshot\"}");

        assertThat(reply.requestId()).isEqualTo("ab123");
        Verdict.Denied denied = (Verdict.Denied) codec.judge(reply, AT);
        assertThat(denied.text()).isEqualTo("INVALID_WS_REQUEST_DATA: Invalid request action: trade-snapshot");
    }

    @Test
    void anErrorFrameIsNeverASuccessHoweverLittleItSays() {
        VenueFrame.CancelReply reply = reply("{\"m\":\"error\",\"id\":\"000000000001\"}");

        assertThat(codec.judge(reply, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(Spoken.decode(codec, "{\"m\":\"error\",\"id\":\"gwlogin01\"}"))
                .isInstanceOfSatisfying(
                        VenueFrame.LoginReply.class,
                        login -> assertThat(login.accepted()).isFalse());
        assertThat(Spoken.decode(codec, "{\"m\":\"error\",\"id\":\"gworders1\"}"))
                .isInstanceOfSatisfying(
                        VenueFrame.SubscribeReply.class,
                        subscribed -> assertThat(subscribed.accepted()).isFalse());
    }

    @Test
    void aLoginIsAcceptedOnlyInSoManyWordsAndRefusedForGoodOnlyForItsCredentials() {
        assertThat(Spoken.decode(codec, "{\"m\":\"auth\",\"id\":\"gwlogin01\"}"))
                .isEqualTo(new VenueFrame.LoginReply(false, false, ""));
        assertThat(Spoken.decode(
                        codec, "{\"m\":\"auth\",\"id\":\"gwlogin01\",\"code\":510001,\"err\":\"SERVER_ERROR\"}"))
                .isEqualTo(new VenueFrame.LoginReply(false, false, "510001 SERVER_ERROR"));
    }

    // ---- pushes ----

    @Test
    void anOpenOrdersPushProvesOnlyThatItRests() {
        VenueFrame.OrderUpdate update = update(Recorded.message("order-push"));

        assertThat(update.orderId()).isEqualTo("a176010c4957U68469127074abcd1234");
        assertThat(codec.judge(update, AT)).isInstanceOf(Verdict.Resting.class);
    }

    @ParameterizedTest
    @CsvSource({"Canceled, CANCELED", "Cancelled, CANCELED", "Filled, FILLED", "Rejected, REJECTED"})
    void aFinalPushIsTheOrdersEnd(String word, OrderStatus status) {
        String push = Recorded.message("order-push")
                .replace("\"st\":\"New\"", "\"st\":\"" + word + "\"")
                .replace("\"cfq\":\"0\"", "\"cfq\":\"0.04\"");

        Verdict.Ended ended = (Verdict.Ended) codec.judge(update(push), AT);

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.filled()).isEqualByComparingTo(new BigDecimal("0.04"));
    }

    @Test
    void aStatusNobodyKnowsProvesNothing() {
        String push = Recorded.message("order-push").replace("\"st\":\"New\"", "\"st\":\"Suspended\"");

        assertThat(codec.judge(update(push), AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void aCancelRejectPushSaysRejectedOfTheCancelAndNothingOfTheOrdersEnd() {
        VenueFrame.OrderUpdate update = update(Recorded.message("cancel-reject-push"));

        assertThat(codec.judge(update, AT)).isInstanceOf(Verdict.Gone.class);
    }

    @Test
    void aCancelRejectPushMayNameTheCancelAndTheOrderApart() {
        VenueFrame.OrderUpdate update = update(Recorded.message("cancel-reject-push-ready"));

        assertThat(update.orderId()).isEqualTo("FAKE-ID");
        assertThat(codec.judge(update, AT)).isInstanceOf(Verdict.Gone.class);
    }

    // ---- control ----

    @Test
    void controlMessagesAreTold() {
        assertThat(Spoken.decode(codec, "{\"m\":\"connected\",\"type\":\"unauth\"}"))
                .isInstanceOf(VenueFrame.Greeting.class);
        assertThat(Spoken.decode(codec, "{\"op\":\"connected\",\"type\":\"unauth\"}"))
                .isInstanceOf(VenueFrame.Greeting.class);
        assertThat(Spoken.decode(codec, "{\"m\":\"ping\",\"hp\":3}")).isInstanceOf(VenueFrame.Ping.class);
        assertThat(Spoken.decode(codec, "{\"m\":\"pong\",\"code\":0,\"ts\":1574260701259,\"hp\":2}"))
                .isInstanceOf(VenueFrame.Pong.class);
        assertThat(Spoken.decode(codec, "{\"m\":\"auth\",\"id\":\"abc123\",\"code\":0}"))
                .isEqualTo(new VenueFrame.LoginReply(true, false, ""));
        assertThat(
                        Spoken.decode(
                                codec,
                                "{\"m\":\"auth\",\"id\":\"abc123\",\"code\":200006,\"err\":\"Unable to find User Account Data\"}"))
                .isEqualTo(new VenueFrame.LoginReply(false, true, "200006 Unable to find User Account Data"));
        assertThat(
                        Spoken.decode(
                                codec,
                                "{\"m\":\"sub\",\"id\":\"abc123\",\"ch\":\"order:cshF5SlR9ukAXoDOuXbND4dVpBMw9gzH\",\"code\":0}"))
                .isEqualTo(new VenueFrame.SubscribeReply(true, ""));
        assertThat(Spoken.decode(
                        codec,
                        "{\"m\":\"disconnected\",\"code\":100005,\"reason\":\"INVALID_WS_REQUEST_DATA\","
                                + "\"info\":\"Session is disconnected due to missing pong message from the client\"}"))
                .isInstanceOf(VenueFrame.Goodbye.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "not json", "{", "{}{}", "\"text\"", "42", "null", "{\"m\":\"order\"", "\u0000"})
    void whatIsNotAMessageIsUnreadable(String rubbish) {
        assertThat(Spoken.decode(codec, rubbish)).isInstanceOf(VenueFrame.Unreadable.class);
    }

    @Test
    void nestingWithoutEndIsUnreadable() {
        assertThat(Spoken.decode(codec, "{\"a\":".repeat(100_000))).isInstanceOf(VenueFrame.Unreadable.class);
    }

    @Test
    void noDamageToARecordedMessageEverThrows() {
        Random random = new Random(11);
        List<String> messages = Recorded.messages();
        AscendexRest rest = new AscendexRest(Accounts.futures(7));
        List<OrderRef> orders = List.of(new OrderRef(ORDER, "BTC-PERP"));
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder(messages.get(i % messages.size()));
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            String damaged = text.toString();
            VenueFrame frame = Spoken.decode(codec, damaged);
            if (frame instanceof VenueFrame.CancelReply reply) {
                assertThat(codec.judge(reply, AT)).isNotNull();
            } else if (frame instanceof VenueFrame.OrderUpdate update) {
                assertThat(codec.judge(update, AT)).isNotNull();
            }
            assertThat(rest.judgeCancel(200, damaged, AT)).isNotNull();
            assertThat(rest.judgeCancelAll(200, damaged, AT)).isNotNull();
            assertThat(rest.judgeStatus(orders.get(0), 200, damaged, AT)).isNotNull();
            assertThat(rest.judgeBatch(orders, 200, damaged, AT)).hasSize(1);
            assertThat(rest.readOpenOrders(200, damaged)).isNotNull();
            assertThat(rest.readVenueTime(200, damaged)).isNotNull();
            assertThat(rest.readIntroduction(200, damaged)).isNotNull();
        }
    }

    private VenueFrame.CancelReply reply(String text) {
        return (VenueFrame.CancelReply) Spoken.decode(codec, text);
    }

    private VenueFrame.OrderUpdate update(String text) {
        return (VenueFrame.OrderUpdate) Spoken.decode(codec, text);
    }
}

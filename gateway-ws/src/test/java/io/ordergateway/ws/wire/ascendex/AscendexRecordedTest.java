package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueJson;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every message that the dossier shows, as it stands there: what it is decoded to, and what it proves. */
class AscendexRecordedTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final AscendexCodec codec = new AscendexCodec(Accounts.named("cash", 7));
    private final AscendexRest rest = new AscendexRest(Accounts.named("cash", 7));

    // ---- session (3) ----

    @Test
    void theVenueGreets() {
        assertThat(decode("connected")).isEqualTo(new VenueFrame.Greeting());
    }

    @Test
    void aLoginIsAcceptedWithOrWithoutReadyModeAndRefused() {
        assertThat(decode("auth-ack")).isEqualTo(new VenueFrame.LoginReply(true, false, ""));
        assertThat(decode("auth-ack-ready")).isEqualTo(new VenueFrame.LoginReply(true, false, ""));
        assertThat(decode("auth-err"))
                .isEqualTo(new VenueFrame.LoginReply(false, true, "200006 Unable to find User Account Data"));
    }

    @Test
    void aPingTellsItsHealthPoints() {
        assertThat(decode("ping")).isEqualTo(new VenueFrame.Ping(3));
        assertThat(Spoken.decode(codec, "{\"op\":\"ping\"}")).isEqualTo(new VenueFrame.Ping(-1));
        assertThat(Spoken.decode(codec, "{\"m\":\"ping\",\"hp\":\"2\"}")).isEqualTo(new VenueFrame.Ping(2));
        assertThat(Spoken.decode(codec, "{\"m\":\"ping\",\"hp\":{}}")).isEqualTo(new VenueFrame.Ping(-1));
    }

    @Test
    void aPongTellsTheVenuesTimeUnlessItIsInSeconds() {
        assertThat(decode("pong")).isEqualTo(new VenueFrame.Pong(1574260701259L, 2));
        assertThat(Spoken.decode(codec, "{\"m\":\"pong\",\"code\":0,\"ts\":1614164189,\"hp\":2}"))
                .isEqualTo(new VenueFrame.Pong(0, 2));
        assertThat(Spoken.decode(codec, "{\"m\":\"pong\",\"ts\":\"1574260701259\"}"))
                .isEqualTo(new VenueFrame.Pong(1574260701259L, -1));
        assertThat(Spoken.decode(codec, "{\"m\":\"pong\",\"ts\":1574260701259000000}"))
                .isEqualTo(new VenueFrame.Pong(0, -1));
        assertThat(Spoken.decode(codec, "{\"m\":\"pong\"}")).isEqualTo(new VenueFrame.Pong(0, -1));
    }

    @Test
    void theVenueSaysGoodbye() {
        assertThat(decode("disconnected"))
                .isEqualTo(
                        new VenueFrame.Goodbye("Session is disconnected due to missing pong message from the client"));
    }

    @Test
    void aSubscriptionIsAcceptedThoughItsChannelIsRewrittenToTheAccountId() {
        assertThat(decode("sub-ack-v1")).isEqualTo(new VenueFrame.SubscribeReply(true, ""));
        assertThat(decode("sub-ack")).isEqualTo(new VenueFrame.SubscribeReply(true, ""));
        assertThat(decode("unsub-ack")).isEqualTo(new VenueFrame.Other("unsub"));
    }

    @Test
    void aSubscriptionIsRefusedByAnAckOrByAnError() {
        assertThat(Spoken.decode(codec, "{\"m\":\"sub\",\"id\":\"gworders1\",\"code\":100005,\"reason\":\"NO\"}"))
                .isEqualTo(new VenueFrame.SubscribeReply(false, "100005 NO"));
        assertThat(Spoken.decode(
                        codec,
                        "{\"m\":\"error\",\"id\":\"gworders1\",\"code\":100005,\"info\":\"Invalid channel: x\"}"))
                .isEqualTo(new VenueFrame.SubscribeReply(false, "100005 Invalid channel: x"));
    }

    @Test
    void aGenericErrorHasOnlyAnIdToBeToldBy() {
        VenueFrame.CancelReply error = (VenueFrame.CancelReply) decode("error");

        assertThat(error.requestId()).isEqualTo("ab123");
        assertThat(error.orderId()).isNull();
        assertThat(error.symbol()).isNull();
        assertThat(error.refusal())
                .isEqualTo(new VenueFrame.Refusal(
                        "100005", "INVALID_WS_REQUEST_DATA: Invalid request action: trade-snapshot"));
        assertThat(error.raw()).isEqualTo(Recorded.message("error"));
    }

    // ---- pushes (3.5, 3.6, 3.7) ----

    @Test
    void aCashPushIsToldFromAReplyOfTheSameNameByItsData() {
        VenueFrame.OrderUpdate push = (VenueFrame.OrderUpdate) decode("order-push-v1");

        assertThat(push.orderId()).isEqualTo("s16ef210b1a50866943712bfaf1584b");
        assertThat(push.status()).isEqualTo("New");
        assertThat(push.cancelReject()).isNull();
        assertThat(push.filled()).isEqualByComparingTo("0");
        assertThat(codec.judge(push, AT)).isInstanceOf(Verdict.Resting.class);
    }

    @ParameterizedTest
    @CsvSource({"cancel-ack-v1", "cancel-err-v1", "cancel-ack", "cancel-err", "cancel-err-that-says-ack"})
    void aReplyIsToldFromAPushOfTheSameNameByItsAction(String name) {
        assertThat(decode(name)).isInstanceOf(VenueFrame.CancelReply.class);
    }

    @Test
    void aBalanceShowsTheApplicationAtWork() {
        assertThat(decode("balance")).isEqualTo(new VenueFrame.Data("balance"));
    }

    @Test
    void aCancelRejectSaysNothingOfTheOrderButThatItIsNotOpen() {
        VenueFrame.OrderUpdate push = (VenueFrame.OrderUpdate) decode("cancel-reject-push");

        assertThat(push.orderId()).isEqualTo("<order id>");
        assertThat(push.cancelReject()).isEqualTo("NoOpenForCancel");
        assertThat(push.filled()).isNull();
        assertThat(codec.judge(push, AT)).isInstanceOf(Verdict.Gone.class);
    }

    @Test
    void aCancelRejectNamesTheOrderFirstAndTheCancelOnlyIfNothingElse() {
        String recorded = Recorded.message("cancel-reject-push-ready");
        String unnamed = recorded.replace("\"origOrderId\":\"FAKE-ID\",", "");

        assertThat(update(recorded).orderId()).isEqualTo("FAKE-ID");
        assertThat(update(recorded).cancelReject()).isEqualTo("TooLateToCancel");
        assertThat(update(unnamed).orderId()).isEqualTo("s17123e1eff1U9698887124T0dYM2YHd");
    }

    @Test
    void aPushAboutAnOrderNamesThatOrderWhateverElseItMentions() {
        String push =
                Recorded.message("order-push-v1").replace("\"err\":\"\"", "\"err\":\"\",\"origOrderId\":\"other\"");

        assertThat(update(push).orderId()).isEqualTo("s16ef210b1a50866943712bfaf1584b");
    }

    // ---- actions (4) ----

    @Test
    void theRequestIdIsReadAtEitherPlaceAndOursWins() {
        String both =
                "{\"m\":\"order\",\"action\":\"cancel-order\",\"status\":\"Ack\",\"id\":\"%s\",\"info\":{\"id\":\"%s\"}}";

        assertThat(reply(both.formatted("000000000001", "foreign")).requestId()).isEqualTo("000000000001");
        assertThat(reply(both.formatted("foreign", "000000000001")).requestId()).isEqualTo("000000000001");
        assertThat(reply(both.formatted("000000000001", "000000000002")).requestId())
                .isEqualTo("000000000001");
        assertThat(reply(both.formatted("", "foreign")).requestId()).isEqualTo("foreign");
        assertThat(reply(both.formatted("", "")).requestId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cancel-Order", "CANCEL-ORDER", "cancel-order"})
    void anActionMayBeSpelledInAnyCase(String action) {
        assertThat(reply(Recorded.message("cancel-ack").replace("cancel-order", action))
                        .orderId())
                .isEqualTo("s177bab1b474U5051470287bbtcpKiOR");
    }

    @Test
    void anOlderReplyNamesItsAccountOtherwiseAndIsReadAlike() {
        String older = Recorded.message("cancel-ack-v1").replace("\"ac\"", "\"accountCategory\"");

        assertThat(reply(older).orderId()).isEqualTo("16e83845dcdsimtrader00008c645f67");
        assertThat(reply(older).refusal()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "{\"m\":\"order\"; \"action\":\"cancel-order\"; \"id\":\"000000000001\"}",
        "{\"m\":\"order\"; \"action\":\"cancel-order\"; \"code\":null; \"status\":\"\"}",
        "{\"m\":\"order\"; \"action\":\"cancel-all\"; \"info\":{\"symbol\":\"\"}}",
        "{\"op\":\"req\"; \"action\":\"cancel-order\"; \"id\":\"000000000001\"; \"args\":{}}",
    })
    void aReplyThatSaysNeitherYesNorNoIsUnclear(String reply) {
        assertThat(codec.judge(reply(reply.replace(';', ',')), AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void aFlatOrderThatCarriesAnErrorIsNoAcknowledgement() {
        String flat = Recorded.message("cancel-ack-flat");

        assertThat(proof(flat.replace("\"errorCode\":\"\"", "\"errorCode\":\"NoOpenForCancel\"")))
                .isEqualTo("Gone");
        assertThat(proof(flat.replace("\"errorCode\":\"\"", "\"errorCode\":\"something new\"")))
                .isEqualTo("Unclear");
        assertThat(proof(flat.replace("\"errorCode\":\"\"", "\"errorCode\":\"NULL_VAL\"")))
                .isEqualTo("Acknowledged");
    }

    @ParameterizedTest
    @CsvSource({
        "cancel-all-ack-v1, 69c482a3f29540a0b0d83e00551bb623, Acknowledged",
        "cancel-all-ack,    sampleRequestId,                  Acknowledged",
        "cancel-all-err,    sampleRequestId,                  Denied",
    })
    void aReplyToACancelOfAllNamesNoOrderThatAnotherCancelCouldBeTakenFor(String name, String id, String proof) {
        String named = Recorded.message(name)
                .replace("\"symbol\":\"\"", "\"symbol\":\"BTC-PERP\"")
                .replace("\"orderId\":\"\"", "\"orderId\":\"o\"");

        VenueFrame.CancelReply reply = reply(named);

        assertThat(reply.requestId()).isEqualTo(id);
        assertThat(reply.orderId()).isNull();
        assertThat(reply.symbol()).isNull();
        assertThat(codec.judge(reply, AT).getClass().getSimpleName()).isEqualTo(proof);
    }

    @ParameterizedTest
    @CsvSource({"place-ack-v1", "place-err-v1", "place-ack", "place-err"})
    void aReplyToAnotherActionIsNeverOneToACancel(String name) {
        assertThat(decode(name)).isEqualTo(new VenueFrame.Data("place-order"));
    }

    @Test
    void aMessageOfAKindThatNobodyKnowsGoesBy() {
        assertThat(Spoken.decode(codec, "{\"m\":\"futures-account-update\",\"e\":\"ExecutionReport\"}"))
                .isEqualTo(new VenueFrame.Data("futures-account-update"));
        assertThat(Spoken.decode(codec, "{\"m\":\"order-status\",\"code\":0,\"id\":\"6ogiJZJ3\",\"data\":[]}"))
                .isEqualTo(new VenueFrame.Data("order-status"));
        assertThat(Spoken.decode(codec, "{\"op\":\"novelty\"}")).isEqualTo(new VenueFrame.Other("novelty"));
        assertThat(Spoken.decode(codec, "{}")).isEqualTo(new VenueFrame.Other("unnamed"));
    }

    // ---- REST (5) ----

    @ParameterizedTest
    @CsvSource({
        "rest-cancel-ack-v1, Acknowledged",
        "rest-cancel-ack,    Acknowledged",
        "rest-cancel-err-v1, Denied",
        "rest-unknown-url,   Denied",
        "rest-bad-signature, Denied",
        "rest-unknown-key,   Denied",
        "rest-place-err-v1,  Unclear",
        "rest-place-err,     Unclear",
    })
    void aRecordedAnswerToACancelProves(String name, String proof) {
        Verdict verdict = rest.judgeCancel(200, Recorded.message(name), AT);

        assertThat(verdict.getClass().getSimpleName()).isEqualTo(proof);
        assertThat(verdict.evidence().message()).startsWith("HTTP 200 ").hasSizeLessThanOrEqualTo(1024);
    }

    /** The documented answer for {@code ACCEPT}: even then only a push or a query is believed (11, 24). */
    @Test
    void anOrderCanceledInTheAnswerIsStillOnlyAnAcknowledgement() {
        String body = Recorded.message("rest-place-accept")
                .replace("place-order", "cancel-order")
                .replace("\"status\":\"New\"", "\"status\":\"Canceled\"");

        assertThat(rest.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @ParameterizedTest
    @CsvSource({
        "NoOpenForCancel, Gone",
        "TooLateToCancel, Gone",
        "DupCancelCoid, Acknowledged",
        "a new word, Unclear",
    })
    void anErrorInTheOrderThatComesWithASuccessIsTheAnswer(String error, String proof) {
        String v2 =
                Recorded.message("rest-cancel-ack").replace("\"errorCode\":\"\"", "\"errorCode\":\"" + error + "\"");
        String v1 = Recorded.message("rest-cancel-ack-v1")
                .replace("\"orderType\"", "\"errorCode\":\"" + error + "\",\"orderType\"");

        assertThat(rest.judgeCancel(200, v2, AT).getClass().getSimpleName()).isEqualTo(proof);
        assertThat(rest.judgeCancel(200, v1, AT).getClass().getSimpleName()).isEqualTo(proof);
    }

    @ParameterizedTest
    @CsvSource({"rest-cancel-all-ack-v1", "rest-cancel-all-ack", "rest-cancel-all-ack-docs"})
    void aCancelOfAllIsAcknowledgedInEveryShape(String name) {
        assertThat(rest.judgeCancelAll(200, Recorded.message(name), AT)).isInstanceOf(Verdict.Acknowledged.class);
        assertThat(rest.judgeCancelAll(502, Recorded.message(name), AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Unclear",
        "{}, Unclear",
        "{\"code\":300012}, Denied",
        "{\"code\":0; \"data\":{\"status\":\"Err\"}}, Unclear",
        "{\"code\":0; \"data\":{\"status\":\"Err\"; \"info\":{\"code\":200001}}}, Denied",
        "<html>, Unclear",
    })
    void aCancelOfAllIsAcknowledgedOnlyInSoManyWords(String body, String proof) {
        assertThat(rest.judgeCancelAll(200, body.replace(';', ','), AT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(proof);
    }

    /** The order objects of placements are the same as those of queries, in the field names of each generation. */
    @ParameterizedTest
    @CsvSource({
        "rest-place-accept-v1, info,  a16ed787462fU9490877774N4KBHIVN0, Resting",
        "rest-place-done-v1,   info,  a16edbd9aefaU9490877774pPK3zuGGh, Ended",
        "rest-place-accept,    order, sample-order-id,                  Resting",
        "rest-place-ack-v1,    info,  16e85b4d9b9a8bXHbAwwoqDoc3d66830, Unclear",
    })
    void anOrderObjectOfEitherGenerationIsRead(String name, String at, String orderId, String proof) throws Exception {
        String order = VenueJson.orMissing(VenueJson.read(Recorded.message(name)))
                .path("data")
                .path(at)
                .toString();
        OrderRef ref = new OrderRef(orderId, "BTC/USDT");

        Verdict alone = rest.judgeStatus(ref, 200, "{\"code\":0,\"data\":" + order + "}", AT);
        Verdict listed = rest.judgeStatus(ref, 200, "{\"code\":\"0\",\"data\":[" + order + "]}", AT);

        assertThat(alone.getClass().getSimpleName()).isEqualTo(proof);
        assertThat(listed.getClass()).isEqualTo(alone.getClass());
    }

    @Test
    void aFilledOrderTellsHowMuch() throws Exception {
        String order = VenueJson.orMissing(VenueJson.read(Recorded.message("rest-place-done-v1")))
                .path("data")
                .path("info")
                .toString();
        OrderRef ref = new OrderRef("a16edbd9aefaU9490877774pPK3zuGGh", "BTC/USDT");

        Verdict.Ended ended = (Verdict.Ended) rest.judgeStatus(ref, 200, "{\"code\":0,\"data\":" + order + "}", AT);

        assertThat(ended.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(ended.filled()).isEqualByComparingTo(new BigDecimal("0.00081"));
    }

    private VenueFrame decode(String name) {
        return Spoken.decode(codec, Recorded.message(name));
    }

    private VenueFrame.CancelReply reply(String text) {
        return (VenueFrame.CancelReply) Spoken.decode(codec, text);
    }

    private VenueFrame.OrderUpdate update(String text) {
        return (VenueFrame.OrderUpdate) Spoken.decode(codec, text);
    }

    private String proof(String text) {
        return codec.judge(reply(text), AT).getClass().getSimpleName();
    }
}

package io.ordergateway.ws.wire.hashkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.Introduction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer that the dossier shows, as it stands there, and what is made of it. */
class HashkeyRecordedTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef FILLED = new OrderRef("2000868573824739840", "BTCUSDT");
    private static final String HTML = "<html><body>404 Not Found</body></html>";

    private final HashkeyAccount account = Recorded.spot(HashkeySite.HK);
    private final HashkeyRest rest = new HashkeyRest(account);

    // ---- cancel (3) ----

    @ParameterizedTest
    @ValueSource(strings = {"cancel-ack", "cancel-ack-futures-v1", "cancel-ack-futures-v2"})
    void aCancelThatWasTakenIsAnAcknowledgement(String name) {
        Verdict verdict = rest.judgeCancel(200, Recorded.message(name), AT);

        assertThat(verdict).isInstanceOf(Verdict.Acknowledged.class);
        assertThat(verdict.evidence().message()).isEqualTo("HTTP 200 " + Recorded.message(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELED", "PARTIALLY_CANCELED", "FILLED", "REJECTED", "PENDING_CANCEL", "a new word"})
    void soItIsWhateverStatusItShows(String status) {
        String body = Recorded.message("cancel-ack").replace("\"NEW\"", "\"" + status + "\"");

        assertThat(rest.judgeCancel(200, body, AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void halfAnAnswerAndAPageAndNothingProveNothing() {
        String whole = Recorded.message("cancel-ack");

        assertThat(rest.judgeCancel(200, whole.substring(0, whole.length() / 2), AT))
                .isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(200, whole + whole, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(404, HTML, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(200, HTML, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(200, "", AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(200, "{}", AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(200, "[]", AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(400, whole, AT)).isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeCancel(200, "{\"orderId\":\"1\",\"orderId\":\"2\"}", AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    // ---- several, all (4) ----

    @Test
    void whatABatchDoesNotNameAsFailedWasAccepted() {
        List<OrderRef> orders = List.of(order("1507155386372816640"), order("1507155487740667904"));

        assertThat(kinds(rest.judgeBatch(orders, 200, Recorded.message("cancel-by-ids-taken"), AT)))
                .containsExactly("Acknowledged", "Acknowledged");
        assertThat(kinds(rest.judgeBatch(orders, 200, Recorded.message("cancel-by-ids-failed"), AT)))
                .containsExactly("Gone", "Acknowledged");
        assertThat(kinds(rest.judgeBatch(orders, 200, "{\"code\":\"0000\",\"result\":null}", AT)))
                .containsExactly("Acknowledged", "Acknowledged");
        assertThat(kinds(rest.judgeBatch(
                        orders,
                        200,
                        "{\"code\":\"0000\",\"result\":[{\"orderId\":1507155386372816640,\"code\":-1145}]}",
                        AT)))
                .containsExactly("Denied", "Acknowledged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"0000\"}",
                "{\"code\":\"0000\",\"result\":{}}",
                "{\"code\":\"0000\",\"result\":[{\"code\":\"0211\"}]}",
                "{\"code\":\"0000\",\"result\":[",
                HTML,
            })
    void aBatchWhoseFailuresCannotBeReadProvesNothing(String body) {
        assertThat(kinds(rest.judgeBatch(List.of(order("1")), 200, body, AT))).containsExactly("Unclear");
    }

    @ParameterizedTest
    @CsvSource({"0102, Denied", "0002, Denied", "-1021, Denied", "0003, Unclear", "-1007, Unclear"})
    void aBatchThatWasTurnedDownForAllIsTurnedDownForEach(String code, String kind) {
        List<OrderRef> orders = List.of(order("1"), order("2"));

        assertThat(kinds(rest.judgeBatch(orders, 400, "{\"code\":\"" + code + "\",\"msg\":\"\"}", AT)))
                .containsExactly(kind, kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001", "-1130", "0211"})
    void aBatchThatWasTurnedDownForOneIsToBeSentOneByOne(String code) {
        assertThat(rest.judgeBatch(List.of(order("1"), order("2")), 400, "{\"code\":\"" + code + "\"}", AT))
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel-all-of-symbol", "cancel-all", "cancel-all-futures-v1", "cancel-all-futures-v2"})
    void aCancelOfAllThatWasTakenIsAnAcknowledgement(String name) {
        assertThat(rest.judgeCancelAll(200, Recorded.message(name), AT)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"success\":false}", "{}", "[]", "", HTML})
    void anyOtherAnswerToItProvesNothing(String body) {
        assertThat(rest.judgeCancelAll(200, body, AT)).isInstanceOf(Verdict.Unclear.class);
    }

    // ---- questions (5) ----

    @Test
    void anOrderThatIsFilledEndedAndNamesItselfInBothWays() {
        String body = Recorded.message("status-filled");
        OrderRef byClientId = OrderRef.byClientId("1753258121083398", "BTCUSDT");

        Verdict verdict = rest.judgeStatus(FILLED, 200, body, AT);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Ended.class, ended -> {
            assertThat(ended.status()).isEqualTo(OrderStatus.FILLED);
            assertThat(ended.filled()).isEqualTo(new BigDecimal("0.001"));
        });
        assertThat(rest.judgeStatus(byClientId, 200, body, AT)).isInstanceOf(Verdict.Ended.class);
        assertThat(rest.otherName(FILLED, body)).isEqualTo(byClientId);
        assertThat(rest.otherName(byClientId, body)).isEqualTo(FILLED);
        assertThat(rest.otherName(FILLED, "{}")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"create-pending, 2128389008024406016", "create-futures-v2, 2131197590285846784"})
    void anOrderThatIsNotYetInTheBookRests(String name, String orderId) {
        assertThat(rest.judgeStatus(order(orderId), 200, Recorded.message(name), AT))
                .isInstanceOf(Verdict.Resting.class);
    }

    @Test
    void theQuantityOfFuturesHasAnotherName() {
        String body =
                "{\"orderId\":\"2131197590285846784\",\"executedBaseQty\":\"0.25\",\"status\":\"PARTIALLY_CANCELED\"}";

        assertThat(rest.judgeStatus(order("2131197590285846784"), 200, body, AT))
                .isInstanceOfSatisfying(Verdict.Ended.class, ended -> {
                    assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
                    assertThat(ended.filled()).isEqualTo(new BigDecimal("0.25"));
                });
    }

    @Test
    void anIdThatIsANumberIsReadToTheDigit() {
        String body = "{\"code\":200,\"orderId\":21313496537455680017,\"status\":\"CANCELED\",\"executedQty\":\"0\"}";

        assertThat(rest.judgeStatus(order("21313496537455680017"), 200, body, AT))
                .isInstanceOf(Verdict.Ended.class);
        assertThat(rest.judgeStatus(order("21313496537455680018"), 200, body, AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void inTheHistoryAnOrderIsFoundOrItIsNowhere() {
        String page = "[" + Recorded.message("status-filled") + "]";

        assertThat(rest.judgeStatus(FILLED, 200, page, AT))
                .isInstanceOfSatisfying(
                        Verdict.Ended.class, ended -> assertThat(ended.status()).isEqualTo(OrderStatus.FILLED));
        assertThat(rest.otherName(FILLED, page)).isEqualTo(OrderRef.byClientId("1753258121083398", "BTCUSDT"));
        assertThat(rest.judgeStatus(order("2000868573824739841"), 200, page, AT))
                .isInstanceOf(Verdict.Missing.class);
        assertThat(rest.otherName(order("2000868573824739841"), page)).isNull();
        assertThat(rest.judgeStatus(FILLED, 200, "[]", AT)).isInstanceOf(Verdict.Missing.class);
        assertThat(rest.judgeStatus(FILLED, 400, "[]", AT)).isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void anotherOrdersAnswerProvesNothing() {
        String body = Recorded.message("status-filled");

        assertThat(rest.judgeStatus(order("2000868573824739841"), 200, body, AT))
                .isInstanceOf(Verdict.Unclear.class);
        assertThat(rest.judgeStatus(OrderRef.byClientId("2000868573824739840", "BTCUSDT"), 200, body, AT))
                .isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void openOrdersAreABareList() {
        String body = "[" + Recorded.message("status-filled").replace("FILLED", "NEW") + ","
                + Recorded.message("cancel-ack-futures-v1") + "," + "{\"orderId\":\"3\",\"symbol\":\"BTCUSD\"}]";

        assertThat(rest.readOpenOrders(200, body))
                .contains(List.of(
                        new CancelAll.OpenOrder(FILLED, CancelAll.Side.BUY),
                        new CancelAll.OpenOrder(
                                new OrderRef("1742282868229463040", "ETHUSDT-PERPETUAL"), CancelAll.Side.SELL),
                        new CancelAll.OpenOrder(new OrderRef("3", "BTCUSD"), CancelAll.Side.UNKNOWN)));
        assertThat(rest.readOpenOrders(200, "[]")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{\"symbol\":\"BTCUSD\"}]", "[{\"orderId\":\"3\"}]", "[5]", "[", "", HTML})
    void aListThatCannotBeReadToTheEndIsNone(String body) {
        assertThat(rest.readOpenOrders(200, body)).isEmpty();
    }

    @Test
    void anErrorInPlaceOfAListIsNone() {
        assertThat(rest.readOpenOrders(400, "[]")).isEmpty();
        assertThat(rest.readOpenOrders(200, "{\"code\":\"0003\",\"msg\":\"\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HK, orderId", "GLOBAL, orderId", "MENA, fromOrderId"})
    void aFullPageGoesOnFromItsOldestOrder(HashkeySite site, String parameter) {
        HashkeyRest onSite = new HashkeyRest(Recorded.spot(site));

        assertThat(onSite.nextOpenOrders("BTCUSD", 200, page(999), 1L)).isEmpty();
        assertThat(onSite.nextOpenOrders("BTCUSD", 200, page(999).replace("[", ""), 1L))
                .isEmpty();
        assertThat(onSite.nextOpenOrders("BTCUSD", 200, page(1000), 1L))
                .hasValueSatisfying(request -> assertThat(request.path())
                        .startsWith("/api/v1/spot/openOrders?symbol=BTCUSD&" + parameter
                                + "=99999999999999999&limit=1000&timestamp=1&"));
    }

    /** So many orders, from an id of 17 digits on to longer ones, the youngest first. */
    private static String page(int orders) {
        return LongStream.range(0, orders)
                .map(i -> 99999999999999999L + orders - 1 - i)
                .mapToObj(id -> "{\"orderId\":\"" + id + "\",\"symbol\":\"BTCUSD\",\"side\":\"BUY\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    // ---- time and key (1, 13.1) ----

    @Test
    void theVenueSaysItsTime() {
        assertThat(rest.readVenueTime(200, Recorded.message("server-time"))).hasValue(1764229341307L);
        assertThat(rest.readVenueTime(200, "{\"serverTime\":1764229341}")).isEmpty();
        assertThat(rest.readVenueTime(200, HTML)).isEmpty();
        assertThat(rest.readVenueTime(429, Recorded.message("server-time"))).isEmpty();
    }

    @Test
    void aKeyThatIsGoodIsKnownWhateverTheAnswerSays() {
        assertThat(rest.readIntroduction(200, "{}")).isEqualTo(new Introduction.Known(0, "", true));
        assertThat(rest.readIntroduction(200, "{\"code\":\"0000\"}")).isInstanceOf(Introduction.Known.class);
        assertThat(rest.readIntroduction(200, HTML)).isInstanceOf(Introduction.Unclear.class);
        assertThat(rest.readIntroduction(503, "{}")).isInstanceOf(Introduction.Unclear.class);
        assertThat(rest.readIntroduction(400, "{\"code\":\"-1021\",\"msg\":\"\"}"))
                .isInstanceOf(Introduction.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0102", "-1002"})
    void aKeyThatIsNotKnownIsAskedAboutOnceMoreInTheOtherHeader(String code) {
        String refusal = "{\"code\":\"" + code + "\",\"msg\":\"Invalid ApiKey\"}";

        Introduction first = rest.readIntroduction(400, refusal);
        Map<String, String> headers = rest.introduction(1L).headers();
        Introduction second = rest.readIntroduction(400, refusal);

        assertThat(first).isInstanceOf(Introduction.Unclear.class);
        assertThat(headers).isEqualTo(Map.of("X-APIKEY", Recorded.KEY));
        assertThat(second).isEqualTo(new Introduction.Refused(code + " Invalid ApiKey"));
    }

    @ParameterizedTest
    @CsvSource({"0001, Incorrect signature", "0002, Incorrect signature", "0103, Expired", "0202, IP not whitelisted"})
    void anotherFaultOfTheCredentialsIsNoReasonToTryAnotherHeader(String code, String text) {
        assertThat(rest.readIntroduction(400, "{\"code\":\"" + code + "\",\"msg\":\"" + text + "\"}"))
                .isEqualTo(new Introduction.Refused(code + " " + text));
        assertThat(rest.introduction(1L).headers()).containsKey("X-HK-APIKEY");
    }

    @Test
    void onceTheKeyIsKnownItsHeaderStays() {
        rest.readIntroduction(200, "{}");

        assertThat(rest.readIntroduction(400, "{\"code\":\"0102\",\"msg\":\"\"}"))
                .isInstanceOf(Introduction.Refused.class);
        assertThat(rest.cancel(1, FILLED, 1L).headers()).containsKey("X-HK-APIKEY");
    }

    private static OrderRef order(String id) {
        return new OrderRef(id, "BTCUSDT");
    }

    private static List<String> kinds(List<Optional<Verdict>> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.orElseThrow().getClass().getSimpleName())
                .toList();
    }
}

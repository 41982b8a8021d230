package io.ordergateway.ws.wire.hashkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.OrderStreamCodec.Frame;
import io.ordergateway.ws.wire.OrderStreamCodec.Heartbeat;
import io.ordergateway.ws.wire.OrderStreamCodec.KeyReply;
import io.ordergateway.ws.wire.OrderStreamCodec.ListenKeys;
import io.ordergateway.ws.wire.OrderStreamCodec.Opening;
import io.ordergateway.ws.wire.OrderStreamCodec.Update;
import io.ordergateway.ws.wire.VenueRest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashkeyStreamTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderStreamCodec.Key KEY =
            new OrderStreamCodec.Key("MKxPTRoLXBBhlRseAUaDyWyZVjiNxCVqcaUasZidmByckGjUcLBKKcopKbvUfORD");

    private final HashkeyStream stream = new HashkeyStream(Recorded.spot(HashkeySite.HK));
    private final ListenKeys keys = stream.listenKeys().orElseThrow();

    // ---- connection ----

    @Test
    void aStreamIsReadyAsSoonAsItsKeyHasOpenedIt() {
        assertThat(stream.socketPath(KEY)).isEqualTo("/api/v1/ws/" + KEY.text());
        assertThat(stream.open(1L)).isEqualTo(new Opening(List.of(), true));
        assertThatThrownBy(() -> stream.socketPath(null)).hasMessageContaining("key is null");
    }

    @ParameterizedTest
    @CsvSource({
        "429, 7,  PT7S",
        "429, '', PT1M",
        "403, '', PT1M",
        "418, '', PT1H",
        "418, 90, PT1M30S",
        "401, '', ''",
        "404, 7,  ''",
        "503, 7,  ''",
    })
    void aVenueThatHasEnoughOfUsIsLeftAlone(int httpStatus, String retryAfter, String pause) {
        VenueRest.Reply handshake = new VenueRest.Reply(httpStatus, "", retryAfter.isEmpty() ? null : retryAfter);

        assertThat(stream.stayAway(handshake)).isEqualTo(pause.isEmpty() ? null : Duration.parse(pause));
    }

    @Test
    void aPingIsAnsweredWithItsOwnNumberAndNothingElse() {
        assertThat(decode(Recorded.message("stream-ping"))).isEqualTo(new Frame.Heartbeat("{\"pong\":1748504490208}"));
        assertThat(decode("{\"ping\":\"now\"}")).isInstanceOf(Frame.Unreadable.class);
    }

    @Test
    void wePingEveryTenSecondsAndAPongIsASignOfLife() {
        assertThat(stream.heartbeat()).isEqualTo(new Heartbeat(Duration.ofSeconds(10), Duration.ofSeconds(35)));
        assertThat(stream.ping(1748504490208L)).isEqualTo("{\"ping\":1748504490208}");
        assertThat(decode("{\"pong\":1748504490208,\"channelId\":\"02ac86ff\"}"))
                .isEqualTo(new Frame.Heartbeat(null));
    }

    // ---- orders ----

    @Test
    void aReportOfACanceledOrderIsProof() {
        Update update = only(Recorded.message("execution-report"));

        assertThat(update.orderId()).isEqualTo("2098827941690738688");
        assertThat(update.clientOrderId()).isEqualTo("1764935787802434");
        assertThat(update.symbol()).isEqualTo("ETHUSD");
        assertThat(update.verdict()).isInstanceOfSatisfying(Verdict.Ended.class, ended -> {
            assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
            assertThat(ended.filled()).isEqualByComparingTo("0");
            assertThat(ended.evidence().path()).isEqualTo(PathKind.SOCKET);
            assertThat(ended.evidence().message()).contains("\"X\":\"CANCELED\"", "2098827941690738688");
        });
    }

    @Test
    void whatWasFilledBeforeTheRestWasCanceledIsTold() {
        String report = Recorded.message("execution-report")
                .replace("\"X\":\"CANCELED\"", "\"X\":\"PARTIALLY_CANCELED\"")
                .replace("\"z\":\"0\"", "\"z\":\"0.004\"");

        assertThat(only(report).verdict()).isInstanceOfSatisfying(Verdict.Ended.class, ended -> {
            assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
            assertThat(ended.filled()).isEqualTo(new BigDecimal("0.004"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_NEW", "NEW", "PARTIALLY_FILLED", "PENDING_CANCEL"})
    void anOrderThatIsNotAtItsEndRests(String status) {
        assertThat(only(Recorded.message("execution-report").replace("\"CANCELED\"", "\"" + status + "\""))
                        .verdict())
                .isInstanceOf(Verdict.Resting.class);
    }

    @Test
    void aWordThatIsNotKnownProvesNothing() {
        assertThat(only(Recorded.message("execution-report").replace("\"CANCELED\"", "\"VANISHED\""))
                        .verdict())
                .isInstanceOf(Verdict.Unclear.class);
    }

    @Test
    void everyElementOfAnArrayIsReadAlsoOneWhoseNameIsEmpty() {
        String canceled = Recorded.message("execution-report");
        String nameless = canceled.replace("\"executionReport\"", "\"\"").replace("\"CANCELED\"", "\"NEW\"");
        String ticket = "{\"e\":\"ticketInfo\",\"o\":\"2098827941690738688\",\"q\":\"1\"}";
        String array = nameless.replace("]", ",") + ticket + "," + canceled.substring(1);

        List<Update> updates = updates(array);

        assertThat(updates).extracting(Update::orderId).containsExactly("2098827941690738688", "2098827941690738688");
        assertThat(updates.get(0).verdict()).isInstanceOf(Verdict.Resting.class);
        assertThat(updates.get(1).verdict()).isInstanceOf(Verdict.Ended.class);
    }

    @Test
    void aReportMayComeWithoutAnArray() {
        String array = Recorded.message("execution-report");

        assertThat(updates(array.substring(1, array.length() - 1))).isEqualTo(updates(array));
    }

    @Test
    void futuresReportTheSameUnderAnotherName() {
        String v1 = "[{\"e\":\"contractExecutionReport\",\"s\":\"ETHUSDT-PERPETUAL\",\"c\":\"99999989990119c\","
                + "\"X\":\"FILLED\",\"i\":2131349653745568017,\"z\":\"10\"}]";
        String v2 = v1.replace("\"z\":\"10\"", "\"obq\":\"20\",\"ebq\":\"10\"");

        assertThat(updates(v2)).extracting(Update::orderId).containsExactly("2131349653745568017");
        assertThat(List.of(filled(v1), filled(v2))).containsOnly(new BigDecimal("10"));
    }

    @Test
    void eventsOfOtherKindsAreOfNoConcern() {
        assertThat(updates("[{\"e\":\"outboundAccountInfo\",\"B\":[]},{\"e\":\"ticketInfo\",\"o\":\"1\"},5,null]"))
                .isEmpty();
        assertThat(updates("[]")).isEmpty();
        assertThat(decode("{\"event\":\"welcome\"}")).isEqualTo(new Frame.Other("welcome"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null of it", "<html></html>", "5", "\"ping\"", "[{\"e\":\"executionReport\"", "[]]"})
    void whatIsNoMessageIsAValue(String text) {
        assertThat(decode(text)).isInstanceOf(Frame.Unreadable.class);
    }

    @Test
    void nothingThatComesMakesItThrow() {
        Random random = new Random(4711);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Recorded.message(random.nextBoolean() ? "execution-report" : "stream-ping")
                    .getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int from = random.nextInt(3);
            int to = from + random.nextInt(bytes.length - from + 1);

            assertThat(stream.decode(bytes, from, to, AT)).isNotNull();
        }
    }

    // ---- keys ----

    @Test
    void aKeyLivesAnHourAndIsRenewedAtHalfOfIt() {
        assertThat(keys.lifetime()).isEqualTo(Duration.ofMinutes(60));
        assertThat(keys.renewEvery()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aKeyIsReadInBothSpellings() {
        String created = Recorded.message("listen-key");

        assertThat(keys.readCreated(200, created)).isEqualTo(new KeyReply.Granted(KEY));
        assertThat(keys.readCreated(200, created.replace("listenKey", "listenkey")))
                .isEqualTo(new KeyReply.Granted(KEY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {}",
                "200 | <html></html>",
                "400 | {\"code\":\"0102\",\"msg\":\"Invalid ApiKey\"}",
                "429 | {\"listenKey\":\"x\"}",
            })
    void anythingElseIsNoKey(int httpStatus, String body) {
        assertThat(keys.readCreated(httpStatus, body)).isInstanceOf(KeyReply.Failed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {}                                                   | Renewed",
                "200 | {\"code\":\"0000\"}                                  | Renewed",
                "400 | {\"code\":\"-1125\",\"msg\":\"no such listenKey\"}   | Unknown",
                "400 | {\"code\":\"-1130\",\"msg\":\"Illegal parameter\"}   | Unknown",
                "400 | {\"code\":\"0102\",\"msg\":\"Invalid ApiKey\"}       | Failed",
                "400 | {\"code\":\"0001\",\"msg\":\"Incorrect signature\"}  | Failed",
                "400 | {\"code\":\"-1021\",\"msg\":\"outside recvWindow\"}  | Failed",
                "400 | {\"code\":\"0003\",\"msg\":\"Rate limit exceeded\"}  | Failed",
                "400 | {\"code\":\"-1000\",\"msg\":\"unknown\"}             | Failed",
                "400 | <html></html>                                        | Failed",
                "404 | <html></html>                                        | Failed",
                "503 | {\"code\":\"-1125\"}                                 | Failed",
            })
    void aRenewalTellsAKeyThatIsNotKnownFromOneThatCouldNotBeAskedAbout(int httpStatus, String body, String kind) {
        assertThat(keys.readRenewed(httpStatus, body).getClass().getSimpleName())
                .isEqualTo(kind);
    }

    private Frame decode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return stream.decode(utf8, 0, utf8.length, AT);
    }

    private List<Update> updates(String text) {
        assertThat(decode(text)).isInstanceOf(Frame.Updates.class);
        return ((Frame.Updates) decode(text)).updates();
    }

    private Update only(String text) {
        assertThat(updates(text)).hasSize(1);
        return updates(text).get(0);
    }

    private BigDecimal filled(String text) {
        assertThat(only(text).verdict()).isInstanceOf(Verdict.Ended.class);
        return ((Verdict.Ended) only(text).verdict()).filled();
    }
}

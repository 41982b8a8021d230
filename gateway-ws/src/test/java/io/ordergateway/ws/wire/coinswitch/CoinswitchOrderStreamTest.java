package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account.Category;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.OrderStreamCodec.Frame;
import io.ordergateway.ws.wire.OrderStreamCodec.Update;
import io.ordergateway.ws.wire.VenueRest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order stream of spot, from the first word to a hint (9). */
class CoinswitchOrderStreamTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ID = "698ed406-8ef5-4664-9779-f7978702a447";
    private static final String CANCELED = "{\"order_id\":\"" + ID
            + "\",\"client_order_id\":\"mine\",\"symbol\":\"BTC/INR\",\"status\":\"CANCELLED\"}";

    private final CoinswitchOrderStream stream =
            new CoinswitchOrderStream(Accounts.a(Category.CASH, CoinswitchSigning.EPOCH));

    // ---- opening ----

    @Test
    void theConversationIsAsInTheDossier() {
        List<String> frames = Sample.frames();
        assertThat(frames).hasSize(6);

        for (int i = 0; i < frames.size(); i += 2) {
            String asked = frames.get(i).substring("<- ".length());
            String answered = frames.get(i + 1).substring("-> ".length()).replace("<key>", Accounts.KEY_A);

            assertThat(reply(decode(asked))).as(asked).isEqualTo(answered);
        }
    }

    private static String reply(Frame frame) {
        if (frame instanceof Frame.Step step) {
            return step.reply();
        }
        return frame instanceof Frame.Ready ready
                ? String.valueOf(ready.reply())
                : String.valueOf(((Frame.Heartbeat) frame).reply());
    }

    @Test
    void itIsReadyOnceTheNamespaceIsConnected() {
        assertThat(stream.open(1).send()).isEmpty();
        assertThat(stream.open(1).ready()).isFalse();
        assertThat(decode("0{}")).isInstanceOf(Frame.Step.class);
        assertThat(decode("40/orderupdates,")).isInstanceOf(Frame.Ready.class);
        assertThat(decode("40/balanceupdates,")).isInstanceOf(Frame.Other.class);
        assertThat(decode("40")).isInstanceOf(Frame.Other.class);
    }

    @Test
    void theAddressIsThatOfTheDocuments() {
        assertThat(stream.socketPath(null))
                .isEqualTo("/pro/realtime-rates-socket/spot/order-updates?EIO=4&transport=websocket");
        assertThat(stream.listenKeys()).isEmpty();
    }

    @Test
    void aVenueThatWantsToBeLeftAloneIs() {
        assertThat(stream.stayAway(new VenueRest.Reply(429, "", "7"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(stream.stayAway(new VenueRest.Reply(403, "", null))).isEqualTo(Duration.ofMinutes(1));
        assertThat(stream.stayAway(new VenueRest.Reply(502, "", "7"))).isNull();
    }

    @Test
    void theApiKeyIsNotPrinted() {
        assertThat(List.of(decode("40/orderupdates,"), decode("0{}"))).hasToString("[Ready[], Step[null]]");
    }

    // ---- living ----

    @Test
    void theServersRhythmCounts() {
        assertThat(step("0{\"pingInterval\":10000,\"pingTimeout\":5000}").heartbeat())
                .isEqualTo(new OrderStreamCodec.Heartbeat(Duration.ofSeconds(10), Duration.ofSeconds(15)));
        assertThat(stream.heartbeat())
                .isEqualTo(new OrderStreamCodec.Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(45)));
        assertThat(stream.ping(1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0{}",
                "0{\"pingInterval\":0,\"pingTimeout\":5000}",
                "0{\"pingInterval\":25000}",
                "0{\"pingInterval\":300000,\"pingTimeout\":5000}",
                "0{\"pingInterval\":25000,\"pingTimeout\":9000000000000000000}",
            })
    void aRhythmThatMakesNoSenseDoesNot(String opening) {
        assertThat(step(opening).heartbeat()).isNull();
    }

    @Test
    void aPingIsAnsweredAndAPongIsHeard() {
        assertThat(decode("2")).isEqualTo(new Frame.Heartbeat("3"));
        assertThat(decode("2abc")).isEqualTo(new Frame.Heartbeat("3abc"));
        assertThat(decode("3")).isEqualTo(new Frame.Heartbeat(null));
    }

    // ---- ending ----

    @Test
    void theServerMayRefuseOrLeave() {
        assertThat(decode("44/orderupdates,{\"message\":\"no\"}"))
                .isEqualTo(new Frame.Refused("{\"message\":\"no\"}", false));
        assertThat(decode("41/orderupdates,")).isInstanceOf(Frame.Goodbye.class);
        assertThat(decode("1")).isInstanceOf(Frame.Goodbye.class);
        assertThat(decode("41/other,")).isInstanceOf(Frame.Other.class);
        assertThat(decode("44/other,{}")).isInstanceOf(Frame.Other.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "42/orderupdates,{", "<html></html>"})
    void whatIsNoMessageCannotBeRead(String message) {
        assertThat(decode(message)).isInstanceOf(Frame.Unreadable.class);
    }

    // ---- hints ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                CANCELED,
                "[" + CANCELED + "]",
                "{\"data\":" + CANCELED + "}",
                "{\"data\":[" + CANCELED + "]}",
                "{\"message\":\"update\",\"data\":{\"data\":" + CANCELED + "}}",
            })
    void anOrderIsFoundWhereverItStands(String payload) {
        assertHint(event("FETCH_ORDER_UPDATES", payload));
        assertHint(event("ORDER_UPDATE", payload));
        assertHint(event("FETCH_ORDER_UPDATES", "\"" + payload.replace("\"", "\\\"") + "\""));
    }

    private void assertHint(String message) {
        Update update = onlyUpdate(message);

        assertThat(update.orderId()).isEqualTo(ID);
        assertThat(update.clientOrderId()).isEqualTo("mine");
        assertThat(update.symbol()).isEqualTo("BTC/INR");
        assertThat(update.verdict()).isInstanceOf(Verdict.Unclear.class);
        assertThat(update.verdict().evidence().message()).isEqualTo(message);
        assertThat(update.verdict().evidence().rule()).isEqualTo("order-hint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLED", "EXECUTED", "EXPIRED", "DISCARDED", "filled", "Suspended", ""})
    void noStatusIsProofAndNoneThatMayBeAnEndIsPassedOver(String status) {
        Update update = onlyUpdate(event("FETCH_ORDER_UPDATES", CANCELED.replace("CANCELLED", status)));

        assertThat(update.verdict()).isInstanceOf(Verdict.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "PARTIALLY_EXECUTED", "CANCELLATION_RAISED", "EXPIRATION_RAISED", "open"})
    void ofAnOrderThatIsUnderWayThereIsNothingToAsk(String status) {
        assertThat(decode(event("FETCH_ORDER_UPDATES", CANCELED.replace("CANCELLED", status))))
                .isEqualTo(new Frame.Updates(List.of()));
    }

    @Test
    void severalOrdersComeInTheirOrder() {
        String other = CANCELED.replace(ID, "another");

        Frame.Updates updates =
                (Frame.Updates) decode(event("FETCH_ORDER_UPDATES", "[" + CANCELED + "," + other + "]"));

        assertThat(updates.updates()).extracting(Update::orderId).containsExactly(ID, "another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "\"subscribed\"",
                "{}",
                "[]",
                "{\"data\":null}",
                "{\"status\":\"CANCELLED\"}",
                "[[[[[[" + CANCELED + "]]]]]]",
            })
    void whatNamesNoOrderHintsAtNothing(String payload) {
        assertThat(decode(event("FETCH_ORDER_UPDATES", payload))).isEqualTo(new Frame.Updates(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"FETCH_BALANCE_UPDATES, /orderupdates", "FETCH_ORDER_UPDATES, /balanceupdates"})
    void eventsOfAnotherKindOrNamespaceAreOfNoConcern(String name, String namespace) {
        assertThat(decode("42" + namespace + ",[\"" + name + "\"," + CANCELED + "]"))
                .isInstanceOf(Frame.Other.class);
    }

    private static String event(String name, String payload) {
        return "42/orderupdates,[\"" + name + "\"," + payload + "]";
    }

    private Update onlyUpdate(String message) {
        Frame.Updates updates = (Frame.Updates) decode(message);
        assertThat(updates.updates()).hasSize(1);
        return updates.updates().get(0);
    }

    private Frame.Step step(String message) {
        return (Frame.Step) decode(message);
    }

    private Frame decode(String message) {
        byte[] utf8 = ("x" + message + "x").getBytes(StandardCharsets.UTF_8);
        return stream.decode(utf8, 1, utf8.length - 1, AT);
    }
}

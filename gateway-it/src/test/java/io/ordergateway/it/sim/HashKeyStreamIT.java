package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.HashKeyClient.CLOSED;
import static io.ordergateway.it.sim.HashKeyClient.PONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.book.OrderStatus;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.HashKeyPace;
import io.ordergateway.ws.sim.hashkey.door.Site;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated HashKey's private stream (section 9). */
@Timeout(60)
class HashKeyStreamIT {
    private static final String ORDER = "/api/v1/spot/order";
    private static final String LISTEN_KEY = "/api/v1/userDataStream";
    private static final Duration LONG = Duration.ofMillis(200);

    private HashKeyVenue venue = HashKeyVenue.start(0);
    private HashKeyClient client = new HashKeyClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    private void restart(HashKeySettings settings) {
        venue.close();
        venue = HashKeyVenue.start(settings);
        client = new HashKeyClient(venue, settings.site().keyHeader());
    }

    private String place() {
        return venue.book().place("BTCUSDT", "BUY", "0.5", "30000", "gw-1");
    }

    private String cancelWith(HashKeyFault fault) throws Exception {
        venue.faults().next(fault);
        String orderId = venue.book().place("BTCUSDT", "BUY", "0.5", "30000");
        client.ok("DELETE", ORDER, "orderId=" + orderId);
        return orderId;
    }

    private void awaitCanceled(String orderId) {
        await().until(() -> venue.book().order(orderId).orElseThrow().status() == OrderStatus.CANCELED);
    }

    private void assertRefused(int status, String listenKey) {
        assertThatThrownBy(() -> client.stream(listenKey))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void eachChangeIsAnArrayOfOneEvent() throws Exception {
        HashKeyClient.Stream stream = client.stream();

        String orderId = place();
        JsonNode placed = stream.event();
        client.ok("DELETE", ORDER, "orderId=" + orderId);
        JsonNode canceled = stream.event();

        assertThat(placed.path("e").textValue()).isEqualTo("executionReport");
        assertThat(placed.path("X").textValue()).isEqualTo("NEW");
        assertThat(canceled.path("X").textValue()).isEqualTo("CANCELED");
        assertThat(canceled.path("i").textValue()).isEqualTo(orderId);
        assertThat(canceled.path("c").textValue()).isEqualTo("gw-1");
        assertThat(canceled.path("s").textValue()).isEqualTo("BTCUSDT");
        assertThat(canceled.path("x").textValue()).isEqualTo("USER_CANCEL");
        assertThat(canceled.path("z").textValue()).isEqualTo("0");
        assertThat(canceled.path("r").textValue()).isEqualTo("0.5");
        assertThat(canceled.path("C").isBoolean()).isTrue();
        stream.nothingMore();
    }

    @Test
    void aFillHasATicketBesides() throws Exception {
        HashKeyClient.Stream stream = client.stream();
        String orderId = place();
        stream.event();

        venue.book().fillPartly(orderId, "0.2");
        JsonNode change = stream.event();
        JsonNode ticket = stream.event();
        client.ok("DELETE", ORDER, "orderId=" + orderId);

        assertThat(change.path("X").textValue()).isEqualTo("PARTIALLY_FILLED");
        assertThat(change.path("l").textValue()).isEqualTo("0.2");
        assertThat(ticket.path("e").textValue()).isEqualTo("ticketInfo");
        assertThat(ticket.path("o").textValue()).isEqualTo(orderId);
        assertThat(ticket.path("T").textValue()).isEqualTo(change.path("T").textValue());
        assertThat(stream.event().path("X").textValue()).isEqualTo("PARTIALLY_CANCELED");
    }

    @ParameterizedTest
    @CsvSource({"GLB, BUY_OPEN, q, z", "MENA, BUY, obq, ebq"})
    void futuresNameTheirQuantitiesByTheSite(Site site, String side, String qty, String filled) throws Exception {
        restart(HashKeySettings.defaults().withSite(site));
        HashKeyClient.Stream stream = client.stream();

        venue.book().place("BTCUSDT-PERPETUAL", side, "10", "30000");

        JsonNode event = stream.event();
        assertThat(event.path("e").textValue()).isEqualTo("contractExecutionReport");
        assertThat(event.path("S").textValue()).isEqualTo(side);
        assertThat(event.path(qty).textValue()).isEqualTo("10");
        assertThat(event.path(filled).textValue()).isEqualTo("0");
        assertThat(event.has("obq")).isNotEqualTo(event.has("q"));
    }

    @Test
    void anEventMayBeASingleObjectOrTheSecondOfTwo() throws Exception {
        restart(HashKeySettings.defaults().withHabits(HashKeyHabit.SINGLE_EVENTS));
        HashKeyClient.Stream single = client.stream();
        place();
        assertThat(single.nextJson().path("X").textValue()).isEqualTo("NEW");

        restart(HashKeySettings.defaults().withHabits(HashKeyHabit.EMPTY_EVENT_FIRST));
        HashKeyClient.Stream padded = client.stream();
        String orderId = place();
        venue.book().tell(venue.book().endCanceled(orderId).orElseThrow());
        padded.next();
        JsonNode frame = padded.nextJson();
        assertThat(frame).hasSize(2);
        assertThat(frame.at("/0/e").textValue()).isEmpty();
        assertThat(frame.at("/0/X").textValue()).isEqualTo("NEW");
        assertThat(frame.at("/1/e").textValue()).isEqualTo("executionReport");
        assertThat(frame.at("/1/X").textValue()).isEqualTo("CANCELED");
    }

    @Test
    void aCancelOnItsWayIsToldIfThatIsTheHabit() throws Exception {
        restart(HashKeySettings.defaults().withHabits(HashKeyHabit.PENDING_CANCEL));
        HashKeyClient.Stream stream = client.stream();

        cancelWith(HashKeyFault.NONE);

        assertThat(stream.statusesUpTo("CANCELED")).isEqualTo("NEW PENDING_CANCEL CANCELED");
    }

    @Test
    void eventsComeTwiceOutOfOrderLateOrNever() throws Exception {
        HashKeyClient.Stream stream = client.stream();
        venue.faults().lateBy(Duration.ofSeconds(2));

        awaitCanceled(cancelWith(HashKeyFault.EVENT_TWICE));
        assertThat(stream.statusesUpTo("CANCELED")).isEqualTo("NEW CANCELED");
        assertThat(stream.event().path("X").textValue()).isEqualTo("CANCELED");

        cancelWith(HashKeyFault.EVENTS_REORDERED);
        assertThat(stream.statusesUpTo("PENDING_CANCEL")).isEqualTo("NEW CANCELED PENDING_CANCEL");

        awaitCanceled(cancelWith(HashKeyFault.EVENT_LATE));
        stream.event();
        stream.nothingMore();
        assertThat(stream.event().path("X").textValue()).isEqualTo("CANCELED");

        awaitCanceled(cancelWith(HashKeyFault.EVENT_DROPPED));
        stream.event();
        stream.nothingMore();
    }

    @ParameterizedTest
    @CsvSource({"STREAM_CUT, true", "LISTEN_KEY_EXPIRED, false"})
    void aStreamMayEndInPlaceOfTheEvent(HashKeyFault fault, boolean keyIsGood) throws Exception {
        String key = client.listenKey();
        HashKeyClient.Stream stream = client.stream(key);

        awaitCanceled(cancelWith(fault));

        assertThat(stream.event().path("X").textValue()).isEqualTo("NEW");
        assertThat(stream.next()).isEqualTo(CLOSED);
        assertThat(venue.openSockets()).isZero();
        if (keyIsGood) {
            client.stream(key);
        } else {
            assertRefused(401, key);
            assertThat(client.code("PUT", LISTEN_KEY, "listenKey=" + key)).isEqualTo("400 -1130");
        }
    }

    @Test
    void answersPingsOfBothKinds() throws Exception {
        HashKeyClient.Stream stream = client.stream();

        stream.send("{\"ping\":1748504490208}");
        JsonNode pong = stream.nextJson();
        stream.ping();
        String wsPong = stream.next();
        stream.send("no json");

        assertThat(pong.path("pong").asLong()).isEqualTo(1_748_504_490_208L);
        assertThat(pong.path("channelId").textValue()).isNotEmpty();
        assertThat(wsPong).isEqualTo(PONG);
        assertThat(stream.next()).contains("-10001");
        assertThat(venue.counts().streams().pings()).isEqualTo(1);
    }

    @Test
    void sendsPingsOfItsOwn() throws Exception {
        restart(HashKeySettings.defaults().withPace(HashKeyPace.documented().withPingEvery(LONG)));
        HashKeyClient.Stream stream = client.stream();

        JsonNode ping = stream.nextJson();
        stream.send("{\"pong\":" + ping.path("ping").asText() + "}");

        long now = System.currentTimeMillis();
        assertThat(ping.path("ping").asLong()).isBetween(now - 10_000, now);
        assertThat(ping.path("channelId").textValue()).isNotEmpty();
        await().until(() -> venue.counts().streams().pongs() == 1);
    }

    @Test
    void whoDoesNotAnswerIsClosedOnlyIfThatIsTheHabit() throws Exception {
        HashKeyPace pace = HashKeyPace.documented().withPingEvery(Duration.ofMillis(50));
        restart(HashKeySettings.defaults().withPace(pace));
        HashKeyClient.Stream patient = client.stream();
        for (int i = 0; i < 6; i++) {
            assertThat(patient.nextJson().has("ping")).isTrue();
        }
        assertThat(venue.openSockets()).isEqualTo(1);

        restart(HashKeySettings.defaults().withPace(pace).withHabits(HashKeyHabit.CLOSES_AFTER_TWO_PINGS));
        HashKeyClient.Stream strict = client.stream();
        strict.next();
        strict.next();
        assertThat(strict.next()).isEqualTo(CLOSED);
    }

    @Test
    void aStreamWithoutAnyHeartbeatIsClosed() throws Exception {
        restart(HashKeySettings.defaults()
                .withPace(HashKeyPace.documented()
                        .withPingEvery(Duration.ofMillis(50))
                        .withIdleFor(LONG)));
        HashKeyClient.Stream stream = client.stream();

        String last = stream.next();
        while (!last.equals(CLOSED)) {
            last = stream.next();
        }

        assertThat(venue.openSockets()).isZero();
    }

    @Test
    void aListenKeyRunsOutUnlessItIsRefreshed() throws Exception {
        Duration lasts = Duration.ofSeconds(2);
        restart(HashKeySettings.defaults()
                .withHabits(HashKeyHabit.KEEPS_OLD_KEYS)
                .withPace(HashKeyPace.documented().withKeyLasts(lasts)));
        String kept = client.listenKey();
        String left = client.listenKey();
        HashKeyClient.Stream keptStream = client.stream(kept);
        HashKeyClient.Stream leftStream = client.stream(left);

        await().pollInterval(Duration.ofMillis(200)).until(() -> {
            client.okForm("PUT", LISTEN_KEY, "listenkey=" + kept);
            return venue.openSockets() == 1;
        });

        assertThat(leftStream.next()).isEqualTo(CLOSED);
        keptStream.nothingMore();
        assertThat(client.okForm("DELETE", LISTEN_KEY, "listenKey=" + kept)).isEmpty();
        assertThat(keptStream.next()).isEqualTo(CLOSED);
    }

    @Test
    void aStreamOfAnEarlierKeyStaysOpenAndHearsNothing() throws Exception {
        HashKeyClient.Stream earlier = client.stream();
        HashKeyClient.Stream later = client.stream();

        place();

        assertThat(later.event().path("X").textValue()).isEqualTo("NEW");
        earlier.nothingMore();
    }

    @Test
    void theReplyMaySpellTheKeyInLowerCase() throws Exception {
        restart(HashKeySettings.defaults().withHabits(HashKeyHabit.LOWER_CASE_LISTENKEY));

        assertThat(client.ok("POST", LISTEN_KEY, "").path("listenkey").textValue())
                .hasSize(64);
    }

    @Test
    void closesDoorsAndCuts() throws Exception {
        String key = client.listenKey();
        HashKeyClient.Stream stream = client.stream(key);

        venue.acceptSockets(false);
        venue.cutSockets();

        assertThat(stream.next()).isEqualTo(CLOSED);
        assertRefused(503, key);
        venue.refuseSockets(429);
        assertRefused(429, key);
        venue.acceptSockets(true);
        assertRefused(401, "nobodysKey");
        client.stream(key).nothingMore();
    }

    @Test
    void saysWhatItIsToldToSay() throws Exception {
        HashKeyClient.Stream stream = client.stream();

        venue.broadcast("hello");
        venue.push(new byte[] {(byte) 0x81, 2, 'h', 'i'});

        assertThat(stream.next()).isEqualTo("hello");
        assertThat(stream.next()).isEqualTo("hi");
    }
}

package io.ordergateway.it.sim.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.Account.Category;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.door.Habits;
import io.ordergateway.ws.sim.coinswitch.door.Signing;
import io.ordergateway.ws.sim.coinswitch.stream.Payload;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.OrderStreamCodec.Frame;
import io.ordergateway.ws.wire.OrderStreamCodec.Update;
import io.ordergateway.ws.wire.VenueRest;
import io.ordergateway.ws.wire.coinswitch.CoinswitchAccount;
import io.ordergateway.ws.wire.coinswitch.CoinswitchOrderStream;
import io.ordergateway.ws.wire.coinswitch.CoinswitchRest;
import io.ordergateway.ws.wire.coinswitch.CoinswitchSigning;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway says to CoinSwitch is understood by one that was written without it, and the other way round. */
class CoinswitchWireIT {
    private static final CoinswitchSettings SETTINGS = CoinswitchSettings.defaults();

    private final HttpClient http = HttpClient.newHttpClient();
    private SimCoinswitch venue = SimCoinswitch.start(SETTINGS);
    private CoinswitchRest rest = rest(Category.FUTURES, CoinswitchSigning.EPOCH);

    @AfterEach
    void close() {
        venue.close();
    }

    // ---- over HTTP ----

    @Test
    void theVenueSaysItsTimeAndKnowsTheKey() throws Exception {
        HttpResponse<String> time = send(rest.venueTime(millis()));
        HttpResponse<String> key = send(rest.introduction(millis()));

        assertThat(rest.readVenueTime(time.statusCode(), time.body()).orElseThrow())
                .isBetween(millis() - 60_000, millis());
        assertThat(rest.readIntroduction(key.statusCode(), key.body())).isInstanceOf(Introduction.Known.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"FUTURES", "CASH"})
    void aCancelIsTakenAndItsEndIsSeenInTheStatus(Category category) throws Exception {
        speak(category);
        OrderRef order = place(category);

        assertThat(cancel(order)).isInstanceOf(Verdict.Acknowledged.class);

        Verdict.Ended ended = endOf(order);
        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(ended.filled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOrderMayBePartlyFilledBeforeAndIsCalledSoInTwoWays(boolean partlyExecuted) throws Exception {
        venue.futures().partlyExecutedWhenCancelled(partlyExecuted);
        OrderRef order = place(Category.FUTURES);
        venue.futures().fillPartly(order.orderId(), "7");

        cancel(order);

        Verdict.Ended ended = endOf(order);
        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(ended.filled()).isEqualByComparingTo("7");
    }

    @Test
    void onSpotAPartlyFilledOrderRests() throws Exception {
        speak(Category.CASH);
        OrderRef order = place(Category.CASH);
        venue.spot().fillPartly(order.orderId(), "7");

        assertThat(status(order)).isInstanceOf(Verdict.Resting.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"FUTURES", "CASH"})
    void whatIsGoneOrUnknownIsToldApartByTheStatus(Category category) throws Exception {
        speak(category);
        OrderRef filled = place(category);
        book(category).fill(filled.orderId());
        OrderRef unknown = new OrderRef("00000000-0000-0000-0000-000000000000", filled.symbol());

        assertThat(cancel(filled)).isInstanceOf(Verdict.Gone.class);
        assertThat(endOf(filled).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(cancel(unknown)).isInstanceOf(Verdict.Gone.class);
        assertThat(status(unknown)).isInstanceOf(Verdict.Missing.class);
    }

    @Test
    void theOrderMayStandInTwoPlaces() throws Exception {
        restart(SETTINGS.withHabits(Habits.documented().withoutNesting().wrappingTime()));
        OrderRef order = place(Category.FUTURES);
        HttpResponse<String> time = send(rest.venueTime(millis()));

        assertThat(status(order)).isInstanceOf(Verdict.Resting.class);
        assertThat(rest.readVenueTime(time.statusCode(), time.body())).isPresent();
    }

    @Test
    void allOfASymbolAreCanceledWithOneRequest() throws Exception {
        OrderRef order = place(Category.FUTURES);

        HttpResponse<String> reply = send(rest.cancelAll(1, "BTCUSDT", millis()));

        assertThat(rest.judgeCancelAll(reply.statusCode(), reply.body(), Instant.now()))
                .isInstanceOf(Verdict.Acknowledged.class);
        assertThat(endOf(order).status()).isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest
    @EnumSource(names = {"FUTURES", "CASH"})
    void theListIsCompleteOverItsPages(Category category) throws Exception {
        speak(category);
        Set<String> placed = new HashSet<>();
        for (int i = 0; i < 120; i++) {
            placed.add(place(category).orderId());
        }

        Set<String> listed = new HashSet<>();
        Optional<VenueRest.Request> next = Optional.of(rest.openOrders(null, millis()));
        while (next.isPresent()) {
            HttpResponse<String> page = send(next.get());
            for (CancelAll.OpenOrder one :
                    rest.readOpenOrders(page.statusCode(), page.body()).orElseThrow()) {
                assertThat(one.rests()).isTrue();
                listed.add(one.order().orderId());
            }
            next = rest.nextOpenOrders(null, page.statusCode(), page.body(), millis());
        }

        assertThat(listed).isEqualTo(placed);
    }

    // ---- who we are ----

    @Test
    void aVenueOfOldTakesTheSchemeOfOldAndNoOther() throws Exception {
        restart(SETTINGS.withSigning(Signing.LEGACY));
        OrderRef order = place(Category.FUTURES);

        assertThat(cancel(order)).isInstanceOf(Verdict.Denied.class);
        assertThat(cancel(order)).as("tried again, under the same scheme").isInstanceOf(Verdict.Denied.class);
        assertThat(venue.futures().isOpen(order.orderId())).isTrue();

        rest = rest(Category.FUTURES, CoinswitchSigning.LEGACY);
        assertThat(cancel(order)).isInstanceOf(Verdict.Acknowledged.class);
    }

    @Test
    void aClockThatIsOffIsTurnedAwayAsAKeyIs() throws Exception {
        venue.skew(Duration.ofMinutes(2));
        OrderRef order = place(Category.FUTURES);

        assertThat(cancel(order))
                .isInstanceOfSatisfying(
                        Verdict.Denied.class, no -> assertThat(no.mayBeClock()).isTrue());
    }

    // ---- the stream ----

    @ParameterizedTest
    @EnumSource(value = Payload.class, mode = EnumSource.Mode.EXCLUDE, names = "UNREADABLE")
    void whateverAnEventLooksLikeItHintsAtTheOrder(Payload payload) throws Exception {
        speak(Category.CASH);
        venue.payload(payload);
        try (Listener listener = new Listener()) {
            OrderRef order = place(Category.CASH);
            cancel(order);

            Update hint = listener.nextUpdate();

            assertThat(hint.orderId()).isEqualTo(order.orderId());
            assertThat(hint.symbol()).isEqualTo("BTC/INR");
            assertThat(hint.verdict()).isInstanceOf(Verdict.Unclear.class);
        }
    }

    /** Speaks the stream's dialect over the JDK's WebSocket. */
    private final class Listener implements WebSocket.Listener, AutoCloseable {
        private final CoinswitchOrderStream codec =
                new CoinswitchOrderStream(account(Category.CASH, CoinswitchSigning.EPOCH));
        private final BlockingQueue<Update> updates = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;

        Listener() throws Exception {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(venue.socketUrl() + codec.socketPath(null)), this)
                    .get(5, TimeUnit.SECONDS);
            await().atMost(5, TimeUnit.SECONDS).until(() -> venue.subscriptions() > 0);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
                text.setLength(0);
                take(codec.decode(utf8, 0, utf8.length, Instant.now()), from);
            }
            from.request(1);
            return null;
        }

        private void take(Frame frame, WebSocket to) {
            if (frame instanceof Frame.Step step) {
                to.sendText(step.reply(), true);
            } else if (frame instanceof Frame.Ready ready) {
                to.sendText(String.valueOf(ready.reply()), true);
            } else if (frame instanceof Frame.Updates found) {
                updates.addAll(found.updates());
            }
        }

        Update nextUpdate() throws InterruptedException {
            Update update = updates.poll(5, TimeUnit.SECONDS);
            assertThat(update).isNotNull();
            return update;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    // ---- speaking ----

    private static CoinswitchAccount account(Category category, CoinswitchSigning signing) {
        return new CoinswitchAccount(
                CoinswitchAccount.credentials(CoinswitchSettings.KEY, CoinswitchSettings.SECRET), category, signing);
    }

    private static CoinswitchRest rest(Category category, CoinswitchSigning signing) {
        return new CoinswitchRest(account(category, signing));
    }

    private void speak(Category category) {
        rest = rest(category, CoinswitchSigning.EPOCH);
    }

    private void restart(CoinswitchSettings settings) {
        venue.close();
        venue = SimCoinswitch.start(settings);
    }

    private CoinswitchBook book(Category category) {
        return category == Category.CASH ? venue.spot() : venue.futures();
    }

    private OrderRef place(Category category) {
        String symbol = category == Category.CASH ? "BTC/INR" : "BTCUSDT";
        return new OrderRef(book(category).place(symbol, "BUY", "22", "100"), symbol);
    }

    private Verdict cancel(OrderRef order) throws Exception {
        HttpResponse<String> reply = send(rest.cancel(1, order, millis()));
        return rest.judgeCancel(reply.statusCode(), reply.body(), Instant.now());
    }

    private Verdict status(OrderRef order) throws Exception {
        HttpResponse<String> reply = send(rest.status(order, millis()));
        return rest.judgeStatus(order, reply.statusCode(), reply.body(), Instant.now());
    }

    private Verdict.Ended endOf(OrderRef order) throws Exception {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !venue.bookHolding(order.orderId()).orElseThrow().isOpen(order.orderId()));
        return (Verdict.Ended) status(order);
    }

    private HttpResponse<String> send(VenueRest.Request request) throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(venue.restUrl() + request.path()))
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        return http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static long millis() {
        return System.currentTimeMillis();
    }
}

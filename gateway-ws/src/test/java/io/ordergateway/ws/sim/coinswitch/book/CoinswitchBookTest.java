package io.ordergateway.ws.sim.coinswitch.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.ws.sim.coinswitch.book.Surface.Status;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Section 6. */
class CoinswitchBookTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_719_905_777_483L), ZoneOffset.UTC);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Status> told = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();

    private CoinswitchBook book(Surface surface) {
        return new CoinswitchBook(
                surface,
                CLOCK,
                (delay, action) -> {
                    delays.add(delay);
                    later.add(action);
                },
                order -> told.add(order.status()));
    }

    private static String place(CoinswitchBook book) {
        return book.place(book.surface() == Surface.SPOT ? "btc/inr" : "btcusdt", "buy", "0.4", "30000");
    }

    private static Status status(CoinswitchBook book, String orderId) {
        return book.order(orderId).orElseThrow().status();
    }

    private void timePasses() {
        later.remove().run();
    }

    @ParameterizedTest
    @CsvSource({"SPOT, OPEN, 4", "FUTURES, RAISED, 7"})
    void aPlacedOrderWorksUnderAUuidOfItsSurface(Surface surface, Status working, int version) {
        CoinswitchBook book = book(surface);

        String orderId = place(book);

        assertThat(status(book, orderId)).isEqualTo(working);
        assertThat(UUID.fromString(orderId).version()).isEqualTo(version);
        assertThat(UUID.fromString(orderId).variant()).isEqualTo(2);
        assertThat(place(book)).isNotEqualTo(orderId);
        assertThat(book.open()).hasSize(2);
    }

    @Test
    void aFuturesIdBeginsWithItsTime() {
        String orderId = place(book(Surface.FUTURES));

        assertThat(orderId).startsWith("0190725f-774b-7");
    }

    @Test
    void ordersOfOneMomentAreMadeAMillisecondApart() {
        CoinswitchBook book = book(Surface.SPOT);

        IntStream.range(0, 3).forEach(i -> place(book));

        assertThat(book.open())
                .extracting(order -> order.createdAt().toEpochMilli() - CLOCK.millis())
                .containsExactly(0L, 1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void aCancelIsRaisedAndEndsWhenItsTimeHasCome(Surface surface) {
        CoinswitchBook book = book(surface);
        book.cancelTakes(SECOND);
        String orderId = place(book);

        Order raised = book.cancel(orderId, CancelEnd.CANCELLED).orElseThrow();

        assertThat(raised.status()).isEqualTo(Status.CANCELLATION_RAISED);
        assertThat(delays).containsExactly(SECOND);
        assertThat(book.isOpen(orderId)).isTrue();
        timePasses();
        assertThat(status(book, orderId)).isEqualTo(Status.CANCELLED);
        assertThat(book.isOpen(orderId)).isFalse();
        assertThat(told.subList(1, 3)).containsExactly(Status.CANCELLATION_RAISED, Status.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"SPOT, CANCELLED", "FUTURES, CANCELLATION_RAISED"})
    void onlySpotSaysCancelledAtOnceWhenACancelTakesNoTime(Surface surface, Status said) {
        CoinswitchBook book = book(surface);
        String orderId = place(book);

        Order answered = book.cancel(orderId, CancelEnd.CANCELLED).orElseThrow();

        assertThat(answered.status()).isEqualTo(said);
        assertThat(status(book, orderId)).isEqualTo(Status.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "SPOT, EXECUTED, EXECUTED, 0.4",
        "FUTURES, EXECUTED, EXECUTED, 0.4",
        "SPOT, PARTLY_EXECUTED, CANCELLED, 0.2",
        "FUTURES, PARTLY_EXECUTED, PARTIALLY_EXECUTED, 0.2"
    })
    void anOrderMayBeFilledWhileItsCancelIsOnItsWay(
            Surface surface, CancelEnd end, Status status, BigDecimal executed) {
        CoinswitchBook book = book(surface);
        book.cancelTakes(SECOND);
        String orderId = place(book);

        book.cancel(orderId, end);
        timePasses();

        Order order = book.order(orderId).orElseThrow();
        assertThat(order.status()).isEqualTo(status);
        assertThat(order.executed()).isEqualByComparingTo(executed);
        assertThat(order.averagePrice()).isEqualByComparingTo("30000");
        assertThat(book.open()).isEmpty();
    }

    @Test
    void aFillInTheGapWinsOverTheCancel() {
        CoinswitchBook book = book(Surface.FUTURES);
        book.partlyExecutedWhenCancelled(true);
        book.cancelTakes(SECOND);
        String orderId = place(book);

        book.cancel(orderId, CancelEnd.CANCELLED);
        assertThat(book.fillPartly(orderId, "0.1")).isTrue();
        assertThat(status(book, orderId)).isEqualTo(Status.CANCELLATION_RAISED);
        assertThat(book.fill(orderId)).isTrue();
        timePasses();

        assertThat(status(book, orderId)).isEqualTo(Status.EXECUTED);
    }

    @Test
    void aCancelThatNeverEndsStaysRaised() {
        CoinswitchBook book = book(Surface.FUTURES);
        String orderId = place(book);

        book.cancel(orderId, CancelEnd.NEVER);

        assertThat(status(book, orderId)).isEqualTo(Status.CANCELLATION_RAISED);
        assertThat(later).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void aSecondCancelInTheGapIsTurnedDown(Surface surface) {
        CoinswitchBook book = book(surface);
        book.cancelTakes(SECOND);
        String orderId = place(book);

        book.cancel(orderId, CancelEnd.CANCELLED);

        assertThat(book.cancel(orderId, CancelEnd.CANCELLED)).isEmpty();
        timePasses();
        assertThat(book.cancel(orderId, CancelEnd.CANCELLED)).isEmpty();
        assertThat(book.cancel("698ed406-8ef5-4664-9779-f7978702a447", CancelEnd.CANCELLED))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SPOT, PARTIALLY_EXECUTED", "FUTURES, RAISED"})
    void aPartlyFilledOrderStillWorks(Surface surface, Status working) {
        CoinswitchBook book = book(surface);
        String orderId = place(book);

        assertThat(book.fillHalf(orderId)).isTrue();

        assertThat(status(book, orderId)).isEqualTo(working);
        assertThat(book.cancel(orderId, CancelEnd.CANCELLED)).isPresent();
        assertThat(status(book, orderId)).isEqualTo(Status.CANCELLED);
        assertThat(book.order(orderId).orElseThrow().executed()).isEqualByComparingTo("0.2");
    }

    /** Section 13, row 7. */
    @ParameterizedTest
    @CsvSource({"SPOT, 0.1, CANCELLED", "FUTURES, 0.1, PARTIALLY_EXECUTED", "FUTURES, 0, CANCELLED"})
    void aPartlyFilledFuturesOrderMayBeCalledPartiallyExecutedOnceCanceled(Surface surface, String filled, Status end) {
        CoinswitchBook book = book(surface);
        book.partlyExecutedWhenCancelled(true);
        String orderId = place(book);
        if (!filled.equals("0")) {
            book.fillPartly(orderId, filled);
        }

        book.cancel(orderId, CancelEnd.CANCELLED);

        assertThat(status(book, orderId)).isEqualTo(end);
    }

    @Test
    void endsDifferBySurface() {
        assertThat(Set.of(Status.values()).stream().filter(Surface.SPOT::ends))
                .containsExactlyInAnyOrder(Status.EXECUTED, Status.CANCELLED, Status.EXPIRED, Status.DISCARDED);
        assertThat(Set.of(Status.values()).stream().filter(Surface.FUTURES::ends))
                .containsExactlyInAnyOrder(
                        Status.EXECUTED, Status.CANCELLED, Status.EXPIRED, Status.PARTIALLY_EXECUTED);
    }

    @Test
    void aSpotOrderExpiresInTwoStepsAndCannotBeCanceledBetweenThem() {
        CoinswitchBook book = book(Surface.SPOT);
        book.cancelTakes(SECOND);
        String orderId = place(book);

        book.expireAfter(orderId, Duration.ofSeconds(90));
        timePasses();

        assertThat(status(book, orderId)).isEqualTo(Status.EXPIRATION_RAISED);
        assertThat(book.cancel(orderId, CancelEnd.CANCELLED)).isEmpty();
        timePasses();
        assertThat(status(book, orderId)).isEqualTo(Status.EXPIRED);
        assertThat(delays).containsExactly(Duration.ofSeconds(90), SECOND);
        assertThat(book.expire(orderId)).isFalse();
    }

    @Test
    void aFuturesOrderExpiresAtOnceAndIsNeverDiscarded() {
        CoinswitchBook book = book(Surface.FUTURES);
        String orderId = place(book);

        assertThat(book.discard(orderId)).isFalse();
        assertThat(book.expire(orderId)).isTrue();

        assertThat(status(book, orderId)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aSpotOrderMayBeDiscarded() {
        CoinswitchBook book = book(Surface.SPOT);
        String orderId = place(book);

        assertThat(book.discard(orderId)).isTrue();

        assertThat(status(book, orderId)).isEqualTo(Status.DISCARDED);
        assertThat(book.fill(orderId)).isFalse();
        assertThat(book.discard(orderId)).isFalse();
    }

    @Test
    void theSameClientIdIsTheSameOrder() {
        CoinswitchBook book = book(Surface.SPOT);
        Order.Terms terms =
                new Order.Terms("client-1", "coinswitchx", "BTC/INR", "BUY", BigDecimal.TEN, BigDecimal.ONE, false);

        Order first = book.place(terms);

        assertThat(book.place(terms)).isEqualTo(first);
        assertThat(book.byClientId("client-1")).contains(first);
        assertThat(book.byClientId("")).isEmpty();
        assertThat(book.open()).hasSize(1);
    }

    @Test
    void moreThanIsLeftCannotBeFilled() {
        CoinswitchBook book = book(Surface.SPOT);
        String orderId = place(book);

        assertThatThrownBy(() -> book.fillPartly(orderId, "0.41")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.fillPartly(orderId, "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.place("BTC/INR", "buy", "0", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRaceFollowsFromItsSeed() {
        List<Status> first = race(42);

        assertThat(race(42)).isEqualTo(first);
        assertThat(race(43)).isNotEqualTo(first);
        assertThat(first).contains(Status.EXECUTED, Status.CANCELLED, Status.PARTIALLY_EXECUTED);
        assertThatThrownBy(() -> book(Surface.SPOT).race(1, 1.1)).hasMessage("rate must be 0 to 1, is 1.1");
    }

    private List<Status> race(long seed) {
        CoinswitchBook book = book(Surface.FUTURES);
        book.race(seed, 0.5);
        return IntStream.range(0, 100)
                .mapToObj(i -> {
                    String orderId = place(book);
                    book.cancel(orderId, CancelEnd.CANCELLED);
                    return status(book, orderId);
                })
                .toList();
    }
}

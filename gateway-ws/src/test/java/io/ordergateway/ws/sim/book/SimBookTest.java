package io.ordergateway.ws.sim.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimBookTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC);
    private static final String SYMBOL = "BTC-PERP";

    private final List<SimOrder> told = new ArrayList<>();
    private final SimBook book =
            new SimBook(Category.FUTURES, CLOCK, "U0866943712", event -> told.add(((BookEvent.Changed) event).order()));

    private String place() {
        return book.place(SYMBOL, "buy", "0.5", "30000");
    }

    private SimOrder order(String orderId) {
        return book.order(orderId).orElseThrow();
    }

    /** Section 8.2; the UID is the simulated account's. */
    @ParameterizedTest
    @CsvSource({
        "s, 1700000000123, 123456789, s18bcfe5687bU0866943712123456789",
        "a, 1700000000000, gw0000001-abcdefghi, a18bcfe56800U0866943712abcdefghi",
        "a, 1605677683714, abcd1234abcd1234, a175d9d91402U08669437124abcd1234"
    })
    void orderIdFollowsTheFormula(char source, long time, String clientId, String orderId) {
        assertThat(book.newOrderId(source, time, clientId, "buy", SYMBOL)).isEqualTo(orderId);
    }

    @Test
    void orderIdWithoutClientIdHasThirtyTwoCharacters() {
        String orderId = book.newOrderId('s', 1_700_000_000_000L, "short", "buy", SYMBOL);

        assertThat(orderId).hasSize(32).startsWith("s18bcfe56800U0866943712bbtcp");
    }

    @Test
    void placedOrderRestsUntilFilled() {
        String orderId = place();
        assertThat(order(orderId).status()).isEqualTo(SimOrder.Status.NEW);
        assertThat(book.open()).containsExactly(order(orderId));

        assertThat(book.fillPartly(orderId, "0.2")).isTrue();
        assertThat(order(orderId).status()).isEqualTo(SimOrder.Status.PARTIALLY_FILLED);
        assertThat(order(orderId).filled()).isEqualByComparingTo("0.2");

        assertThat(book.fill(orderId)).isTrue();
        assertThat(order(orderId).status()).isEqualTo(SimOrder.Status.FILLED);
        assertThat(order(orderId).filled()).isEqualByComparingTo("0.5");
        assertThat(book.open()).isEmpty();
        assertThat(book.all()).containsExactly(order(orderId));
    }

    @Test
    void fillsThatAddUpFill() {
        String orderId = place();

        book.fillPartly(orderId, "0.2");
        book.fillPartly(orderId, "0.30");

        assertThat(order(orderId).status()).isEqualTo(SimOrder.Status.FILLED);
        assertThatThrownBy(() -> book.fillPartly(place(), "0.6")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancelKeepsWhatWasFilledBefore() {
        String orderId = place();
        book.fillPartly(orderId, "0.2");

        SimBook.Canceled done = book.cancel(orderId, SYMBOL).orElseThrow();

        assertThat(done.before().status()).isEqualTo(SimOrder.Status.PARTIALLY_FILLED);
        assertThat(done.after()).isEqualTo(order(orderId));
        assertThat(done.after().status()).isEqualTo(SimOrder.Status.CANCELED);
        assertThat(done.after().filled()).isEqualByComparingTo("0.2");
    }

    @Test
    void anOrderEndsOnce() {
        String orderId = place();
        book.cancel(orderId, SYMBOL);

        assertThat(book.fill(orderId)).isFalse();
        assertThat(book.fillPartly(orderId, "0.1")).isFalse();
        assertThat(book.reject(orderId)).isFalse();
        assertThat(book.cancel(orderId, SYMBOL)).isEmpty();
        assertThat(book.cancel("unknown", SYMBOL)).isEmpty();
        assertThat(order(orderId).status()).isEqualTo(SimOrder.Status.CANCELED);
    }

    @Test
    void cancelUnderAnotherSymbolFindsNothing() {
        String orderId = place();

        assertThat(book.cancel(orderId, "ETH-PERP")).isEmpty();
        assertThat(order(orderId).status().isOpen()).isTrue();
    }

    @Test
    void tellsOfEachChangeInOrderAndOfQuietOnesNot() {
        String first = place();
        String second = place();
        book.cancelQuietly(first, SYMBOL);
        book.fill(second);
        String third = place();
        book.reject(third);

        assertThat(told)
                .extracting(SimOrder::status)
                .containsExactly(
                        SimOrder.Status.NEW,
                        SimOrder.Status.NEW,
                        SimOrder.Status.FILLED,
                        SimOrder.Status.NEW,
                        SimOrder.Status.REJECTED);
        assertThat(told).extracting(SimOrder::sn).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void cancelAllTakesOneSymbolOrEverything() {
        place();
        String eth = book.place("ETH-PERP", "sell", "1", "2000");

        book.cancelAll(SYMBOL);
        assertThat(book.open()).extracting(SimOrder::orderId).containsExactly(eth);

        book.cancelAll("");
        assertThat(book.open()).isEmpty();
    }

    @Test
    void idThatIsTakenIsRefusedEvenAfterItsOrderEnded() {
        String orderId = place();
        book.fill(orderId);

        assertThat(book.place(orderId, SYMBOL, "buy", BigDecimal.ONE, BigDecimal.ONE))
                .isEmpty();
    }

    @Test
    void forgetsTheOrderThatEndedFirst() {
        String oldest = place();
        String restingThroughout = place();
        book.fill(oldest);
        for (int i = 0; i < SimBook.MAX_ENDED; i++) {
            book.fill(place());
        }

        assertThat(book.order(oldest)).isEmpty();
        assertThat(book.order(restingThroughout)).isPresent();
        assertThat(book.all()).hasSize(SimBook.MAX_ENDED + 1);
    }

    @Test
    void fillAndCancelThatRaceEndTheOrderOneWay() throws Exception {
        int orders = 2_000;
        List<String> orderIds = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            orderIds.add(place());
        }
        told.clear();
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService racers = Executors.newFixedThreadPool(2);
        try {
            Future<Long> filled = racers.submit(() -> {
                start.await();
                return orderIds.stream().filter(book::fill).count();
            });
            Future<Long> canceled = racers.submit(() -> {
                start.await();
                return orderIds.stream()
                        .filter(orderId -> book.cancel(orderId, SYMBOL).isPresent())
                        .count();
            });

            assertThat(filled.get() + canceled.get()).isEqualTo(orders);
        } finally {
            racers.shutdownNow();
        }
        assertThat(told).hasSize(orders).extracting(SimOrder::orderId).doesNotHaveDuplicates();
        assertThat(told).extracting(SimOrder::sn).isSorted();
    }

    @Test
    void aRaceIsDecidedByItsSeed() {
        assertThat(raced(42)).isEqualTo(raced(42)).contains("FILLED 0.5", "CANCELED 0", "CANCELED 0.25", "REJECTED 0");
        assertThat(raced(43)).isNotEqualTo(raced(42));
    }

    private List<String> raced(long seed) {
        book.race(seed, 0.6);
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String orderId = place();
            book.cancel(orderId, SYMBOL);
            ends.add(order(orderId).status() + " " + order(orderId).filled().toPlainString());
        }
        return ends;
    }

    @Test
    void aRateOfZeroEndsTheRace() {
        book.race(1, 1);
        book.race(1, 0);
        String orderId = place();

        assertThat(book.cancel(orderId, SYMBOL)).isPresent();
        assertThatThrownBy(() -> book.race(1, -0.1)).hasMessage("rate must be 0 to 1, is -0.1");
    }

    @Test
    void balancesFollowTheOrders() {
        String bought = book.place("BTC/USDT", "buy", "2", "100");
        assertBalance("USDT", "1000000000", "999999800");

        book.fillPartly(bought, "0.5");
        assertBalance("USDT", "999999950", "999999800");
        assertBalance("BTC", "1000000000.5", "1000000000.5");

        book.cancel(bought, "BTC/USDT");
        assertBalance("USDT", "999999950", "999999950");

        book.place("BTC/USDT", "sell", "3", "100");
        assertBalance("BTC", "1000000000.5", "999999997.5");
    }

    private void assertBalance(String asset, String total, String available) {
        Balance balance = book.balances().stream()
                .filter(each -> each.asset().equals(asset))
                .findFirst()
                .orElseThrow();
        assertThat(balance.total()).isEqualByComparingTo(total);
        assertThat(balance.available()).isEqualByComparingTo(available);
    }

    @Test
    void anOrderIsFoundByTheTailOfItsClientsId() {
        String orderId = book.newOrderId('a', 1_700_000_000_000L, "client123456789", "buy", SYMBOL);
        book.place(orderId, SYMBOL, "buy", BigDecimal.ONE, BigDecimal.ONE);

        assertThat(book.byClientId("client123456789")).map(SimOrder::orderId).hasValue(orderId);
        assertThat(book.byClientId("123456789")).isPresent();
        assertThat(book.byClientId("23456789")).isEmpty();
    }
}

package io.ordergateway.ws.sim.hashkey.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.ws.sim.hashkey.book.HashKeyBook.Move;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6. */
class HashKeyBookTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_768_459_741_534L), ZoneOffset.UTC);

    private final List<OrderStatus> told = new ArrayList<>();
    private final HashKeyBook book = new HashKeyBook(CLOCK, order -> told.add(order.status()));

    private String place() {
        return book.place("BTCUSDT", "BUY", "1", "30000");
    }

    private HashKeyOrder order(String orderId) {
        return book.order(orderId).orElseThrow();
    }

    private static NewOrder wanted(OrderType type, String timeInForce) {
        return new NewOrder("BTCUSDT", "BUY", type, timeInForce, new BigDecimal("30000"), BigDecimal.ONE, "");
    }

    @Test
    void idsLookLikeTheVenuesAndDoNotFitADouble() {
        String first = place();
        String second = place();

        assertThat(first).isEqualTo("2128389008022044673");
        assertThat(second).isEqualTo("2128389008022044675");
        assertThat((long) (double) Long.parseLong(first)).isNotEqualTo(Long.parseLong(first));
        assertThat(order(first).clientOrderId()).isEqualTo("1768459741534000");
    }

    @Test
    void anUntouchedOrderEndsCanceledAndAPartlyFilledOnePartiallyCanceled() {
        String untouched = place();
        String touched = place();
        book.fillPartly(touched, "0.4");

        book.endCanceled(untouched);
        book.endCanceled(touched);

        assertThat(order(untouched).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order(untouched).reason()).isEqualTo(CancelReason.USER);
        assertThat(order(touched).status()).isEqualTo(OrderStatus.PARTIALLY_CANCELED);
        assertThat(order(touched).filled()).isEqualByComparingTo("0.4");
        assertThat(order(touched).lastFill()).isZero();
    }

    @Test
    void aFillMayComeBetweenACancelAndItsEnd() {
        String orderId = place();

        assertThat(book.awaitCancel(orderId)).get().returns(OrderStatus.NEW, HashKeyOrder::status);
        assertThat(order(orderId).cancelPending()).isTrue();
        assertThat(book.fill(orderId)).isTrue();

        assertThat(book.endCanceled(orderId)).isEmpty();
        assertThat(order(orderId).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(order(orderId).cancelPending()).isFalse();
    }

    @Test
    void whatIsDoneQuietlyIsToldWhenSomebodyTells() {
        String orderId = place();

        book.awaitCancel(orderId);
        HashKeyOrder canceled = book.endCanceled(orderId).orElseThrow();
        assertThat(told).containsExactly(OrderStatus.NEW);

        book.tell(canceled);
        assertThat(told).containsExactly(OrderStatus.NEW, OrderStatus.CANCELED);
    }

    @Test
    void aCancelThatComesToNothingLeavesTheOrderAsItWas() {
        String orderId = place();
        book.fillPartly(orderId, "0.5");
        book.awaitCancel(orderId);

        book.dropCancel(orderId);

        assertThat(order(orderId).status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(order(orderId).cancelPending()).isFalse();
    }

    @Test
    void anEndedOrderChangesNoMore() {
        String orderId = place();
        book.fill(orderId);

        assertThat(book.awaitCancel(orderId)).isEmpty();
        assertThat(book.endCanceled(orderId)).isEmpty();
        assertThat(book.fill(orderId)).isFalse();
        assertThat(book.reject(orderId)).isFalse();
        book.move(orderId, Move.REJECT);
        assertThat(order(orderId).status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void anAcceptedOrderIsInTheBookLater() {
        HashKeyOrder pending = book.place(wanted(OrderType.LIMIT, "GTC"), true).orElseThrow();
        assertThat(pending.status()).isEqualTo(OrderStatus.PENDING_NEW);

        assertThat(book.accept(pending.orderId())).isTrue();

        assertThat(order(pending.orderId()).status()).isEqualTo(OrderStatus.NEW);
        assertThat(book.accept(pending.orderId())).isFalse();
        assertThat(told).containsExactly(OrderStatus.PENDING_NEW, OrderStatus.NEW);
    }

    @ParameterizedTest
    @CsvSource({"MARKET, GTC, FILLED, NONE", "LIMIT, IOC, CANCELED, RISK_LIMIT", "LIMIT, FOK, CANCELED, RISK_LIMIT"})
    void whatMayNotRestDoesNot(OrderType type, String timeInForce, OrderStatus end, CancelReason reason) {
        String orderId =
                book.place(wanted(type, timeInForce), false).orElseThrow().orderId();

        assertThat(order(orderId).status()).isEqualTo(end);
        assertThat(order(orderId).reason()).isEqualTo(reason);
        assertThat(book.open()).isEmpty();
    }

    @Test
    void aClientsIdIsUniqueAmongOpenOrdersAndFindsTheNewest() {
        String first = book.place("BTCUSDT", "BUY", "1", "30000", "gw-1");
        assertThatThrownBy(() -> book.place("BTCUSDT", "BUY", "1", "30000", "gw-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gw-1");
        book.endCanceled(first);

        String second = book.place("BTCUSDT", "BUY", "1", "30000", "gw-1");

        assertThat(book.byClientId("gw-1")).get().returns(second, HashKeyOrder::orderId);
        assertThat(book.byClientId("gw-2")).isEmpty();
    }

    @Test
    void ordersAreFoundByProductSymbolAndSide() {
        String spot = place();
        String sell = book.place("ETHUSDT", "SELL", "1", "3000");
        String future = book.place("BTCUSDT-PERPETUAL", "BUY_OPEN", "10", "30000");

        assertThat(book.open(Filter.all(Product.SPOT)))
                .extracting(HashKeyOrder::orderId)
                .containsExactly(spot, sell);
        assertThat(book.open(new Filter(Product.SPOT, "", "SELL")))
                .extracting(HashKeyOrder::orderId)
                .containsExactly(sell);
        assertThat(book.open(new Filter(Product.FUTURES, "BTCUSDT-PERPETUAL", "BUY")))
                .extracting(HashKeyOrder::orderId)
                .containsExactly(future);
    }

    @Test
    void moreThanIsLeftCannotBeFilled() {
        String orderId = place();
        book.fillPartly(orderId, "0.75");

        assertThatThrownBy(() -> book.fillPartly(orderId, "0.26")).isInstanceOf(IllegalArgumentException.class);
        book.move(orderId, Move.FILL_PARTLY);
        assertThat(order(orderId).filled()).isEqualByComparingTo("0.875");
    }

    @Test
    void endedOrdersAreForgottenTheFirstFirst() {
        String first = book.place("BTCUSDT", "BUY", "1", "30000", "first");
        book.endCanceled(first);
        for (int i = 0; i < HashKeyBook.MAX_ENDED; i++) {
            book.endCanceled(place());
        }

        assertThat(book.order(first)).isEmpty();
        assertThat(book.byClientId("first")).isEmpty();
        assertThat(book.all()).hasSize(HashKeyBook.MAX_ENDED);
    }
}

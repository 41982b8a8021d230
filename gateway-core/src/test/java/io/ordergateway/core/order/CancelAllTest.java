package io.ordergateway.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelAllTest {
    @ParameterizedTest
    @CsvSource({
        ",         ,     BTC-PERP, BUY,     true",
        ",         ,     BTC-PERP, UNKNOWN, true",
        "BTC-PERP, ,     BTC-PERP, SELL,    true",
        "BTC-PERP, ,     ETH-PERP, SELL,    false",
        ",         BUY,  BTC-PERP, BUY,     true",
        ",         BUY,  BTC-PERP, SELL,    false",
        ",         BUY,  BTC-PERP, UNKNOWN, true",
        "BTC-PERP, SELL, BTC-PERP, SELL,    true",
        "BTC-PERP, SELL, ETH-PERP, SELL,    false",
        "BTC-PERP, SELL, BTC-PERP, BUY,     false",
        "BTC-PERP, SELL, BTC-PERP, UNKNOWN, true"
    })
    void anOrderIsCoveredUnlessItIsKnownNotToBeMeant(
            String symbol, Side side, String orderSymbol, Side orderSide, boolean covered) {
        CancelAll wish = CancelAll.of("main").symbol(symbol).side(side);

        assertThat(wish.covers(new OpenOrder(new OrderRef("o1", orderSymbol), orderSide)))
                .isEqualTo(covered);
    }

    @Test
    void eachWishHasAnIdOfItsOwnAndAnswersWithinTheUsualTime() {
        CancelAll wish = CancelAll.of("main");

        assertThat(wish.cancelId()).isNotEqualTo(CancelAll.of("main").cancelId());
        assertThat(wish).isEqualTo(new CancelAll(wish.cancelId(), "main", null, null, CancelOrder.DEFAULT_WITHIN));
    }

    @Test
    void aChangedCopyKeepsTheRest() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(CancelAll.of("main")
                        .id("all")
                        .symbol("BTC-PERP")
                        .side(Side.SELL)
                        .within(minute))
                .isEqualTo(new CancelAll(new CancelId("all"), "main", "BTC-PERP", Side.SELL, minute));
    }
}

package io.ordergateway.ws.sim.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.sim.coinswitch.book.CancelEnd;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import io.ordergateway.ws.sim.stage.SimulatedVenue.Truth;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is true of CoinSwitch's orders, in the gateway's words: the two surfaces differ (section 6). */
class CoinswitchStageTest {
    private final SimCoinswitch venue =
            SimCoinswitch.start(CoinswitchSettings.defaults().withCancelTaking(Duration.ZERO));
    private final SimulatedVenue spot = CoinswitchStage.of(venue, Surface.SPOT);
    private final SimulatedVenue futures = CoinswitchStage.of(venue, Surface.FUTURES);

    @AfterEach
    void stop() {
        venue.close();
    }

    private static void assertTruth(SimulatedVenue stage, String orderId, OrderStatus status, String filled) {
        assertThat(stage.truth(orderId)).contains(new Truth(status, new BigDecimal(filled)));
    }

    @ParameterizedTest
    @EnumSource
    void anOrderWhoseCancelIsRaisedCanStillBeFilled(Surface surface) {
        SimulatedVenue stage = CoinswitchStage.of(venue, surface);
        String orderId = stage.place();

        venue.book(surface).cancel(orderId, CancelEnd.NEVER);

        assertTruth(stage, orderId, OrderStatus.OPEN, "0");
        assertThat(stage.fill(orderId)).isTrue();
        assertTruth(stage, orderId, OrderStatus.FILLED, "0.1");
    }

    @Test
    void aSpotOrderThatIsPartlyExecutedWorksOn() {
        String orderId = spot.place();

        venue.spot().fillPartly(orderId, "0.04");

        assertTruth(spot, orderId, OrderStatus.OPEN, "0.04");
        venue.spot().cancel(orderId, CancelEnd.CANCELLED);
        assertTruth(spot, orderId, OrderStatus.CANCELED, "0.04");
    }

    @Test
    void aFuturesOrderThatIsPartlyExecutedIsCanceled() {
        String orderId = futures.place();

        venue.futures().cancel(orderId, CancelEnd.PARTLY_EXECUTED);

        assertTruth(futures, orderId, OrderStatus.CANCELED, "0.05");
        assertThat(futures.fill(orderId)).isFalse();
    }

    @Test
    void ordersExpireAndAreThrownOut() {
        String expired = futures.place();
        String discarded = spot.place();

        venue.futures().expire(expired);
        venue.spot().discard(discarded);

        assertTruth(futures, expired, OrderStatus.EXPIRED, "0");
        assertTruth(spot, discarded, OrderStatus.REJECTED, "0");
    }

    @Test
    void anOrderThatExpiresCanStillBeFilled() {
        venue.cancelTakes(Duration.ofHours(1));
        String orderId = spot.place();

        venue.spot().expire(orderId);

        assertTruth(spot, orderId, OrderStatus.OPEN, "0");
    }

    @Test
    void eachSurfaceHasItsAccountItsSymbolAndItsFaults() {
        assertThat(spot.login().category()).isEqualTo(Account.Category.CASH);
        assertThat(futures.login().category()).isEqualTo(Account.Category.FUTURES);
        assertThat(symbol(Surface.SPOT, spot.place())).isEqualTo("BTC/INR").isEqualTo(spot.symbol());
        assertThat(symbol(Surface.FUTURES, futures.place()))
                .isEqualTo("BTCUSDT")
                .isEqualTo(futures.symbol());
        assertThat(spot.restFaults()).contains(CoinswitchFault.PUSH_LIES.name());
        assertThat(futures.restFaults()).doesNotContain(CoinswitchFault.PUSH_LIES.name());
        assertThat(futures.restFaults()).doesNotContain(CoinswitchFault.NEVER_ENDS.name());
        assertThat(spot.socketFaults()).isEmpty();
    }

    private String symbol(Surface surface, String orderId) {
        return venue.book(surface).order(orderId).orElseThrow().terms().symbol();
    }
}

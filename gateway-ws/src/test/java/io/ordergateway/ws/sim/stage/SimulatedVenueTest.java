package io.ordergateway.ws.sim.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.sim.AscendexStage;
import io.ordergateway.ws.sim.coinswitch.CoinswitchStage;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.hashkey.HashKeyStage;
import io.ordergateway.ws.sim.stage.SimulatedVenue.Scene;
import io.ordergateway.ws.sim.stage.SimulatedVenue.Truth;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the commands rely on, whichever venue they play with. */
class SimulatedVenueTest {
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    enum Venue {
        ASCENDEX,
        HASHKEY,
        COINSWITCH_SPOT,
        COINSWITCH_FUTURES;

        SimulatedVenue start() {
            return switch (this) {
                case ASCENDEX -> AscendexStage.start(0);
                case HASHKEY -> HashKeyStage.start(0);
                case COINSWITCH_SPOT -> CoinswitchStage.of(SimCoinswitch.start(0), Surface.SPOT);
                case COINSWITCH_FUTURES -> CoinswitchStage.start(0);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrderRestsUntilItIsFilledOnce(Venue which) {
        try (SimulatedVenue venue = which.start()) {
            String orderId = venue.place();

            assertThat(venue.truth(orderId)).contains(new Truth(OrderStatus.OPEN, NOTHING));
            assertThat(venue.fill(orderId)).isTrue();
            assertThat(venue.truth(orderId)).contains(new Truth(OrderStatus.FILLED, new BigDecimal("0.1")));
            assertThat(venue.fill(orderId)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAnOrderThatItNeverHadNothingIsTrue(Venue which) {
        try (SimulatedVenue venue = which.start()) {
            assertThat(venue.truth("nobody's")).isEmpty();
            assertThat(venue.fill("nobody's")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySceneHasAFaultOfItsOwn(Venue which) {
        try (SimulatedVenue venue = which.start()) {
            List<String> cast =
                    List.of(Scene.values()).stream().map(venue::faultFor).toList();

            assertThat(cast).doesNotHaveDuplicates().isSubsetOf(venue.faults().names());
            assertThat(cast).isSubsetOf(venue.restFaults());
            assertThat(venue.faults().names()).containsAll(venue.restFaults()).containsAll(venue.socketFaults());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothAddressesAreOfThisMachine(Venue which) {
        try (SimulatedVenue venue = which.start()) {
            URI rest = URI.create(venue.restUrl());
            URI socket = URI.create(venue.socketUrl());

            assertThat(rest).hasScheme("http").hasHost("127.0.0.1").hasPort(socket.getPort());
            assertThat(socket).hasScheme("ws").hasHost("127.0.0.1");
        }
    }
}

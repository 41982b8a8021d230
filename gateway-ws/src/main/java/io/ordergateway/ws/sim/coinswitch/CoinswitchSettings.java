package io.ordergateway.ws.sim.coinswitch;

import io.ordergateway.ws.sim.coinswitch.door.EndpointLimits;
import io.ordergateway.ws.sim.coinswitch.door.Habits;
import io.ordergateway.ws.sim.coinswitch.door.Signing;
import io.ordergateway.ws.sim.coinswitch.stream.StreamTimings;
import java.time.Clock;
import java.time.Duration;

/**
 * How a simulated CoinSwitch is set up. Its one account is fixed.
 *
 * @param port the TCP port on 127.0.0.1; 0 takes a free one
 * @param signing the one scheme that is taken (section 2)
 * @param clock the venue's clock, against which epochs are judged
 * @param limits how many requests are taken of each endpoint (section 8)
 * @param cancelTakes how long an order is in CANCELLATION_RAISED before it ends (section 6)
 * @param habits what the venue does where the dossier knows more than one way
 * @param stream how the stream of spot orders is kept alive
 */
public record CoinswitchSettings(
        int port,
        Signing signing,
        Clock clock,
        EndpointLimits limits,
        Duration cancelTakes,
        Habits habits,
        StreamTimings stream) {
    /** The account's API key: key A of section 2.1, the public key of the secret. */
    public static final String KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";
    /** The account's API secret, an Ed25519 seed: made up, and known to everybody. */
    public static final String SECRET = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static final Duration CANCEL_TAKES = Duration.ofMillis(50);

    public CoinswitchSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        if (cancelTakes.isNegative()) {
            throw new IllegalArgumentException("cancelTakes must be zero or more, is " + cancelTakes);
        }
    }

    /**
     * A free port, the epoch scheme, the system's clock, the documented limits, 50 ms for a cancel, the documented
     * habits, pings as in the sample.
     */
    public static CoinswitchSettings defaults() {
        return new CoinswitchSettings(
                0,
                Signing.EPOCH,
                Clock.systemUTC(),
                EndpointLimits.documented(),
                CANCEL_TAKES,
                Habits.documented(),
                StreamTimings.sampled());
    }

    public CoinswitchSettings withPort(int newPort) {
        return new CoinswitchSettings(newPort, signing, clock, limits, cancelTakes, habits, stream);
    }

    public CoinswitchSettings withSigning(Signing newSigning) {
        return new CoinswitchSettings(port, newSigning, clock, limits, cancelTakes, habits, stream);
    }

    public CoinswitchSettings withClock(Clock newClock) {
        return new CoinswitchSettings(port, signing, newClock, limits, cancelTakes, habits, stream);
    }

    public CoinswitchSettings withLimits(EndpointLimits newLimits) {
        return new CoinswitchSettings(port, signing, clock, newLimits, cancelTakes, habits, stream);
    }

    public CoinswitchSettings withCancelTaking(Duration delay) {
        return new CoinswitchSettings(port, signing, clock, limits, delay, habits, stream);
    }

    public CoinswitchSettings withHabits(Habits newHabits) {
        return new CoinswitchSettings(port, signing, clock, limits, cancelTakes, newHabits, stream);
    }

    public CoinswitchSettings withStream(StreamTimings timings) {
        return new CoinswitchSettings(port, signing, clock, limits, cancelTakes, habits, timings);
    }
}

package io.ordergateway.ws.sim;

import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.SimHabits;
import java.time.Clock;
import java.time.Duration;

/**
 * How a simulated venue is set up. Its one account is fixed.
 *
 * @param port the TCP port on 127.0.0.1; 0 takes a free one
 * @param strictSignatures whether only the documented signature (raw secret, plus sign, base64) is taken; otherwise all
 *     eight variants that clients are known to send (section 2.3)
 * @param pingAfter how long a client may be silent before the venue pings it (section 3.2)
 * @param clock the venue's clock, against which timestamps are judged
 * @param group the path element of the account's private endpoints; 0 is legal (section 1.3)
 * @param limits how many WebSocket messages are taken (section 9.1)
 * @param habits what the venue does where the dossier knows more than one way
 */
public record SimSettings(
        int port,
        boolean strictSignatures,
        Duration pingAfter,
        Clock clock,
        int group,
        RateLimits limits,
        SimHabits habits) {
    /** The account's API key. */
    public static final String KEY = "demo-key";
    /** The account's API secret: made up, and known to everybody. */
    public static final String SECRET = "ZGVtby1zZWNyZXQ=";
    /** The path element of the account's private endpoints, unless another is set. */
    public static final int ACCOUNT_GROUP = 7;
    /** Part of every order id (section 8.2). */
    public static final String USER_UID = "U0866943712";

    private static final Duration PING_AFTER = Duration.ofSeconds(15);

    public SimSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        if (group < 0) {
            throw new IllegalArgumentException("group must be 0 or more, is " + group);
        }
        if (pingAfter.isZero() || pingAfter.isNegative()) {
            throw new IllegalArgumentException("pingAfter must be more than zero, is " + pingAfter);
        }
    }

    /**
     * A free port, lenient signatures, a ping after 15 seconds of silence, the system's clock, group
     * {@value #ACCOUNT_GROUP}, no limit enforced, the documented habits.
     */
    public static SimSettings defaults() {
        return new SimSettings(
                0,
                false,
                PING_AFTER,
                Clock.systemUTC(),
                ACCOUNT_GROUP,
                RateLimits.notEnforced(),
                SimHabits.documented());
    }

    public SimSettings withPort(int newPort) {
        return new SimSettings(newPort, strictSignatures, pingAfter, clock, group, limits, habits);
    }

    public SimSettings withStrictSignatures() {
        return new SimSettings(port, true, pingAfter, clock, group, limits, habits);
    }

    public SimSettings withPingAfter(Duration silence) {
        return new SimSettings(port, strictSignatures, silence, clock, group, limits, habits);
    }

    public SimSettings withClock(Clock newClock) {
        return new SimSettings(port, strictSignatures, pingAfter, newClock, group, limits, habits);
    }

    public SimSettings withGroup(int newGroup) {
        return new SimSettings(port, strictSignatures, pingAfter, clock, newGroup, limits, habits);
    }

    public SimSettings withLimits(RateLimits newLimits) {
        return new SimSettings(port, strictSignatures, pingAfter, clock, group, newLimits, habits);
    }

    public SimSettings withHabits(SimHabits newHabits) {
        return new SimSettings(port, strictSignatures, pingAfter, clock, group, limits, newHabits);
    }
}

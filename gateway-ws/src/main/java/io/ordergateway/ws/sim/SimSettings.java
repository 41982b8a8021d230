package io.ordergateway.ws.sim;

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
 */
public record SimSettings(int port, boolean strictSignatures, Duration pingAfter, Clock clock) {
    /** The account's API key. */
    public static final String KEY = "demo-key";
    /** The account's API secret: made up, and known to everybody. */
    public static final String SECRET = "ZGVtby1zZWNyZXQ=";
    /** The path element of the account's private endpoints. */
    public static final int ACCOUNT_GROUP = 7;
    /** Part of every order id (section 8.2). */
    public static final String USER_UID = "U0866943712";

    private static final Duration PING_AFTER = Duration.ofSeconds(15);

    public SimSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        if (pingAfter.isZero() || pingAfter.isNegative()) {
            throw new IllegalArgumentException("pingAfter must be more than zero, is " + pingAfter);
        }
    }

    /** A free port, lenient signatures, a ping after 15 seconds of silence, the system's clock. */
    public static SimSettings defaults() {
        return new SimSettings(0, false, PING_AFTER, Clock.systemUTC());
    }

    public SimSettings withPort(int newPort) {
        return new SimSettings(newPort, strictSignatures, pingAfter, clock);
    }

    public SimSettings withStrictSignatures() {
        return new SimSettings(port, true, pingAfter, clock);
    }

    public SimSettings withPingAfter(Duration silence) {
        return new SimSettings(port, strictSignatures, silence, clock);
    }

    public SimSettings withClock(Clock newClock) {
        return new SimSettings(port, strictSignatures, pingAfter, newClock);
    }
}

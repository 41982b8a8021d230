package io.ordergateway.ws.sim.hashkey;

import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.HashKeyLimits;
import io.ordergateway.ws.sim.hashkey.door.HashKeyPace;
import io.ordergateway.ws.sim.hashkey.door.Site;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a simulated HashKey is set up. Its one account is fixed, and has two access keys.
 *
 * @param port the TCP port on 127.0.0.1; 0 takes a free one
 * @param site which of the venue's sites it is
 * @param clock the venue's clock, against which timestamps are judged
 * @param limits how often requests are taken (section 8)
 * @param pace how long things take
 * @param habits what the venue does where the dossier knows more than one way
 */
public record HashKeySettings(
        int port, Site site, Clock clock, HashKeyLimits limits, HashKeyPace pace, Set<HashKeyHabit> habits) {
    /** The access key whose requests are signed with HMAC. */
    public static final String KEY = "demo-key";
    /** The secret to it: made up, and known to everybody. */
    public static final String SECRET = "hashkey-demo-secret";
    /** The access key whose requests are signed with Ed25519. */
    public static final String ED25519_KEY = "demo-key-ed25519";
    /** The private key to it, PKCS#8 in Base64: the published one of section 2.1. */
    public static final String ED25519_PRIVATE_KEY = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    static final String ED25519_PUBLIC_KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";

    public HashKeySettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        habits = Set.copyOf(habits);
    }

    /** A free port, the site in Hong Kong, the system's clock, no limit enforced, the documented pace and habits. */
    public static HashKeySettings defaults() {
        return new HashKeySettings(
                0,
                Site.HK,
                Clock.systemUTC(),
                HashKeyLimits.notEnforced(),
                HashKeyPace.documented(),
                EnumSet.noneOf(HashKeyHabit.class));
    }

    public HashKeySettings withPort(int newPort) {
        return new HashKeySettings(newPort, site, clock, limits, pace, habits);
    }

    public HashKeySettings withSite(Site newSite) {
        return new HashKeySettings(port, newSite, clock, limits, pace, habits);
    }

    public HashKeySettings withClock(Clock newClock) {
        return new HashKeySettings(port, site, newClock, limits, pace, habits);
    }

    public HashKeySettings withLimits(HashKeyLimits newLimits) {
        return new HashKeySettings(port, site, clock, newLimits, pace, habits);
    }

    public HashKeySettings withPace(HashKeyPace newPace) {
        return new HashKeySettings(port, site, clock, limits, newPace, habits);
    }

    public HashKeySettings withHabits(HashKeyHabit... newHabits) {
        return new HashKeySettings(port, site, clock, limits, pace, Set.copyOf(List.of(newHabits)));
    }
}

package io.ordergateway.ws.wire.coinswitch;

import io.ordergateway.core.order.Account;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.RequestSigner;
import io.ordergateway.ws.wire.VenueRest;
import java.util.regex.Pattern;

/** Who is spoken for, on which surface, and how that is signed. Immutable. */
public final class CoinswitchAccount {
    private static final Pattern SEED_AND_KEY = Pattern.compile("[0-9a-fA-F]{128}");
    private static final int SEED_DIGITS = 64;

    private final Credentials credentials;
    private final CoinswitchSurface surface;
    private final CoinswitchSigning signing;

    /**
     * An account on one surface.
     *
     * @param credentials of {@link #credentials}
     * @param category futures, or cash for spot
     * @throws IllegalArgumentException if the venue has no such category
     */
    public CoinswitchAccount(Credentials credentials, Account.Category category, CoinswitchSigning signing) {
        this.credentials = credentials;
        this.surface = CoinswitchSurface.of(category);
        this.signing = signing;
    }

    /**
     * The credentials that the venue gave out (2).
     *
     * @param key the public key, in hex
     * @param secret the Ed25519 seed as 64 hex digits, or with the public key behind it as 128
     * @throws IllegalArgumentException if either is no such thing; the error does not show them
     */
    public static Credentials credentials(String key, String secret) {
        String seed = SEED_AND_KEY.matcher(secret).matches() ? secret.substring(0, SEED_DIGITS) : secret;
        return new Credentials(key, RequestSigner.ed25519(seed, RequestSigner.Encoding.HEX));
    }

    String key() {
        return credentials.key();
    }

    CoinswitchSurface surface() {
        return surface;
    }

    /** A request that only the account itself can make. */
    VenueRest.Request signed(CoinswitchSurface.Call call, long timeMillis) {
        String message = signing.message(call.method(), call.path(), call.body(), timeMillis);
        String signature = credentials.signer().sign(message);
        return new VenueRest.Request(
                call.method(), call.path(), signing.headers(credentials, signature, timeMillis), call.body());
    }
}

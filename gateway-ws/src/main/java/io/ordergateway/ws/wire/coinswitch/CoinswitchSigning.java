package io.ordergateway.ws.wire.coinswitch;

import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.wire.Credentials;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What of a request is signed (2). The venue's documents disagree, so it is configured; a request that was turned away under
 * one scheme is never tried under the other (13.1).
 */
public enum CoinswitchSigning {
    /** Method, decoded path and query, and the time. The body is not signed. */
    EPOCH {
        @Override
        String message(String method, String path, String body, long timeMillis) {
            return method + decoded(path) + timeMillis;
        }

        @Override
        Map<String, String> headers(Credentials credentials, String signature, long timeMillis) {
            return Map.of(
                    "X-AUTH-APIKEY",
                    credentials.key(),
                    "X-AUTH-SIGNATURE",
                    signature,
                    "X-AUTH-EPOCH",
                    Long.toString(timeMillis),
                    "Content-Type",
                    "application/json");
        }
    },

    /** Method, decoded path and query, and the body with its names in alphabetic order. The scheme of before mid 2024. */
    LEGACY {
        @Override
        String message(String method, String path, String body, long timeMillis) {
            return method + decoded(path) + (body.isEmpty() ? "{}" : body);
        }

        @Override
        Map<String, String> headers(Credentials credentials, String signature, long timeMillis) {
            return Map.of(
                    "X-AUTH-APIKEY",
                    credentials.key(),
                    "X-AUTH-SIGNATURE",
                    signature,
                    "Content-Type",
                    "application/json");
        }
    };

    /**
     * The scheme that a configuration names.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static CoinswitchSigning named(String word) {
        return switch (word) {
            case "epoch" -> EPOCH;
            case "legacy" -> LEGACY;
            default ->
                throw new IllegalArgumentException("signing is \"" + IdRules.quotable(word)
                        + "\"; write epoch, or legacy for the scheme of before mid 2024");
        };
    }

    /**
     * The text that is signed.
     *
     * @param path with its query, encoded as it travels
     * @param body JSON without spaces, its names in alphabetic order; empty for none
     */
    abstract String message(String method, String path, String body, long timeMillis);

    abstract Map<String, String> headers(Credentials credentials, String signature, long timeMillis);

    /** Decoded as a form is: the venue's own example turns {@code +} into a space, so none is ever sent (13.3). */
    private static String decoded(String path) {
        return URLDecoder.decode(path, StandardCharsets.UTF_8);
    }
}

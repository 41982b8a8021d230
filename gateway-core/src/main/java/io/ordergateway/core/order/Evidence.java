package io.ordergateway.core.order;

import java.time.Instant;

/**
 * A message, and the rule that says what it proves.
 *
 * @param path the way it came; for a message that never came, the way it was awaited on
 * @param rule the short name of the rule that was applied, for example {@code order-push} or {@code no-reply}
 * @param message the venue's own words, cut to {@value #MAX_MESSAGE} characters; never holds a secret
 * @param at when it was read
 */
public record Evidence(PathKind path, String rule, String message, Instant at) {
    public static final int MAX_MESSAGE = 1024;

    public Evidence {
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE);
        }
    }
}

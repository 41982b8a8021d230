package io.ordergateway.ws.command.remote;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.IdRules;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long a person wants to wait, as in the configuration: a number and its unit. */
final class Waiting {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private Waiting() {}

    /** @throws IllegalArgumentException if it is no such time, or more than a cancel may have */
    static Duration read(String option, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            Duration time = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            if (!time.isZero() && time.compareTo(CancelOrder.MAX_WITHIN) <= 0) {
                return time;
            }
        }
        throw new IllegalArgumentException(option + " is \"" + IdRules.quotable(text)
                + "\"; write a time like 500ms, 2s or 15m, 1ms to " + CancelOrder.MAX_WITHIN.toHours() + "h");
    }

    private static ChronoUnit unit(String letters) {
        return switch (letters) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
    }
}

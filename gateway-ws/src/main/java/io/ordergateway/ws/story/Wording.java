package io.ordergateway.ws.story;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results, verdicts and times in words. ASCII, but for what a venue said. */
public final class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Up to this many decimals a quantity is written in full. */
    private static final int MAX_DECIMALS = 64;

    private Wording() {}

    /** A moment in UTC, to the microsecond. */
    public static String time(Instant moment) {
        return TIME.format(moment);
    }

    /** How much later something was; with a minus if a clock was set back in between. */
    public static String later(Duration by) {
        return (by.isNegative() ? "-" : "+") + length(by.abs());
    }

    /** A stretch of time, in the unit that people would use. */
    public static String length(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return String.format(Locale.ROOT, "%.3f ms", time.toNanos() / 1e6);
        }
        if (time.compareTo(MINUTE) < 0) {
            return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1e3);
        }
        return time.compareTo(HOUR) < 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /** A text of others as it may be printed: on one line, and nothing that a terminal would obey. */
    public static String plain(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }

    /** A result in a few words, its kind first. */
    public static String brief(CancelResult result) {
        if (result instanceof CancelResult.Canceled canceled) {
            return "CANCELED" + filled(canceled.filled());
        }
        if (result instanceof CancelResult.TooLate late) {
            return "TOO_LATE, " + late.how() + filled(late.filled());
        }
        if (result instanceof CancelResult.Rejected rejected) {
            return "REJECTED, " + rejected.reason() + words(rejected.code(), rejected.text());
        }
        if (result instanceof CancelResult.Refused refused) {
            return "REFUSED, " + reason(refused) + ": " + plain(refused.text());
        }
        return result instanceof CancelResult.Unknown unknown
                ? "UNKNOWN, " + plain(unknown.text())
                : result.kind().name();
    }

    /** What a result means, as the end of a sentence. */
    public static String meaning(CancelResult result) {
        if (result instanceof CancelResult.Canceled canceled) {
            return "the venue says that the order ended canceled" + filled(canceled.filled());
        }
        if (result instanceof CancelResult.TooLate late) {
            String earlier =
                    late.how() == OrderStatus.CANCELED ? "; another cancel or the venue itself had canceled it" : "";
            return "the order had ended " + late.how() + filled(late.filled()) + " before the cancel reached it"
                    + earlier;
        }
        if (result instanceof CancelResult.Rejected rejected) {
            return "the venue said no, and the order stood or never existed: " + rejected.reason()
                    + words(rejected.code(), rejected.text());
        }
        if (result instanceof CancelResult.Refused refused) {
            return "the gateway did not send it, so it is safe to try again: " + reason(refused) + ": "
                    + plain(refused.text());
        }
        return result instanceof CancelResult.Unknown unknown
                ? "it was sent and nobody knew what had become of it: " + plain(unknown.text())
                : "the venue took it; how the order would end was still to come";
    }

    /** What a verdict says of the order, as the end of a sentence. */
    public static String meaning(Verdict verdict) {
        if (verdict instanceof Verdict.Ended ended) {
            return "the order had ended " + ended.status() + filled(ended.filled());
        }
        if (verdict instanceof Verdict.Denied denied) {
            return "the venue said no: " + denied.reason() + words(denied.code(), denied.text());
        }
        if (verdict instanceof Verdict.Acknowledged) {
            return "the venue took the request";
        }
        if (verdict instanceof Verdict.Gone) {
            return "not open any more, or never there; how it ended must be asked";
        }
        if (verdict instanceof Verdict.Resting) {
            return "the order rested when the venue was asked";
        }
        if (verdict instanceof Verdict.Missing) {
            return "the venue, asked for its status, did not know the order";
        }
        return verdict instanceof Verdict.NotSent
                ? "nothing left this machine"
                : "it may have been carried out or not: silence, a lost connection or an unclear reply";
    }

    private static String reason(CancelResult.Refused refused) {
        Instant fits = refused.wouldFitAt();
        return fits == null ? refused.reason().name() : refused.reason() + ", would fit by " + time(fits);
    }

    private static String filled(@Nullable BigDecimal quantity) {
        if (quantity == null) {
            return "";
        }
        boolean inFull = Math.abs(quantity.scale()) <= MAX_DECIMALS;
        return ", " + (inFull ? quantity.toPlainString() : quantity.toString()) + " filled";
    }

    private static String words(String code, String text) {
        return (code.isEmpty() ? "" : ", code " + plain(code)) + (text.isEmpty() ? "" : ": " + plain(text));
    }
}

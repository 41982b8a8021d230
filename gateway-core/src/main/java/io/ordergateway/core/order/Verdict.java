package io.ordergateway.core.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of {@link Evidence} proves about one order: never more than that. Replies, order pushes and status
 * queries all speak this language, so that the decision what becomes of a cancel is made in one place.
 */
public sealed interface Verdict {
    /** The message, and the rule that made it prove this. */
    Evidence evidence();

    /** The venue took the request; the order's end is still to come. Proves nothing about that end. */
    record Acknowledged(Evidence evidence) implements Verdict {}

    /**
     * The order's end.
     *
     * @param status a final status
     * @param filled the quantity filled before the end, or {@code null} if the message does not say
     */
    record Ended(OrderStatus status, @Nullable BigDecimal filled, Evidence evidence) implements Verdict {
        public Ended {
            if (!status.isFinal()) {
                throw new IllegalArgumentException("an order in status " + status + " has not ended");
            }
        }
    }

    /** "Not open any more", or never there. How it ended must be asked: it may be our own earlier attempt. */
    record Gone(Evidence evidence) implements Verdict {}

    /**
     * A definite no to this request: it was not and will not be carried out.
     *
     * @param mayBeClock whether the time of the request may be all that was wrong with it. Some venues say the same of a clock
     *     that is off and of a wrong key; such a request is made again once the clocks agree
     */
    record Denied(RejectReason reason, String code, String text, Evidence evidence, boolean mayBeClock)
            implements Verdict {
        /** A no that is about the time of the request only if it says so. */
        public Denied(RejectReason reason, String code, String text, Evidence evidence) {
            this(reason, code, text, evidence, reason == RejectReason.CLOCK_SKEW);
        }
    }

    /** The order rested when the venue was asked. */
    record Resting(Evidence evidence) implements Verdict {}

    /** The venue, asked for the order's status, does not know it. */
    record Missing(Evidence evidence) implements Verdict {}

    /** Silence, a lost connection, an unreadable or ambiguous reply: anything may have happened. */
    record Unclear(Evidence evidence) implements Verdict {}

    /** No byte of the request left this machine. */
    record NotSent(Evidence evidence) implements Verdict {}
}

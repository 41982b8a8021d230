package io.ordergateway.core.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cancel, and never more than that. A value: an ambiguous state of money is not an exception.
 *
 * <p>Every accepted cancel is answered with exactly one of these. {@link Acknowledged} and {@link Unknown} leave the
 * order's end open; it follows on the outcome stream.
 */
public sealed interface CancelResult {
    /** The result in one word, as it stands in records and reports. */
    enum Kind {
        ACKNOWLEDGED,
        CANCELED,
        TOO_LATE,
        REJECTED,
        REFUSED,
        UNKNOWN
    }

    /** Which of the six this is. */
    Kind kind();

    /** Whose result this is: in a burst, results come in any order. */
    CancelId cancelId();

    /** The order that was wanted gone. */
    OrderRef order();

    /** Every frame and request sent for this cancel so far, oldest first; empty if none was. */
    List<Attempt> attempts();

    /** The message this result rests on, or {@code null} where no message decided it. */
    @Nullable
    Evidence evidence();

    /** Whether the order's end is settled by this result; otherwise a final outcome follows on the stream. */
    default boolean isFinal() {
        return true;
    }

    /** The venue took the request. Only for callers who await {@link CancelOrder.Await#ACK}. */
    record Acknowledged(CancelId cancelId, OrderRef order, Evidence evidence, List<Attempt> attempts)
            implements CancelResult {
        @Override
        public Kind kind() {
            return Kind.ACKNOWLEDGED;
        }

        @Override
        public boolean isFinal() {
            return false;
        }
    }

    /**
     * The venue says that the order ended canceled.
     *
     * @param filled the quantity filled before, or {@code null} if the venue did not say
     */
    record Canceled(
            CancelId cancelId, OrderRef order, @Nullable BigDecimal filled, Evidence evidence, List<Attempt> attempts)
            implements CancelResult {
        @Override
        public Kind kind() {
            return Kind.CANCELED;
        }
    }

    /**
     * The order had already ended when the cancel reached it.
     *
     * @param how its final status; {@link OrderStatus#CANCELED} means that something else canceled it earlier
     * @param filled the quantity filled, or {@code null} if the venue did not say
     */
    record TooLate(
            CancelId cancelId,
            OrderRef order,
            OrderStatus how,
            @Nullable BigDecimal filled,
            Evidence evidence,
            List<Attempt> attempts)
            implements CancelResult {
        @Override
        public Kind kind() {
            return Kind.TOO_LATE;
        }
    }

    /**
     * The venue said no, and the order stands or never existed.
     *
     * @param code the venue's own code, empty if it gave none
     * @param text the venue's own words
     */
    record Rejected(
            CancelId cancelId,
            OrderRef order,
            RejectReason reason,
            String code,
            String text,
            Evidence evidence,
            List<Attempt> attempts)
            implements CancelResult {
        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }
    }

    /**
     * We did not send it. Safe to retry.
     *
     * @param field the field to mend, or {@code null} if the wish itself was sound
     * @param text what is wrong and what to do instead
     * @param wouldFitAt with {@link RefusalReason#BUDGET}, the earliest deadline with which it would have been accepted at
     *     that moment, by this host's clock, as far as was known: cancels that come before it is handed in again may take
     *     its place; {@code null} with every other reason
     */
    record Refused(
            CancelId cancelId,
            OrderRef order,
            RefusalReason reason,
            @Nullable String field,
            String text,
            @Nullable Instant wouldFitAt,
            List<Attempt> attempts)
            implements CancelResult {
        /** A refusal of any wish, however broken: what it lacks is made up or empty. */
        public static Refused of(
                @Nullable CancelOrder wish, RefusalReason reason, @Nullable String field, String text) {
            CancelId cancelId = wish == null || wish.cancelId() == null ? CancelId.next() : wish.cancelId();
            OrderRef order = wish == null || wish.order() == null ? new OrderRef("", "") : wish.order();
            return new Refused(cancelId, order, reason, field, text, null, List.of());
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public @Nullable Evidence evidence() {
            return null;
        }
    }

    /**
     * It was sent, and what happened is not known. It is pursued, and its resolution comes on the outcome stream.
     *
     * @param text what was waited for in vain
     */
    record Unknown(
            CancelId cancelId,
            OrderRef order,
            String text,
            @Nullable Evidence evidence,
            List<Attempt> attempts) implements CancelResult {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }

        @Override
        public boolean isFinal() {
            return false;
        }
    }
}

package io.ordergateway.core.order;

import java.time.Instant;

/**
 * A message, and the rule that says what it proves. A value: two that say the same are equal.
 *
 * <p>Most messages are acknowledgements that differ in nothing but the order, the id of the request and a moment. Of such a
 * one only that is kept, beside the {@linkplain Form form} it shares with the others; its words are put together again, to
 * the letter, when somebody asks for them.
 */
public final class Evidence {
    /** The longest message kept. */
    public static final int MAX_MESSAGE = 1024;

    private static final OrderRef NO_ORDER = new OrderRef("", "");

    private final Form form;
    private final OrderRef order;
    private final long requestId;
    private final long millis;
    private final Instant at;

    /** What messages of one form have in common. Immutable: evidence is read by any thread, at any time. */
    public interface Form {
        /** As {@link Evidence#path()}. */
        PathKind path();

        /** As {@link Evidence#rule()}. */
        String rule();

        /**
         * The words of the message of this form that names these.
         *
         * @param order the order it names
         * @param requestId the request it answers
         * @param millis the moment it tells, in milliseconds; of no meaning if the form tells none
         */
        String message(OrderRef order, long requestId, long millis);
    }

    /** The form of one message only: nothing varies. */
    private record Words(PathKind path, String rule, String words) implements Form {
        @Override
        public String message(OrderRef order, long requestId, long millis) {
            return words;
        }
    }

    /**
     * Keeps a message as it is.
     *
     * @param path the way it came; for a message that never came, the way it was awaited on
     * @param rule the short name of the rule that was applied, for example {@code order-push} or {@code no-reply}
     * @param message the venue's own words, cut to {@value #MAX_MESSAGE} characters; never holds a secret
     * @param at when it was read
     */
    public Evidence(PathKind path, String rule, String message, Instant at) {
        this(new Words(path, rule, cut(message)), NO_ORDER, 0, 0, at);
    }

    /**
     * Keeps what is particular to a message of a known form.
     *
     * @param form how to put it together again
     * @param order the order that the message names
     * @param requestId the request that it answers
     * @param millis the moment that it tells, in milliseconds; anything if the form tells none
     * @param at when it was read
     */
    public Evidence(Form form, OrderRef order, long requestId, long millis, Instant at) {
        this.form = form;
        this.order = order;
        this.requestId = requestId;
        this.millis = millis;
        this.at = at;
    }

    /** The way the message came; for a message that never came, the way it was awaited on. */
    public PathKind path() {
        return form.path();
    }

    /** The short name of the rule that was applied, for example {@code order-push} or {@code no-reply}. */
    public String rule() {
        return form.rule();
    }

    /** The venue's own words, cut to {@value #MAX_MESSAGE} characters; never holds a secret. May put them together anew. */
    public String message() {
        return cut(form.message(order, requestId, millis));
    }

    /** When the message was read. */
    public Instant at() {
        return at;
    }

    private static String cut(String message) {
        return message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence that
                && path() == that.path()
                && rule().equals(that.rule())
                && at.equals(that.at)
                && message().equals(that.message());
    }

    @Override
    public int hashCode() {
        return 31
                        * (31 * (31 * path().hashCode() + rule().hashCode())
                                + message().hashCode())
                + at.hashCode();
    }

    @Override
    public String toString() {
        return "Evidence[path=" + path() + ", rule=" + rule() + ", message=" + message() + ", at=" + at + "]";
    }
}

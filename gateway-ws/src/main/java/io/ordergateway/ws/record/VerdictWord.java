package io.ordergateway.ws.record;

import io.ordergateway.core.order.Verdict;

/** A verdict in one word, as it stands in records. */
enum VerdictWord {
    ACKNOWLEDGED(Verdict.Acknowledged.class),
    ENDED(Verdict.Ended.class),
    GONE(Verdict.Gone.class),
    DENIED(Verdict.Denied.class),
    RESTING(Verdict.Resting.class),
    MISSING(Verdict.Missing.class),
    UNCLEAR(Verdict.Unclear.class),
    NOT_SENT(Verdict.NotSent.class);

    private final Class<? extends Verdict> type;

    VerdictWord(Class<? extends Verdict> type) {
        this.type = type;
    }

    static VerdictWord of(Verdict verdict) {
        for (VerdictWord word : values()) {
            if (word.type == verdict.getClass()) {
                return word;
            }
        }
        throw new IllegalArgumentException("no word for the verdict " + verdict);
    }
}

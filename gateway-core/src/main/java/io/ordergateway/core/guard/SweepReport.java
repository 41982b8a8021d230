package io.ordergateway.core.guard;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one try to empty a scope, or one question about it, came to.
 *
 * @param orders how many orders were found
 * @param open those that a question found, at most {@value #MAX_NAMED} of them; none if they were to be canceled
 * @param obstacle why the scope is not known to be empty, or what is open in it not known, in a sentence; {@code null} if it is
 */
public record SweepReport(
        long orders, List<OpenOrder> open, @Nullable String obstacle) {
    /** The most orders that a rehearsal names; it counts all. */
    public static final int MAX_NAMED = 1_000;

    public SweepReport {
        open = List.copyOf(open);
    }

    /** Of a question. */
    public static SweepReport of(CancelAll.Listing listing) {
        if (listing instanceof CancelAll.Listing.Open open) {
            List<OpenOrder> all = open.orders();
            return new SweepReport(all.size(), all.subList(0, Math.min(all.size(), MAX_NAMED)), null);
        }
        if (listing instanceof CancelAll.Listing.Refused refused) {
            return failed(refused.refusal().text());
        }
        return failed(((CancelAll.Listing.Unknown) listing).text());
    }

    /** Of a try that came to nothing. */
    public static SweepReport failed(String why) {
        return new SweepReport(0, List.of(), why);
    }

    /** Adds up the results of one {@code cancelAll}. Not thread-safe: they come one at a time. */
    public static final class Tally {
        private final CancelAll wish;
        private long orders;
        private @Nullable String standing;
        private @Nullable String unproven;

        public Tally(CancelAll wish) {
            this.wish = wish;
        }

        /** One result, of an order or of the whole scope. */
        public void add(CancelResult result) {
            if (result.cancelId().equals(wish.cancelId())) {
                unproven = text(result);
                return;
            }
            orders++;
            if (result instanceof CancelResult.Rejected no) {
                standing = "order " + no.order().id() + " of " + no.order().symbol() + " stands: " + no.text();
            }
        }

        /** Without a word on the whole scope, the venue's list proved that nothing is left but what it said stands. */
        public SweepReport report() {
            return new SweepReport(orders, List.of(), unproven == null ? standing : unproven);
        }

        private static String text(CancelResult result) {
            if (result instanceof CancelResult.Refused refused) {
                return refused.text();
            }
            return result instanceof CancelResult.Unknown unknown ? unknown.text() : result.toString();
        }
    }
}

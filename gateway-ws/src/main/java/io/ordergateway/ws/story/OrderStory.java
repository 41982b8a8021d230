package io.ordergateway.ws.story;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the log knows of one order, told to people: how it ended first, then each cancel, step by step. */
public final class OrderStory {
    private final List<CancelOutcome> records;
    private final List<String> lines = new ArrayList<>();

    /** What tells one order from another: ids are a venue's own. */
    private record Owned(Account account, OrderRef order) {}

    private OrderStory(List<CancelOutcome> records) {
        this.records = records;
    }

    /**
     * The stories of all orders in some records, an empty line between them.
     *
     * @param records all that is known of them, oldest first
     */
    public static List<String> all(List<CancelOutcome> records) {
        Map<Owned, List<CancelOutcome>> orders = new LinkedHashMap<>();
        for (CancelOutcome record : records) {
            orders.computeIfAbsent(new Owned(record.account(), record.order()), any -> new ArrayList<>())
                    .add(record);
        }
        List<String> lines = new ArrayList<>();
        for (List<CancelOutcome> order : orders.values()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(of(order));
        }
        return lines;
    }

    /**
     * The story in lines.
     *
     * @param records all that is known of one order of one account, oldest first; at least one
     */
    public static List<String> of(List<CancelOutcome> records) {
        OrderStory story = new OrderStory(records);
        story.head();
        story.byCancel().forEach((id, steps) -> story.lines.addAll(CancelStory.of(id, steps)));
        return story.lines;
    }

    private void head() {
        Account account = records.get(0).account();
        OrderRef order = records.get(0).order();
        String named = order.isByClientId() ? "Order with client order id " : "Order ";
        lines.add(named + Wording.plain(order.id()) + " of " + Wording.plain(order.symbol()) + ", account "
                + Wording.plain(account.name()) + " ("
                + Wording.plain(account.venue().name()) + ", "
                + account.category().name().toLowerCase(Locale.ROOT) + ")");
        lines.add(state());
        int cancels = byCancel().size();
        lines.add((cancels == 1 ? "1 cancel" : cancels + " cancels") + " in "
                + (records.size() == 1 ? "1 record" : records.size() + " records")
                + " of the log. Times are UTC; what follows a + counts from the cancel's acceptance.");
    }

    /** Where the order stands, as far as the log knows: the first proof of its end, else what was told last. */
    private String state() {
        CancelResult known = null;
        for (CancelOutcome record : records) {
            CancelResult result = record.result();
            boolean tryAgain = known instanceof CancelResult.Refused && record.phase() == Phase.ACCEPTED;
            if (tryAgain || (result != null && !provesEnd(known))) {
                known = result;
            }
        }
        return known == null
                ? "NOT YET TOLD: accepted, and no result is recorded. A gateway that runs goes on with it; one that is started"
                        + " again asks the venue first."
                : state(known);
    }

    private static boolean provesEnd(@Nullable CancelResult result) {
        return result instanceof CancelResult.Canceled || result instanceof CancelResult.TooLate;
    }

    private static String state(CancelResult known) {
        String told = known.kind() + ": " + Wording.meaning(known) + ".";
        return known.isFinal()
                ? told
                : told + " NOT YET RESOLVED: the gateway goes on asking the venue, also after a restart.";
    }

    private Map<CancelId, List<CancelOutcome>> byCancel() {
        Map<CancelId, List<CancelOutcome>> cancels = new LinkedHashMap<>();
        for (CancelOutcome record : records) {
            cancels.computeIfAbsent(record.cancelId(), id -> new ArrayList<>()).add(record);
        }
        return cancels;
    }
}

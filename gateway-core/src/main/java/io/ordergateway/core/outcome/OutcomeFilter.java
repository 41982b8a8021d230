package io.ordergateway.core.outcome;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which records a subscriber wants. Marks of a wanted account always pass: who reads less must still learn of a gap.
 *
 * <pre>{@code
 * OutcomeFilter.ALL.account("main").symbol("BTC-PERP")
 * }</pre>
 *
 * @param account the name of the one account wanted, or {@code null} for all
 * @param symbol the one symbol wanted, or {@code null} for all
 * @param ends whether only records that say how a cancel ended are wanted
 */
public record OutcomeFilter(
        @Nullable String account, @Nullable String symbol, boolean ends) {
    /** Everything. */
    public static final OutcomeFilter ALL = new OutcomeFilter(null, null, false);

    /** Of this account only. */
    public OutcomeFilter account(String name) {
        return new OutcomeFilter(Objects.requireNonNull(name, "account"), symbol, ends);
    }

    /** Of this symbol only. */
    public OutcomeFilter symbol(String name) {
        return new OutcomeFilter(account, Objects.requireNonNull(name, "symbol"), ends);
    }

    /** Only how cancels ended. */
    public OutcomeFilter endsOnly() {
        return new OutcomeFilter(account, symbol, true);
    }

    /** Whether a record is wanted. */
    public boolean wants(Outcome outcome) {
        if (account != null && !account.equals(outcome.account().name())) {
            return false;
        }
        return !(outcome instanceof CancelOutcome cancel) || wants(cancel);
    }

    private boolean wants(CancelOutcome cancel) {
        return (symbol == null || symbol.equals(cancel.order().symbol())) && (!ends || cancel.closes());
    }
}

package io.ordergateway.core.guard;

import io.ordergateway.core.order.CancelAll;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kill switch keeps empty. Two of the same scope are one.
 *
 * @param account of this account, or {@code null} for all
 * @param symbol of this instrument, or {@code null} for all
 */
public record KillScope(@Nullable String account, @Nullable String symbol) {
    /** All orders of all accounts. */
    public static final KillScope EVERYTHING = new KillScope(null, null);

    /** What is canceled: one wish for each account. */
    public List<CancelAll> wishes(Collection<String> accounts) {
        return (account == null ? accounts.stream().sorted() : List.of(account).stream())
                .map(name -> CancelAll.of(name).within(Sweep.TRY_WITHIN))
                .map(all -> symbol == null ? all : all.symbol(symbol))
                .toList();
    }

    /** For sentences. */
    @Override
    public String toString() {
        return (symbol == null ? "every order" : "every order of " + symbol)
                + (account == null ? " on every account" : " on account " + account);
    }
}

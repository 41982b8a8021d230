package io.ordergateway.core.guard;

import io.ordergateway.core.order.CancelAll;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lease promises.
 *
 * @param account whose orders are canceled when it fires
 * @param symbols of these instruments only; none for all. At most {@value #MAX_SYMBOLS}
 * @param strategy of the strategy with this tag only, as in {@link CancelAll#strategy}; {@code null} for everybody's
 * @param ttl how long it holds without being renewed, {@link #MIN_TTL} to {@link #MAX_TTL}
 * @param rehearsal whether it only says what would be canceled
 */
public record LeaseTerms(
        String account, List<String> symbols, @Nullable String strategy, Duration ttl, boolean rehearsal) {
    /** Shorter ones would fire for a pause of a collector. */
    public static final Duration MIN_TTL = Duration.ofMillis(500);

    public static final Duration MAX_TTL = Duration.ofHours(1);
    public static final int MAX_SYMBOLS = 16;

    public LeaseTerms {
        symbols = List.copyOf(symbols);
    }

    /** A lease on all orders of an account. */
    public static LeaseTerms of(String account, Duration ttl) {
        return new LeaseTerms(account, List.of(), null, ttl, false);
    }

    /** The same, of these instruments only. */
    public LeaseTerms symbols(List<String> only) {
        return new LeaseTerms(account, only, strategy, ttl, rehearsal);
    }

    /** The same, of one strategy's orders only. */
    public LeaseTerms strategy(String tag) {
        return new LeaseTerms(account, symbols, tag, ttl, rehearsal);
    }

    /** The same, only saying what would be canceled. */
    public LeaseTerms rehearsing() {
        return new LeaseTerms(account, symbols, strategy, ttl, true);
    }

    /** What is canceled when it fires: one wish, or one for each instrument. */
    public List<CancelAll> wishes() {
        CancelAll account = CancelAll.of(this.account).within(Sweep.TRY_WITHIN);
        CancelAll all = strategy == null ? account : account.strategy(strategy);
        return symbols.isEmpty()
                ? List.of(all)
                : symbols.stream().distinct().map(all::symbol).toList();
    }

    GuardReply.@Nullable Refused refusal() {
        if (ttl.compareTo(MIN_TTL) < 0 || ttl.compareTo(MAX_TTL) > 0) {
            String text = "ttl is " + ttl + "; write " + MIN_TTL + " to " + MAX_TTL;
            return GuardReply.Refused.invalid("ttl", text);
        }
        if (symbols.size() > MAX_SYMBOLS) {
            String text =
                    "symbols has " + symbols.size() + " entries; write at most " + MAX_SYMBOLS + ", or none for all";
            return GuardReply.Refused.invalid("symbols", text);
        }
        return null;
    }
}

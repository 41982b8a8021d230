package io.ordergateway.core.guard;

import io.ordergateway.core.guard.GuardReply.Reason;
import io.ordergateway.core.guard.GuardReply.Refused;
import io.ordergateway.core.timing.Now;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kill switches that are latched. Each scope is emptied, and looked at again and again, until somebody releases it, which is
 * refused until the venue's list has proven, for every account, that nothing rests. Not thread-safe; told the time.
 */
public final class KillTable {
    /** Kill switches latched at once. */
    public static final int MAX_SWITCHES = 64;

    /** The longest name of who latches or releases. */
    public static final int MAX_BY = 64;

    /** The longest reason. */
    public static final int MAX_REASON = 512;

    private final Map<KillScope, Latched> switches = new LinkedHashMap<>();

    private static final class Latched {
        private final KillScope scope;
        private final String by;
        private final String reason;
        private final Instant at;
        private final List<Sweep> sweeps;
        private boolean releasing;
        private boolean toldFlat;

        Latched(KillScope scope, String by, String reason, Instant at, List<Sweep> sweeps) {
            this.scope = scope;
            this.by = by;
            this.reason = reason;
            this.at = at;
            this.sweeps = sweeps;
        }

        KillState state() {
            return new KillState(
                    scope, by, reason, at, sweeps.stream().map(Sweep::state).toList());
        }

        boolean isFlat() {
            return sweeps.stream().allMatch(Sweep::isFlat);
        }

        boolean isRunning() {
            return sweeps.stream().anyMatch(Sweep::isRunning);
        }

        /** Whether its being flat is news. */
        boolean turned() {
            boolean was = toldFlat;
            toldFlat = isFlat();
            return was != toldFlat;
        }
    }

    /** Why a switch may not be latched, or {@code null} if it may. */
    public @Nullable Refused refusal(KillScope scope, String by, String reason) {
        String fault = GuardText.fault("by", by, MAX_BY);
        if (fault != null) {
            return Refused.invalid("by", fault);
        }
        fault = GuardText.fault("reason", reason, MAX_REASON);
        if (fault != null) {
            return Refused.invalid("reason", fault);
        }
        if (!switches.containsKey(scope) && switches.size() >= MAX_SWITCHES) {
            String text =
                    MAX_SWITCHES + " kill switches are latched; release one, or latch one for more than one symbol";
            return new Refused(Reason.TOO_MANY, null, text);
        }
        return null;
    }

    /**
     * Latches a switch that {@link #refusal} has nothing against. One that is latched stays as it is, with whom and why it
     * was latched for.
     *
     * @param accounts the names of all accounts
     * @return whether it is new, and must be kept
     */
    public boolean latch(KillScope scope, String by, String reason, Collection<String> accounts, Now now) {
        if (switches.containsKey(scope)) {
            return false;
        }
        put(scope, by, reason, now.wall(), accounts, now);
        return true;
    }

    private void put(KillScope scope, String by, String reason, Instant at, Collection<String> accounts, Now now) {
        List<Sweep> sweeps = scope.wishes(accounts).stream()
                .map(wish -> new Sweep(wish, false, now))
                .toList();
        switches.put(scope, new Latched(scope, by, reason, at, sweeps));
    }

    /**
     * Releases a switch: from then on nothing of it is under way. While a look is, no further one begins, it stays latched, and
     * this is to be asked again when that has ended.
     *
     * @param by who releases it
     * @return why it stays latched, or {@code null} if it does not, or not for long
     */
    public @Nullable Refused release(KillScope scope, String by) {
        String fault = GuardText.fault("by", by, MAX_BY);
        if (fault != null) {
            return Refused.invalid("by", fault);
        }
        Latched latched = switches.get(scope);
        if (latched == null) {
            return new Refused(Reason.NOT_FOUND, "scope", "no kill switch for " + scope + " is latched");
        }
        latched.releasing = latched.isRunning();
        if (latched.releasing) {
            return null;
        }
        if (!latched.isFlat()) {
            List<String> open = latched.sweeps.stream()
                    .filter(sweep -> !sweep.isFlat())
                    .map(sweep -> sweep.state().told())
                    .toList();
            String text = "it is not proven that " + scope + " is gone: " + String.join("; ", open)
                    + "; release it when that is proven";
            return new Refused(Reason.NOT_FLAT, null, text);
        }
        switches.remove(scope);
        return null;
    }

    /** Whether a switch is latched. */
    public boolean isLatched(KillScope scope) {
        return switches.containsKey(scope);
    }

    /** What is to be emptied, and to stay so. */
    public List<Sweep> sweeps() {
        return switches.values().stream()
                .filter(latched -> !latched.releasing)
                .flatMap(latched -> latched.sweeps.stream())
                .toList();
    }

    /** The switches whose scope became flat, or is so no more, since this was asked last. */
    public List<KillState> turned() {
        return switches.values().stream()
                .filter(Latched::turned)
                .map(Latched::state)
                .toList();
    }

    /** How a switch is, or {@code null} if none is latched. */
    public @Nullable KillState state(KillScope scope) {
        Latched latched = switches.get(scope);
        return latched == null ? null : latched.state();
    }

    /** Every switch that is latched, the oldest first. */
    public List<KillState> states() {
        return switches.values().stream().map(Latched::state).toList();
    }

    /** Takes up what an earlier process left latched. What it had proven is proven anew. */
    public void restore(List<KillState> kept, Collection<String> accounts, Now now) {
        kept.forEach(state -> put(state.scope(), state.by(), state.reason(), state.latchedAt(), accounts, now));
    }
}

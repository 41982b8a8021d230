package io.ordergateway.core.guard;

import io.ordergateway.core.guard.LeaseState.Cause;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Dead-man leases: who armed what, what has fired, and how far that is. A lease that is not renewed within its time fires, and
 * so does one whose connection is lost; its scope is then emptied until the venue's list proves it. Not thread-safe; told
 * the time.
 */
public final class LeaseTable {
    /** Leases of one client, with those that have ended, which make room for new ones. */
    public static final int MAX_PER_CLIENT = 16;

    /** How long the scope of a fired lease is tried to be emptied. */
    public static final Duration PURSUED_FOR = Duration.ofHours(1);

    private final Map<String, Map<String, Lease>> clients = new LinkedHashMap<>();

    /** Why a lease may not be armed, or {@code null} if it may. */
    public GuardReply.@Nullable Refused refusal(LeaseId id, LeaseTerms terms) {
        GuardReply.Refused refused = id.refusal();
        if (refused == null) {
            refused = terms.refusal();
        }
        if (refused != null) {
            return refused;
        }
        Map<String, Lease> others = clients.getOrDefault(id.client(), Map.of());
        Lease known = others.get(id.name());
        String text = known == null ? null : known.inTheWay();
        if (text != null) {
            return new GuardReply.Refused(GuardReply.Reason.NOT_FLAT, "name", text);
        }
        if (known == null
                && others.size() >= MAX_PER_CLIENT
                && others.values().stream().noneMatch(Lease::isOver)) {
            text = "client \"" + id.client() + "\" has " + MAX_PER_CLIENT + " leases; disarm one, or arm one of "
                    + others.keySet();
            return new GuardReply.Refused(GuardReply.Reason.TOO_MANY, "name", text);
        }
        return null;
    }

    /**
     * Arms a lease that {@link #refusal} has nothing against, or renews it.
     *
     * @param holder the connection whose loss makes it fire, or {@code null} if there is none; the newest counts
     * @return whether there was no such lease under these terms: then it is new, and must be kept
     */
    public boolean arm(LeaseId id, LeaseTerms terms, @Nullable String holder, Now now) {
        Map<String, Lease> own = clients.computeIfAbsent(id.client(), any -> new LinkedHashMap<>());
        Lease known = own.get(id.name());
        if (known != null && known.isArmed() && known.isOf(terms)) {
            known.renew(holder, now);
            return false;
        }
        if (known == null && own.size() >= MAX_PER_CLIENT) {
            own.entrySet().stream()
                    .filter(entry -> entry.getValue().isOver())
                    .findFirst()
                    .map(Map.Entry::getKey)
                    .ifPresent(own::remove);
        }
        own.put(id.name(), new Lease(id, terms, holder, now));
        return true;
    }

    /** Takes a lease back, be it that it has fired; {@code null} if there is none that is armed or fired. */
    public @Nullable LeaseState disarm(LeaseId id, Now now) {
        Lease known = find(id);
        if (known == null || !(known.isArmed() || known.isFired())) {
            return null;
        }
        known.disarm(now);
        return known.state();
    }

    /** Everything this connection held fires. */
    public List<LeaseState> connectionLost(String holder, Now now) {
        return fire(lease -> lease.isArmed() && lease.isHeldBy(holder), Cause.CONNECTION_LOST, now);
    }

    /** Everything that was not renewed in time fires. */
    public List<LeaseState> fireDue(Now now) {
        return fire(lease -> lease.isDue(now), Cause.MISSED_RENEWAL, now);
    }

    private List<LeaseState> fire(Predicate<Lease> which, Cause cause, Now now) {
        List<Lease> fired = all().filter(which).toList();
        fired.forEach(lease -> lease.fire(cause, now));
        return fired.stream().map(Lease::state).toList();
    }

    /** What the leases that fired have left to be emptied. */
    public List<Sweep> sweeps() {
        return all().flatMap(lease -> lease.unfinished().stream()).toList();
    }

    /** The leases that have come to their end since this was asked last. */
    public List<LeaseState> settle(Now now) {
        return all().filter(lease -> lease.settle(now)).map(Lease::state).toList();
    }

    /** When the next lease fires, by the forward clock. */
    public OptionalLong nextFires() {
        return all().filter(Lease::isArmed)
                .mapToLong(Lease::fires)
                .reduce((one, other) -> one - other <= 0 ? one : other);
    }

    /** How a lease is, or {@code null} if there is none. */
    public @Nullable LeaseState state(LeaseId id) {
        Lease known = find(id);
        return known == null ? null : known.state();
    }

    /** Every lease, with those that have ended and are remembered. */
    public List<LeaseState> states() {
        return all().map(Lease::state).toList();
    }

    /** What must not be forgotten: the leases that are armed, and those that fired and have not come to their end. */
    public List<LeaseState> unfinished() {
        return all().filter(lease -> lease.isArmed() || lease.isFired())
                .map(Lease::state)
                .toList();
    }

    /** Takes up what an earlier process left: what was armed has its whole time to be renewed, and no connection. */
    public void restore(List<LeaseState> kept, Now now) {
        for (LeaseState state : kept) {
            LeaseId id = state.id();
            clients.computeIfAbsent(id.client(), any -> new LinkedHashMap<>()).put(id.name(), new Lease(state, now));
        }
    }

    private @Nullable Lease find(LeaseId id) {
        return clients.getOrDefault(id.client(), Map.of()).get(id.name());
    }

    private Stream<Lease> all() {
        return new ArrayList<>(clients.values()).stream().flatMap(own -> own.values().stream());
    }
}

package io.ordergateway.core.guard;

import io.ordergateway.core.guard.LeaseState.Cause;
import io.ordergateway.core.guard.LeaseState.Phase;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.timing.Now;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One lease, from its arming to its end. */
final class Lease {
    private final LeaseId id;
    private final LeaseTerms terms;
    private final Instant armedAt;
    private @Nullable String holder;
    private Phase phase = Phase.ARMED;
    private long fires;
    private Instant firesAt;

    private @Nullable Cause cause;
    private @Nullable Instant firedAt;
    private @Nullable Instant endedAt;
    private long pursuedUntil;
    private List<Sweep> sweeps = List.of();

    Lease(LeaseId id, LeaseTerms terms, @Nullable String holder, Now now) {
        this.id = id;
        this.terms = terms;
        this.armedAt = now.wall();
        this.holder = holder;
        this.fires = now.in(terms.ttl());
        this.firesAt = now.wall().plus(terms.ttl());
    }

    /** One that an earlier process left. What it had armed has its whole time again; what had fired is pursued at once. */
    Lease(LeaseState kept, Now now) {
        this.id = kept.id();
        this.terms = kept.terms();
        this.armedAt = kept.armedAt();
        this.fires = now.in(terms.ttl());
        this.firesAt = now.wall().plus(terms.ttl());
        LeaseState.Course course = kept.course();
        if (course != null) {
            firesAt = kept.firesAt();
            fire(course.cause(), now);
            firedAt = course.firedAt();
        }
    }

    void renew(@Nullable String by, Now now) {
        holder = by;
        fires = now.in(terms.ttl());
        firesAt = now.wall().plus(terms.ttl());
    }

    boolean isArmed() {
        return phase == Phase.ARMED;
    }

    boolean isFired() {
        return phase == Phase.FIRED;
    }

    /** Whether nothing is done for it any more, nor will be. */
    boolean isOver() {
        return !isArmed() && !isFired() && sweeps.stream().noneMatch(Sweep::isRunning);
    }

    boolean isOf(LeaseTerms others) {
        return terms.equals(others);
    }

    boolean isHeldBy(String connection) {
        return connection.equals(holder);
    }

    boolean isDue(Now now) {
        return isArmed() && now.reached(fires);
    }

    long fires() {
        return fires;
    }

    void fire(Cause why, Now now) {
        phase = Phase.FIRED;
        cause = why;
        firedAt = now.wall();
        pursuedUntil = now.in(LeaseTable.PURSUED_FOR);
        sweeps = terms.wishes().stream()
                .map(wish -> new Sweep(wish, terms.rehearsal(), now))
                .toList();
    }

    void disarm(Now now) {
        if (isFired()) {
            endedAt = now.wall();
        }
        phase = Phase.DISARMED;
    }

    /** What is still to be emptied. */
    List<Sweep> unfinished() {
        return isFired() ? sweeps.stream().filter(sweep -> !sweep.isDone()).toList() : List.of();
    }

    /** Whether it has come to its end now. */
    boolean settle(Now now) {
        if (!isFired()) {
            return false;
        }
        if (sweeps.stream().allMatch(Sweep::isDone)) {
            phase = terms.rehearsal() ? Phase.REHEARSED : Phase.PROVEN_FLAT;
        } else if (now.reached(pursuedUntil)) {
            phase = Phase.GAVE_UP;
        } else {
            return false;
        }
        endedAt = now.wall();
        return true;
    }

    LeaseState state() {
        return new LeaseState(id, terms, phase, armedAt, firesAt, course());
    }

    private LeaseState.@Nullable Course course() {
        if (cause == null) {
            return null;
        }
        List<OpenOrder> open =
                sweeps.stream().flatMap(sweep -> sweep.open().stream()).toList();
        List<SweepState> states = sweeps.stream().map(Sweep::state).toList();
        return new LeaseState.Course(cause, Objects.requireNonNull(firedAt), endedAt, states, open);
    }

    /** Why nobody may arm it now, or {@code null} if it may be armed. */
    @Nullable
    String inTheWay() {
        if (isArmed() || isOver()) {
            return null;
        }
        List<String> told = sweeps.stream()
                .filter(sweep -> !sweep.isDone() || sweep.isRunning())
                .map(sweep -> sweep.state().told())
                .toList();
        return "lease \"" + id.name() + "\" fired at " + firedAt + " and is not done: " + String.join("; ", told)
                + "; arm it again when that has ended, since what rests by then is canceled";
    }
}

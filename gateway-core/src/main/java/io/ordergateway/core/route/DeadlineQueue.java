package io.ordergateway.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait until the venue's limit lets them go: the earliest deadline first, of equals the one that came first.
 * With this order, whoever fits into the limit at all is sent in time. One that was let in is never displaced: the next is
 * let in only if it is in time itself and makes nobody late. Decides, told the time; owned by the account's thread.
 *
 * @param <T> a request
 */
public final class DeadlineQueue<T> {
    /** How often a later deadline is tried before a place behind all others is named, which is never too early. */
    private static final int TRIES = 8;

    private final RateBudget budget;
    private final TreeSet<Waiting<T>> waiting = new TreeSet<>(DeadlineQueue::order);
    private long arrivals;

    // Whoever asks for less than was refused is refused the same, as long as nothing changes: a burst asks one by one.
    private long refusedUntil;
    private int refusedWeight;
    private int refusedIn;

    /**
     * An empty queue.
     *
     * @param budget from which all of it is paid; no other queue may be
     */
    public DeadlineQueue(RateBudget budget) {
        this.budget = budget;
    }

    /**
     * One that waits.
     *
     * @param weight as how many it counts
     * @param deadline by the forward clock
     * @param arrival its number among all that came
     */
    public record Waiting<T>(T request, int weight, long deadline, long arrival) {}

    private static int order(Waiting<?> one, Waiting<?> other) {
        int byDeadline = Long.compare(one.deadline - other.deadline, 0); // the forward clock may pass zero
        return byDeadline != 0 ? byDeadline : Long.compare(one.arrival, other.arrival);
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }

    /** Whether another request could leave now, with all that wait. */
    public boolean isOpen(int weight, long now) {
        return budget.allowsMoreCancels(weight, now);
    }

    /** How another request would fit in. */
    public Fit fit(int weight, long deadline, long now) {
        if (isOpen(weight, now)) {
            return new Fit(true, deadline, budget.limit());
        }
        int version = budget.version(now);
        if (version != refusedIn || weight != refusedWeight || deadline - refusedUntil >= 0) {
            refusedUntil = soonest(weight, deadline, now);
            refusedWeight = weight;
            refusedIn = version;
        }
        return new Fit(refusedUntil == deadline, refusedUntil, budget.limit());
    }

    private long soonest(int weight, long deadline, long now) {
        long wanted = deadline;
        long needed = needed(weight, wanted, now);
        for (int tries = 1; needed != wanted && tries < TRIES; tries++) {
            wanted = needed;
            needed = needed(weight, wanted, now);
        }
        return needed == wanted ? needed : behindAll(weight, now);
    }

    /** The deadline that it needs if it is given its place by another: that one, if it is in time and makes nobody late. */
    private long needed(int weight, long wanted, long now) {
        RateBudget.Plan plan = budget.plan(now);
        long needed = wanted;
        boolean placed = false;
        for (Waiting<T> one : waiting) {
            if (!placed && one.deadline - wanted > 0) {
                placed = true;
                needed = later(needed, plan.next(weight));
            }
            boolean late = plan.next(one.weight) - one.deadline > 0;
            needed = placed && late ? later(needed, one.deadline) : needed;
        }
        return placed ? needed : later(needed, plan.next(weight));
    }

    private long behindAll(int weight, long now) {
        RateBudget.Plan plan = budget.plan(now);
        waiting.forEach(one -> plan.next(one.weight));
        long at = plan.next(weight);
        return waiting.isEmpty() ? at : later(at, waiting.last().deadline);
    }

    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }

    /** Lets a request wait, whether it fits or not. */
    public void add(T request, int weight, long deadline) {
        waiting.add(new Waiting<>(request, weight, deadline, arrivals++));
        budget.promise(weight);
    }

    /** Lets one wait again that was taken out, in its old place, as another request. */
    public void putBack(Waiting<T> old, T request) {
        waiting.add(new Waiting<>(request, old.weight, old.deadline, old.arrival));
        budget.promise(old.weight);
    }

    /**
     * Gives one that waits a sooner place, if it is in time there and makes nobody late; otherwise it keeps its own.
     *
     * @param like which one
     * @return how it fits in, or {@code null} if there is none like this
     */
    public @Nullable Fit sooner(Predicate<T> like, long deadline, long now) {
        for (Waiting<T> one : waiting) {
            if (like.test(one.request)) {
                return one.deadline - deadline <= 0
                        ? new Fit(true, deadline, budget.limit())
                        : move(one, deadline, now);
            }
        }
        return null;
    }

    private Fit move(Waiting<T> one, long deadline, long now) {
        remove(one);
        Fit fit = fit(one.weight, deadline, now);
        Waiting<T> moved = new Waiting<>(one.request, one.weight, fit.inTime() ? deadline : one.deadline, one.arrival);
        putBack(moved, one.request);
        return fit;
    }

    /** The one whose turn is next, or {@code null}. */
    public @Nullable Waiting<T> first() {
        return waiting.isEmpty() ? null : waiting.first();
    }

    /** Whether that one may leave now. */
    public boolean isDue(Waiting<T> first, long now) {
        return budget.allowsCancels(first.weight, now);
    }

    /** The first that wait, at most so many, up to the first that is not like this. */
    public List<Waiting<T>> first(int most, Predicate<T> like) {
        List<Waiting<T>> found = new ArrayList<>();
        for (Waiting<T> one : waiting) {
            if (found.size() >= most || !like.test(one.request)) {
                break;
            }
            found.add(one);
        }
        return found;
    }

    /** It waits no more. */
    public void remove(Waiting<T> one) {
        if (waiting.remove(one)) {
            budget.promise(-one.weight);
        }
    }

    /** Takes out all for whom there is no use in waiting, earliest deadline first. */
    public List<T> removeIf(Predicate<T> useless) {
        List<T> removed = new ArrayList<>();
        waiting.removeIf(one -> {
            boolean goes = useless.test(one.request);
            if (goes) {
                budget.promise(-one.weight);
                removed.add(one.request);
            }
            return goes;
        });
        return removed;
    }
}

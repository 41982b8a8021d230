package io.ordergateway.ws.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.ws.sim.stage.SimulatedVenue.Truth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the demo found: on one side what the gateway accepted, answered and recorded, on the other the venue's book.
 * Thread-safe: results and records come on the gateway's threads.
 */
final class DemoReport {
    private static final long MAX_MICROS = 60_000_000;
    private static final int BAR = 40;

    private final Map<CancelId, CancelOrder> submitted = new LinkedHashMap<>();
    private final Map<CancelId, CancelResult> answers = new LinkedHashMap<>();
    private final Map<CancelId, CancelResult> ends = new LinkedHashMap<>();
    private final List<String> lies = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private final Map<OrderStatus, Integer> inResults = new EnumMap<>(OrderStatus.class);
    private final Map<OrderStatus, Integer> inBook = new EnumMap<>(OrderStatus.class);
    private final Histogram micros = new Histogram(MAX_MICROS, 3);
    private int accepted;
    private int settled;
    private int liesExposed;

    synchronized void submitted(List<CancelOrder> wishes) {
        wishes.forEach(wish -> submitted.put(wish.cancelId(), wish));
    }

    synchronized void answered(CancelResult result, long nanos) {
        micros.recordValue(Math.min(nanos / 1_000, MAX_MICROS));
        if (answers.put(result.cancelId(), result) != null) {
            contradictions.add(result.cancelId() + " was answered twice");
        }
    }

    synchronized void recorded(CancelOutcome outcome) {
        accepted += outcome.phase() == CancelOutcome.Phase.ACCEPTED ? 1 : 0;
        settled += outcome.phase() == CancelOutcome.Phase.SETTLED ? 1 : 0;
        CancelResult result = outcome.result();
        if (result != null && result.isFinal() && ends.put(outcome.cancelId(), result) != null) {
            contradictions.add(outcome.cancelId() + " ended twice");
        }
    }

    synchronized void lies(List<String> orders) {
        lies.addAll(orders);
    }

    synchronized boolean allClosed() {
        return ends.size() == submitted.size();
    }

    /** Holds every result against the venue's own book. */
    synchronized void compare(Function<String, Optional<Truth>> book) {
        submitted.forEach((id, wish) -> {
            Truth truth = book.apply(wish.order().orderId()).orElseThrow();
            inBook.merge(truth.status(), 1, Integer::sum);
            check("told", answers.get(id), truth);
            CancelResult end = ends.get(id);
            check("ended", end, truth);
            if (end != null) {
                inResults.merge(claim(end), 1, Integer::sum);
                liesExposed +=
                        lies.contains(wish.order().orderId()) && end.kind() == CancelResult.Kind.TOO_LATE ? 1 : 0;
            }
        });
    }

    private void check(String when, @Nullable CancelResult result, Truth truth) {
        if (result != null && !agrees(result, truth)) {
            contradictions.add(
                    when + " " + result.kind() + ", but the book says " + truth.status() + " of " + result.order());
        }
    }

    /** Whether a result can be true of an order in the book. What claims nothing about the end cannot be false. */
    private static boolean agrees(CancelResult result, Truth truth) {
        if (result instanceof CancelResult.Canceled canceled
                && canceled.filled() != null
                && canceled.filled().compareTo(truth.filled()) != 0) {
            return false;
        }
        return !result.isFinal() || claim(result) == truth.status();
    }

    /** What a final result claims of its order. */
    private static OrderStatus claim(CancelResult result) {
        if (result instanceof CancelResult.TooLate late) {
            return late.how();
        }
        return result instanceof CancelResult.Canceled ? OrderStatus.CANCELED : OrderStatus.OPEN;
    }

    synchronized boolean sound() {
        return contradictions.isEmpty() && unresolved() == 0 && accepted == settled && accepted == submitted.size();
    }

    private int unresolved() {
        return submitted.size() - ends.size();
    }

    private Map<CancelResult.Kind, Integer> results() {
        Map<CancelResult.Kind, Integer> counts = new EnumMap<>(CancelResult.Kind.class);
        answers.values().forEach(result -> counts.merge(result.kind(), 1, Integer::sum));
        return counts;
    }

    /** Of these answers, those whose last frame or request took this way. */
    private long lastSentBy(PathKind path, Predicate<CancelResult> which) {
        return answers.values().stream()
                .filter(which)
                .flatMap(result -> result.attempts().stream()
                        .filter(attempt -> attempt.sentAt() != null)
                        .reduce((earlier, later) -> later)
                        .stream())
                .filter(attempt -> attempt.path() == path)
                .count();
    }

    private long told(CancelResult.Kind kind, PathKind path) {
        return lastSentBy(path, result -> result.kind() == kind);
    }

    synchronized String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("accepted", accepted).put("settled", settled);
        ObjectNode results = json.putObject("results");
        results().forEach((kind, count) -> results.put(kind.name(), count));
        json.putObject("paths")
                .put("socket", lastSentBy(PathKind.SOCKET, any -> true))
                .put("rest", lastSentBy(PathKind.REST, any -> true));
        json.put("contradictions", contradictions.size()).put("unresolved", unresolved());
        json.putObject("latencyMicros")
                .put("p50", micros.getValueAtPercentile(50))
                .put("p99", micros.getValueAtPercentile(99))
                .put("max", micros.getMaxValue());
        return json.toString();
    }

    synchronized String text() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("%n%-15s %12s %12s%n", "what was told", "by socket", "by REST");
        results()
                .forEach((kind, count) ->
                        text.format("%-15s %12d %12d%n", kind, told(kind, PathKind.SOCKET), told(kind, PathKind.REST)));
        text.format("%n%-15s %12s %12s%n", "orders that are", "by results", "in the book");
        for (OrderStatus status : OrderStatus.values()) {
            int claimed = inResults.getOrDefault(status, 0);
            int booked = inBook.getOrDefault(status, 0);
            if (claimed + booked > 0) {
                text.format("%-15s %12d %12d%n", status, claimed, booked);
            }
        }
        text.format("%n");
        text.format(
                "told an acknowledgement, then filled by the venue: %d, reported TOO_LATE: %d%n",
                lies.size(), liesExposed);
        text.format(
                "unknown at their deadline: %d, resolved later: %d%n%n",
                results().getOrDefault(CancelResult.Kind.UNKNOWN, 0), resolvedLater());
        histogram(text);
        text.format("%naccepted %d = settled %d: %s%n", accepted, settled, accepted == settled ? "yes" : "NO");
        text.format("results that contradict the venue's book: %d%n", contradictions.size());
        contradictions.forEach(contradiction -> text.format("  %s%n", contradiction));
        text.format("results that were never resolved: %d%n", unresolved());
        text.format(sound() ? "Every result agrees with the venue's own book." : "SOMETHING IS WRONG, see above.");
        return text.toString();
    }

    private long resolvedLater() {
        return answers.values().stream()
                .filter(told -> told.kind() == CancelResult.Kind.UNKNOWN && ends.containsKey(told.cancelId()))
                .count();
    }

    private void histogram(Formatter text) {
        text.format("from submitting a burst to each answer, in microseconds (bars on a log scale)%n");
        for (double percentile : new double[] {50, 75, 90, 95, 99, 100}) {
            long value = micros.getValueAtPercentile(percentile);
            double share = Math.log1p((double) value) / Math.log1p((double) micros.getMaxValue());
            text.format("  p%-4.0f %9d  %s%n", percentile, value, "#".repeat((int) Math.round(share * BAR)));
        }
    }
}

package io.ordergateway.ws.demo;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;

/** The other story the demo tells: every way of the venue to misbehave, one after the other, and what became of it. */
final class FaultTour {
    private static final int ORDERS = 3;
    private static final Duration WITHIN = Duration.ofSeconds(6);
    private static final Duration SETTLING = Duration.ofSeconds(60);

    private static final Stage.Pace PACE = new Stage.Pace(
            Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofSeconds(3));

    private final Play play;
    private final Consumer<String> progress;

    private FaultTour(Play play, Consumer<String> progress) {
        this.play = play;
        this.progress = progress;
    }

    static DemoReport run(Stage stage, String venue, Consumer<String> progress) {
        try (Play play = Play.begin(stage, venue, PACE)) {
            FaultTour tour = new FaultTour(play, progress);
            if (play.hasSessions()) {
                tour.overSockets();
            }
            tour.overRest();
            return play.end(SETTLING);
        }
    }

    private void overSockets() {
        progress.accept(line("over the socket", "what became of " + ORDERS, "frames and requests", "took"));
        play.venue.socketFaults().forEach(this::meet);
        play.venue.acceptSockets(false);
        play.venue.cutSockets();
        Play.await(
                "the sockets to go",
                Play.PATIENCE,
                () -> !play.gateway().health().socketsReady());
        progress.accept("");
    }

    private void overRest() {
        progress.accept(line("over REST alone", "what became of " + ORDERS, "requests", "took"));
        for (String fault : play.venue.restFaults()) {
            meet(fault);
            if (!play.hasSessions() && !play.isCalm()) {
                play.awaitEnds(SETTLING);
                play.renew();
            }
        }
    }

    private void meet(String fault) {
        play.venue.faults().next(Collections.nCopies(ORDERS, fault));
        List<CancelOrder> wishes = play.place(ORDERS).stream()
                .map(order -> play.wish(order).awaitFinal().within(WITHIN))
                .toList();
        play.report.submitted(wishes);
        long start = System.nanoTime();
        // One after the other: together they would leave as one batch, and meet the fault once.
        List<CancelResult> told = Flux.fromIterable(wishes)
                .concatMap(play.gateway()::cancel)
                .doOnNext(result -> play.report.answered(result, System.nanoTime() - start))
                .collectList()
                .blockOptional(WITHIN.multipliedBy(ORDERS).plus(Play.PATIENCE))
                .orElseThrow();
        play.venue.faults().clear();
        String took = (System.nanoTime() - start) / 1_000_000 + " ms";
        progress.accept(line(fault, results(told), ways(told), took));
    }

    private static String results(List<CancelResult> told) {
        Map<String, Long> counts = told.stream()
                .collect(Collectors.groupingBy(
                        result -> result instanceof CancelResult.TooLate late
                                ? late.kind() + " (" + late.how() + ")"
                                : result.kind().name(),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String ways(List<CancelResult> told) {
        return sent(told, PathKind.SOCKET) + " socket, " + sent(told, PathKind.REST) + " REST";
    }

    private static long sent(List<CancelResult> told, PathKind path) {
        return told.stream()
                .flatMap(result -> result.attempts().stream())
                .filter(attempt -> attempt.sentAt() != null)
                .map(Attempt::path)
                .filter(path::equals)
                .count();
    }

    private static String line(String fault, String results, String ways, String took) {
        return String.format(Locale.ROOT, "%-25s %-36s %-20s %9s", fault, results, ways, took);
    }
}

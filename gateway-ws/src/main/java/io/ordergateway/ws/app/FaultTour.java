package io.ordergateway.ws.app;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
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
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(300);
    private static final Duration REQUEST_WINDOW = Duration.ofSeconds(3);
    private static final Duration SETTLING = Duration.ofSeconds(60);

    private final Consumer<String> progress;
    private final DemoReport report = new DemoReport();

    FaultTour(Consumer<String> progress) {
        this.progress = progress;
    }

    DemoReport run() {
        try (SimVenue venue = SimVenue.start(0);
                OrderGateway gateway =
                        Gateway.open(GatewayConfig.of(Demo.account(venue).tuned(tuning())))) {
            gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(report::recorded);
            Demo.await(
                    "the sockets to be ready",
                    Demo.PATIENCE,
                    () -> gateway.health().socketsReady());
            progress.accept(line("over the socket", "what became of " + ORDERS, "frames and requests", "took"));
            for (SimFault fault : SimFault.values()) {
                if (fault.onSocket() == fault) {
                    meet(fault, venue, gateway);
                }
            }
            venue.acceptSockets(false);
            venue.cutSockets();
            Demo.await(
                    "the sockets to go", Demo.PATIENCE, () -> !gateway.health().socketsReady());
            progress.accept("");
            progress.accept(line("over REST alone", "what became of " + ORDERS, "requests", "took"));
            for (SimFault fault : SimFault.values()) {
                if (fault.onRest() == fault) {
                    meet(fault, venue, gateway);
                }
            }
            Demo.await("every order's end to be known", SETTLING, report::allClosed);
            report.compare(venue.book()::order);
            return report;
        }
    }

    private static AccountConfig.Tuning tuning() {
        AccountConfig.Tuning usual = AccountConfig.Tuning.DEFAULT;
        return usual.timings(
                        SessionTimings.DEFAULT.reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200))))
                .replyTimeout(REPLY_TIMEOUT)
                .limits(usual.limits().requestWindow(REQUEST_WINDOW));
    }

    private void meet(SimFault fault, SimVenue venue, OrderGateway gateway) {
        venue.faults().next(Collections.nCopies(ORDERS, fault).toArray(SimFault[]::new));
        List<CancelOrder> wishes = Demo.place(venue, ORDERS).stream()
                .map(order -> Demo.wish(order).awaitFinal().within(WITHIN))
                .toList();
        report.submitted(wishes);
        long start = System.nanoTime();
        // One after the other: together they would leave as one batch, and meet the fault once.
        List<CancelResult> told = Flux.fromIterable(wishes)
                .concatMap(gateway::cancel)
                .doOnNext(result -> report.answered(result, System.nanoTime() - start))
                .collectList()
                .blockOptional(WITHIN.multipliedBy(ORDERS).plus(Demo.PATIENCE))
                .orElseThrow();
        venue.faults().clear();
        String took = (System.nanoTime() - start) / 1_000_000 + " ms";
        progress.accept(line(fault.name(), results(told), ways(told), took));
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

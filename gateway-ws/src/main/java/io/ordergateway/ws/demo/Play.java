package io.ordergateway.ws.demo;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A gateway before a simulated venue, and the report of what goes on between them. */
final class Play implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ACCOUNT = "demo";

    final SimulatedVenue venue;
    final OrderGateway gateway;
    final DemoReport report = new DemoReport();

    private Play(SimulatedVenue venue, OrderGateway gateway) {
        this.venue = venue;
        this.gateway = gateway;
    }

    /** Both are up when this returns. */
    static Play begin(Stage stage, String name, Stage.Pace pace) {
        SimulatedVenue venue = stage.start(name, 0);
        OrderGateway gateway;
        try {
            gateway = stage.opener().open(ACCOUNT, name, venue, pace);
        } catch (RuntimeException | Error e) {
            venue.close();
            throw e;
        }
        Play play = new Play(venue, gateway);
        gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(play.report::recorded);
        play.awaitCalm();
        return play;
    }

    /** Whether any cancel goes over a socket while these are up. */
    boolean hasSessions() {
        return !venue.socketFaults().isEmpty();
    }

    List<String> place(int count) {
        return IntStream.range(0, count).mapToObj(number -> venue.place()).toList();
    }

    CancelOrder wish(String orderId) {
        return CancelOrder.of(ACCOUNT, venue.symbol(), orderId);
    }

    /** Until nothing is wrong any more. */
    void awaitCalm() {
        await("nothing to be wrong", PATIENCE, () -> gateway.health().level() == GatewayHealth.Level.GREEN);
    }

    /** Until every order's end is known, each of which is then held against the venue's book. */
    DemoReport end(Duration patience) {
        await("every order's end to be known", patience, report::allClosed);
        report.compare(venue::truth);
        return report;
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("waited " + patience.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Override
    public void close() {
        gateway.close();
        venue.close();
    }
}

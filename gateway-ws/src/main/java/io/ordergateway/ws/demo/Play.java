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
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A gateway before a simulated venue, and the report of what goes on between them. */
final class Play implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ACCOUNT = "demo";

    final SimulatedVenue venue;
    final DemoReport report = new DemoReport();
    private final Supplier<OrderGateway> opener;
    private OrderGateway gateway;

    private Play(SimulatedVenue venue, Supplier<OrderGateway> opener) {
        this.venue = venue;
        this.opener = opener;
        this.gateway = opener.get();
    }

    /** Both are up when this returns. */
    static Play begin(Stage stage, String name, Stage.Pace pace) {
        SimulatedVenue venue = stage.start(name, 0);
        Play play;
        try {
            play = new Play(venue, () -> stage.opener().open(ACCOUNT, name, venue, pace));
        } catch (RuntimeException | Error e) {
            venue.close();
            throw e;
        }
        play.listen();
        return play;
    }

    private void listen() {
        gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(report::recorded);
        awaitCalm();
    }

    OrderGateway gateway() {
        return gateway;
    }

    /** Another gateway takes the place of this one, which was asked to keep away for longer than anybody would watch. */
    void renew() {
        gateway.close();
        gateway = opener.get();
        listen();
    }

    boolean isCalm() {
        return gateway.health().level() == GatewayHealth.Level.GREEN;
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
        await("nothing to be wrong", PATIENCE, this::isCalm);
    }

    /** Until every order's end is known, each of which is then held against the venue's book. */
    DemoReport end(Duration patience) {
        awaitEnds(patience);
        report.compare(venue::truth);
        return report;
    }

    void awaitEnds(Duration patience) {
        await("every order's end to be known", patience, report::allClosed);
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

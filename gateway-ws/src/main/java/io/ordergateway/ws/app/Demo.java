package io.ordergateway.ws.app;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The story the demo tells: a simulated venue, a gateway, and everything that can go wrong between them. */
final class Demo {
    private static final String ACCOUNT = "demo";
    private static final String SYMBOL = "BTC-PERP";
    private static final int BURST = 100;
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final Consumer<String> progress;
    private final DemoReport report = new DemoReport();

    Demo(Consumer<String> progress) {
        this.progress = progress;
    }

    DemoReport run() {
        try (SimVenue venue = SimVenue.start(0);
                OrderGateway gateway = Gateway.open(config(venue))) {
            gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(report::recorded);
            await("the sockets to be ready", () -> gateway.health().socketsReady());
            calm(venue, gateway, 20);
            filledFirst(venue, gateway);
            lies(venue, gateway);
            silence(venue, gateway);
            cut(venue, gateway);
            calm(venue, gateway, 10);
            await("every order's end to be known", report::allClosed);
            report.compare(venue.book()::order);
            return report;
        }
    }

    private static GatewayConfig config(SimVenue venue) {
        SessionTimings timings =
                SessionTimings.DEFAULT.reconnecting(new Backoff(Duration.ofMillis(100), Duration.ofMillis(400)));
        return GatewayConfig.of(account(venue)
                .tuned(AccountConfig.Tuning.DEFAULT.timings(timings).replyTimeout(Duration.ofMillis(500))));
    }

    static AccountConfig account(SimVenue venue) {
        return AccountConfig.ascendex(
                        ACCOUNT, Account.Category.FUTURES, new Credentials(SimSettings.KEY, SimSettings.SECRET))
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()));
    }

    private void calm(SimVenue venue, OrderGateway gateway, int bursts) {
        progress.accept(bursts + " bursts of " + BURST + " cancels over the socket");
        for (int i = 0; i < bursts; i++) {
            cancel(gateway, finals(place(venue, BURST)));
        }
    }

    private void filledFirst(SimVenue venue, OrderGateway gateway) {
        progress.accept("a burst of " + BURST + " of which every third order is filled before its cancel");
        List<String> orders = place(venue, BURST);
        for (int i = 0; i < orders.size(); i += 3) {
            venue.book().fill(orders.get(i));
        }
        cancel(gateway, finals(orders));
    }

    private void lies(SimVenue venue, OrderGateway gateway) {
        progress.accept("10 cancels that the venue acknowledges, and then fills the orders");
        List<String> orders = place(venue, 10);
        venue.faults().always(SimFault.LIE);
        cancel(gateway, orders.stream().map(Demo::wish).toList());
        venue.faults().clear();
        report.lies(orders);
    }

    private void silence(SimVenue venue, OrderGateway gateway) {
        progress.accept("20 cancels that the venue carries out without a word");
        List<CancelOrder> wishes = place(venue, 20).stream()
                .map(order -> wish(order).awaitFinal().within(SHORT))
                .toList();
        venue.faults().always(SimFault.MUTE);
        cancel(gateway, wishes);
        venue.faults().clear();
    }

    private void cut(SimVenue venue, OrderGateway gateway) {
        progress.accept(
                "a burst of " + BURST + " with every socket cut in the middle, and two more while they are down");
        venue.acceptSockets(false);
        venue.faults().next(Collections.nCopies(BURST / 3, SimFault.NONE).toArray(SimFault[]::new));
        venue.faults().next(SimFault.CUT_AFTER); // what follows it goes to the second session
        venue.faults().next(Collections.nCopies(BURST / 3, SimFault.NONE).toArray(SimFault[]::new));
        venue.faults().next(SimFault.CUT_BEFORE); // and what follows this, to REST
        cancel(gateway, finals(place(venue, BURST)));
        cancel(gateway, finals(place(venue, BURST)));
        cancel(gateway, finals(place(venue, BURST)));
        venue.acceptSockets(true);
        await("the sockets to come back", () -> gateway.health().socketsReady());
    }

    static List<String> place(SimVenue venue, int count) {
        List<String> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(venue.book().place(SYMBOL, "Buy", "0.1", "30000"));
        }
        return orders;
    }

    static CancelOrder wish(String orderId) {
        return CancelOrder.of(ACCOUNT, SYMBOL, orderId);
    }

    private static List<CancelOrder> finals(List<String> orders) {
        return orders.stream().map(order -> wish(order).awaitFinal()).toList();
    }

    /** Submits a burst and waits for all its answers. */
    private void cancel(OrderGateway gateway, List<CancelOrder> wishes) {
        long start = System.nanoTime();
        report.submitted(wishes);
        gateway.cancels(wishes)
                .doOnNext(result -> report.answered(result, System.nanoTime() - start))
                .blockLast(PATIENCE);
    }

    private static void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
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
}

package io.ordergateway.it.bench;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How much heap a cancel takes while it waits for its reply, its deadline included: a hundred thousand of them at a silent venue. */
final class InFlightMemory {
    private static final int CANCELS = 100_000;
    private static final int BURST = 1_000;
    private static final int ROOM = 1 << 17;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long WITHIN = TimeUnit.SECONDS.toNanos(30);
    private static final int DEFAULT_OUTCOMES = 1 << 18;

    private final VenueAddress venue;

    private InFlightMemory(VenueAddress venue) {
        this.venue = venue;
    }

    /** The venue's port, and its control port. */
    public static void main(String[] args) throws IOException {
        VenueAddress venue = new VenueAddress(Integer.parseInt(args[0]), false, Integer.parseInt(args[1]));
        InFlightMemory memory = new InFlightMemory(venue);
        double alone = memory.bytesPerCancel(1);
        double withLog = memory.bytesPerCancel(DEFAULT_OUTCOMES);
        new Part(
                        "Heap per cancel in flight",
                        "After full collections, " + CANCELS + " cancels handed in by " + BURST
                                + " to a venue that does not answer. The orders' ids and the wishes belong to the caller and are"
                                + " not counted. The log's records, which stay when a cancel has ended and are bounded by"
                                + " themselves, are counted in the second row only.",
                        List.of("what", "bytes"),
                        List.of(
                                List.of("a cancel in flight, deadline included", Report.number(alone)),
                                List.of("the same, with what the in-memory log keeps of it", Report.number(withLog))),
                        Map.of("inflight.bytes", alone, "inflight.logged.bytes", withLog))
                .write("inflight");
    }

    private double bytesPerCancel(int outcomesKept) throws IOException {
        GatewayConfig config =
                new GatewayConfig(List.of(GatewayClient.account(venue, ROOM, PATIENCE)), outcomesKept, false);
        List<List<CancelOrder>> bursts = new ArrayList<>();
        for (int i = 0; i < CANCELS / BURST; i++) {
            bursts.add(wishes(BURST));
        }
        try (Control control = new Control(venue);
                OrderGateway gateway = Gateway.open(config)) {
            GatewayClient.awaitReady(gateway);
            // What is made once, and no other time, is made now.
            gateway.cancels(wishes(BURST)).blockLast();
            control.say(Venue.ENDS);
            awaitPending(gateway, 0);
            control.say(Venue.SILENCE);
            long before = used();
            for (int i = 0; i < bursts.size(); i++) {
                gateway.cancels(bursts.get(i)).subscribe();
                awaitPending(gateway, (i + 1) * BURST);
            }
            long after = used();
            control.say(Venue.ANSWER);
            return (after - before) / (double) CANCELS;
        }
    }

    private static List<CancelOrder> wishes(int count) {
        Batch batch = new Batch(count);
        List<CancelOrder> wishes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            wishes.add(CancelOrder.of(GatewayClient.ACCOUNT, Orders.SYMBOL, batch.id(i))
                    .within(PATIENCE));
        }
        return wishes;
    }

    private static void awaitPending(OrderGateway gateway, int count) {
        long end = System.nanoTime() + WITHIN;
        while (gateway.health().accounts().get(0).pending() != count) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("not " + count + " pending: " + gateway.health());
            }
            LockSupport.parkNanos(POLL);
        }
        LockSupport.parkNanos(POLL); // the frames leave at the end of what the gateway's thread is doing
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

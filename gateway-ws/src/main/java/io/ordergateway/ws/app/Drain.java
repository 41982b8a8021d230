package io.ordergateway.ws.app;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import java.time.Duration;

/** Waits for what is under way when a gateway is stopped. */
final class Drain {
    /** For so long; what has not ended then ends with what is known of it, and is taken up at the next start. */
    static final Duration WITHIN = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Drain() {}

    /** Returns when no cancel waits for its result, or the time is up. */
    static void await(OrderGateway gateway) throws InterruptedException {
        long end = System.nanoTime() + WITHIN.toNanos();
        while (pending(gateway) > 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private static int pending(OrderGateway gateway) {
        return gateway.health().accounts().stream()
                .mapToInt(GatewayHealth.AccountHealth::pending)
                .sum();
    }
}

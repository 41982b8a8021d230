package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.Clock;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Meters are read one by one; those that are read together tell of one moment, for which the gateway is asked once. */
final class HealthMoment {
    private static final long LASTS = Duration.ofMillis(500).toNanos();

    private final OrderGateway gateway;
    private final Clock clock;
    private @Nullable GatewayHealth health;
    private long askedAt;

    HealthMoment(OrderGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    synchronized GatewayHealth health() {
        long now = clock.monotonicTime();
        if (health == null || now - askedAt > LASTS) {
            health = gateway.health();
            askedAt = now;
        }
        return health;
    }

    /** One of the accounts that were there when the meters were bound: none comes or goes. */
    GatewayHealth.AccountHealth account(String name) {
        return health().accounts().stream()
                .filter(account -> account.account().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    GatewayHealth.Log log() {
        return Objects.requireNonNull(health().log(), "a log that was there when the metrics were bound");
    }

    GatewayHealth.Relay relay() {
        return Objects.requireNonNull(health().relay(), "a relay that was there when the metrics were bound");
    }

    /** How long ago something happened, in milliseconds; 0 if nothing did. */
    long ageMillis(@Nullable Instant since) {
        return since == null ? 0 : Math.max(0, clock.wallTime() - since.toEpochMilli());
    }
}

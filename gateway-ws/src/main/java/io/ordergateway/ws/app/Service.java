package io.ordergateway.ws.app;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.ws.api.ApiServer;
import io.ordergateway.ws.api.ApiSettings;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.guard.GuardFileException;
import io.ordergateway.ws.guard.Guards;
import io.ordergateway.ws.metrics.Scrape;
import io.ordergateway.ws.store.StoreSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway with everything around it: its guards, and its door to the network. Stops in an order that loses nothing: first the
 * guards, which would take the end of the connections for the loss of clients; then the door; then, when what is under way has
 * come to its end or the time is up, the gateway.
 */
public final class Service implements AutoCloseable {
    /** How long a stop waits for what is under way; what has not ended then is taken up at the next start. */
    public static final Duration DRAIN_WITHIN = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Logger log = LoggerFactory.getLogger(Service.class);

    private final OrderGateway gateway;
    private final Guards guards;
    private final ApiServer server;

    private Service(OrderGateway gateway, Guards guards, ApiServer server) {
        this.gateway = gateway;
        this.guards = guards;
        this.server = server;
    }

    /**
     * Opens all of it.
     *
     * @throws ConfigException if the configuration has no server, or this machine cannot do what is asked
     */
    public static Service open(GatewayConfig config) {
        ApiSettings settings = config.server();
        if (settings == null) {
            throw new ConfigException("server is missing; write server: { port: 8080 }");
        }
        OrderGateway gateway = Gateway.open(config);
        try {
            Guards guards = guards(gateway, config.store());
            try {
                Scrape scrape = new Scrape(gateway);
                return new Service(gateway, guards, ApiServer.open(settings, gateway, guards, scrape));
            } catch (RuntimeException | Error e) {
                guards.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            gateway.close();
            throw e;
        }
    }

    private static Guards guards(OrderGateway gateway, @Nullable StoreSettings store) {
        try {
            return Guards.open(gateway, store == null ? null : Guards.beside(store.path()));
        } catch (GuardFileException e) {
            throw new ConfigException("store: " + e.getMessage());
        }
    }

    /** The gateway inside. */
    public OrderGateway gateway() {
        return gateway;
    }

    /** Where it is reached. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Stops it. Blocks for {@link #DRAIN_WITHIN} and some seconds at most. */
    @Override
    public void close() {
        guards.close();
        server.close();
        try {
            drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gateway.close();
    }

    private void drain() throws InterruptedException {
        long end = System.nanoTime() + DRAIN_WITHIN.toNanos();
        while (pending() > 0) {
            if (System.nanoTime() > end) {
                log.warn("{} cancels are still under way; with a store, the next start takes them up", pending());
                return;
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private int pending() {
        return gateway.health().accounts().stream()
                .mapToInt(GatewayHealth.AccountHealth::pending)
                .sum();
    }
}

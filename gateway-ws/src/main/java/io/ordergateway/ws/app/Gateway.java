package io.ordergateway.ws.app;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.cancel.CancelDoor;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Opens gateways. */
public final class Gateway {
    private static final long QUIET_MILLIS = 0;
    private static final long SHUTDOWN_SECONDS = 5;

    private Gateway() {}

    /**
     * Opens a gateway. Returns at once: its sessions connect in the background, and until one is ready REST takes the
     * cancels. {@link OrderGateway#health()} tells.
     *
     * @return to be closed by the caller
     */
    public static OrderGateway open(GatewayConfig config) {
        MemoryOutcomeLog outcomes = new MemoryOutcomeLog(config.outcomesKept());
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                config.accounts().size(), new DefaultThreadFactory("gateway", true), NioIoHandler.newFactory());
        List<AccountWiring> accounts = config.accounts().stream()
                .map(account -> AccountWiring.of(account, loops.next(), outcomes))
                .toList();
        Map<String, CancelDoor> doors = new LinkedHashMap<>();
        accounts.forEach(account -> doors.put(account.name(), account.door()));
        accounts.forEach(AccountWiring::start);
        return new OrderGateway(
                doors,
                outcomes,
                () -> new GatewayHealth(
                        accounts.stream().map(AccountWiring::health).toList()),
                () -> close(accounts, loops, outcomes));
    }

    /** In reverse: no more cancels, then no more connections, then no more records. */
    private static void close(List<AccountWiring> accounts, EventLoopGroup loops, MemoryOutcomeLog outcomes) {
        accounts.forEach(AccountWiring::stop);
        loops.shutdownGracefully(QUIET_MILLIS, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        outcomes.close();
    }
}

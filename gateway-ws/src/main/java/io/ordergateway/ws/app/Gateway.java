package io.ordergateway.ws.app;

import io.netty.channel.EventLoopGroup;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.cancel.CancelDoor;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.venue.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens gateways. */
public final class Gateway {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final long QUIET_MILLIS = 0;
    private static final long SHUTDOWN_SECONDS = 5;

    private Gateway() {}

    /**
     * Opens a gateway. Returns at once: its sessions connect in the background, and until one is ready REST takes the
     * cancels. {@link OrderGateway#health()} tells. A gateway that relays to Kafka first asks there whether its accounts were
     * taken over, which takes some seconds if Kafka is away.
     *
     * @return to be closed by the caller
     * @throws ConfigException if this machine cannot do what is asked; the message names the key and what to write
     */
    public static OrderGateway open(GatewayConfig config) {
        return open(config, config.busyWait() ? spinning(config) : Transport.present());
    }

    private static Transport spinning(GatewayConfig config) {
        Throwable fault = Transport.Sockets.EPOLL_SPINNING.fault();
        if (fault != null) {
            String text = "busyWait is true, and there is no epoll here (" + fault.getMessage()
                    + "); write false, or run on Linux with Netty's native epoll";
            throw new ConfigException(text);
        }
        String text = "busyWait: {} of this machine's {} CPUs will be busy for good, one for each account";
        log.warn(text, config.accounts().size(), Runtime.getRuntime().availableProcessors());
        return Transport.spinning();
    }

    static OrderGateway open(GatewayConfig config, Transport transport) {
        log.info("opening {} account(s) over {}", config.accounts().size(), transport);
        GatewayLog outcomes = GatewayLog.open(config);
        try {
            return open(config, transport, outcomes);
        } catch (RuntimeException | Error e) {
            outcomes.close();
            throw e;
        }
    }

    private static OrderGateway open(GatewayConfig config, Transport transport, GatewayLog outcomes) {
        EventLoopGroup loops = transport.loops(config.accounts().size());
        List<AccountWiring> accounts = config.accounts().stream()
                .map(account -> AccountWiring.of(outcomes.paced(account), loops.next(), transport, outcomes.log()))
                .toList();
        Map<String, CancelDoor> doors = new LinkedHashMap<>();
        accounts.forEach(account -> doors.put(account.name(), account.door()));
        for (int i = 0; i < accounts.size(); i++) {
            outcomes.resume(
                    accounts.get(i), config.accounts().get(i).tuning().limits().answersKept());
        }
        accounts.forEach(AccountWiring::start);
        outcomes.relay(() -> accounts.forEach(AccountWiring::stop));
        return new OrderGateway(
                doors,
                outcomes.stream(),
                outcomes.history(),
                () -> health(accounts, outcomes),
                () -> close(accounts, loops, outcomes));
    }

    private static GatewayHealth health(List<AccountWiring> accounts, GatewayLog outcomes) {
        String trouble = outcomes.trouble();
        return new GatewayHealth(
                accounts.stream().map(account -> account.health(trouble)).toList(),
                outcomes.written(),
                outcomes.relayed());
    }

    /** In reverse: no more cancels, then no more connections, then no more records. */
    private static void close(List<AccountWiring> accounts, EventLoopGroup loops, GatewayLog outcomes) {
        accounts.forEach(AccountWiring::stop);
        loops.shutdownGracefully(QUIET_MILLIS, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        outcomes.close();
    }
}

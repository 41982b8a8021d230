package io.ordergateway.it.flow;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A strategy in a process of its own: cancels orders over TLS and says what became of them, and what is wrong. */
final class TlsStrategy {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private TlsStrategy() {}

    /**
     * Cancels one order over a socket and another over REST.
     *
     * @param args host and port, the orders, and whether to spin
     */
    public static void main(String[] args) throws InterruptedException {
        AccountConfig account = AccountConfig.ascendex(
                        "main", Account.Category.FUTURES, new Credentials(SimSettings.KEY, SimSettings.SECRET))
                .group(SimSettings.ACCOUNT_GROUP)
                .at(URI.create("https://" + args[0]), URI.create("wss://" + args[0]));
        boolean spin = Boolean.parseBoolean(args[3]);
        cancel(GatewayConfig.of(account.sessions(1)).busyWaiting(spin), "socket", args[1]);
        cancel(GatewayConfig.of(account.sessions(0)).busyWaiting(spin), "REST", args[2]);
    }

    private static void cancel(GatewayConfig config, String way, String order) throws InterruptedException {
        try (OrderGateway gateway = Gateway.open(config)) {
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (!isDecided(gateway) && System.nanoTime() - giveUp < 0) {
                Thread.sleep(5);
            }
            CancelOrder wish = CancelOrder.of("main", "BTC-PERP", order).awaitFinal();
            say(way + " result " + gateway.cancel(wish.within(DEADLINE)).block());
            say(way + " warnings " + gateway.health().accounts().get(0).warnings());
        }
    }

    /** Whether its session is ready, or has met trouble; without one there is nothing to wait for. */
    private static boolean isDecided(OrderGateway gateway) {
        return gateway.health().accounts().get(0).sessions().stream()
                .allMatch(session -> session.isReady() || !session.trouble().isEmpty());
    }

    private static void say(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }
}

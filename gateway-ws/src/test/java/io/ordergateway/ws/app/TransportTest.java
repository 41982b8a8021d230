package io.ordergateway.ws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.SslProvider;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.venue.Transport;
import io.ordergateway.ws.venue.Transport.Sockets;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimVenue venue = SimVenue.start(0);

    @AfterEach
    void close() {
        venue.close();
    }

    @ParameterizedTest
    @CsvSource({"EPOLL, 1", "EPOLL_SPINNING, 1", "NIO, 1", "EPOLL, 0", "EPOLL_SPINNING, 0", "NIO, 0"})
    void everyTransportCarriesCancels(Sockets sockets, int sessions) {
        assumeThere(sockets);
        GatewayConfig config = GatewayConfig.of(account().sessions(sessions));
        try (OrderGateway gateway = Gateway.open(config, new Transport(sockets, SslProvider.JDK))) {
            if (sessions > 0) {
                awaitReady(gateway);
            }

            List<CancelResult> told = Objects.requireNonNull(
                    gateway.cancels(wishes(20)).collectList().block(PATIENCE));

            assertThat(told).hasSize(20).allSatisfy(result -> {
                assertThat(result).isInstanceOf(CancelResult.Canceled.class);
                assertThat(result.attempts())
                        .extracting(Attempt::path)
                        .containsOnly(sessions > 0 ? PathKind.SOCKET : PathKind.REST);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsNameSaysWhatItIs(Sockets sockets) {
        assumeThere(sockets);
        String name = new Transport(sockets, SslProvider.JDK).toString();

        assertThat(name).endsWith("; TLS by the JDK");
        assertThat(name.contains("epoll")).isEqualTo(sockets != Sockets.NIO);
        assertThat(name.contains("spinning")).isEqualTo(sockets == Sockets.EPOLL_SPINNING);
    }

    /** Two gateways with nothing to do, for as long as it takes one of them to use a good part of a second's CPU. */
    @Test
    void onlyAGatewayThatWasToldToSpinDoesSo() {
        assumeThere(Sockets.EPOLL_SPINNING);
        GatewayConfig config = GatewayConfig.of(account().sessions(1));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (OrderGateway spinning = Gateway.open(config.busyWaiting(true));
                OrderGateway sleeping = Gateway.open(config)) {
            long spinner = threadOf(spinning);
            long sleeper = threadOf(sleeping);
            long spinnerBefore = threads.getThreadCpuTime(spinner);
            long sleeperBefore = threads.getThreadCpuTime(sleeper);

            await(
                    "the spinning thread to be busy",
                    () -> threads.getThreadCpuTime(spinner) - spinnerBefore
                            > Duration.ofMillis(600).toNanos());

            assertThat(threads.getThreadCpuTime(sleeper) - sleeperBefore)
                    .as("CPU of the one that sleeps")
                    .isLessThan(Duration.ofMillis(200).toNanos());
        }
    }

    private AccountConfig account() {
        Account account = new Account("demo", Venue.ASCENDEX, Account.Category.FUTURES);
        return AccountConfig.of(account, Map.of(), SimSettings.KEY, SimSettings.SECRET)
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()));
    }

    /** The results are told on the account's thread. */
    private long threadOf(OrderGateway gateway) {
        awaitReady(gateway);
        return Objects.requireNonNull(gateway.cancel(wishes(1).get(0))
                .map(result -> Thread.currentThread().getId())
                .block(PATIENCE));
    }

    private List<CancelOrder> wishes(int count) {
        return Stream.generate(() -> venue.book().place("BTC-PERP", "Buy", "0.1", "30000"))
                .limit(count)
                .map(order -> CancelOrder.of("demo", "BTC-PERP", order).awaitFinal())
                .toList();
    }

    private static void await(String what, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - giveUp)
                    .as("waited in vain for " + what)
                    .isNegative();
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static void awaitReady(OrderGateway gateway) {
        await("a session", () -> gateway.health().socketsReady());
    }

    /** Not every machine is a Linux. */
    private static void assumeThere(Sockets sockets) {
        assumeTrue(sockets.fault() == null, () -> sockets + ": " + sockets.fault());
    }
}

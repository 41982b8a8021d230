package io.ordergateway.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.RelayedOutcome;
import io.ordergateway.ws.kafka.owner.Takeover;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.store.StoredOutcomes;
import io.ordergateway.ws.wire.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that relays, and the runnable jar as its standby. */
@ExtendWith(SharedBroker.class)
class StandbyIT {
    private static final Path JAR = Path.of("..", "gateway-ws", "target", "gateway.jar");
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final KafkaBrokers brokers;
    private SimVenue venue;

    @TempDir
    private Path folder;

    StandbyIT(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @BeforeEach
    void startVenue() {
        venue = SimVenue.start(0);
    }

    @AfterEach
    void stopVenue() {
        venue.close();
    }

    private GatewayConfig config(KafkaSettings kafka, String store) {
        Credentials credentials = new Credentials(SimSettings.KEY, SimSettings.SECRET);
        return GatewayConfig.of(AccountConfig.ascendex("main", Account.Category.FUTURES, credentials)
                        .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl())))
                .storing(StoreSettings.at(folder.resolve(store)))
                .relaying(kafka);
    }

    /** As an operator writes it. */
    private Path standbyConfig(KafkaSettings kafka) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), SimSettings.KEY);
        Path secret = Files.writeString(folder.resolve("secret"), SimSettings.SECRET);
        return Files.writeString(folder.resolve("standby.yml"), """
                accounts:
                  main:
                    venue: ascendex
                    category: futures
                    key: file:%s
                    secret: file:%s
                    rest: %s
                    socket: %s
                store: { path: %s }
                kafka: { servers: '%s', topic: %s }
                """.formatted(
                        key,
                        secret,
                        venue.restUrl(),
                        venue.socketUrl(),
                        folder.resolve("standby.db"),
                        kafka.servers(),
                        kafka.topic()));
    }

    private Process takeover(Path config, String from, Path out, String... options) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                JAR.toString(),
                                "takeover",
                                "--config",
                                config.toString(),
                                "--from",
                                from),
                        Stream.of(options))
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    private static CancelOrder wish(String order) {
        return CancelOrder.of("main", "BTC-PERP", order).awaitFinal().within(DEADLINE);
    }

    private String gatewayId(String store) {
        try (StoredOutcomes stored = StoredOutcomes.open(folder.resolve(store))) {
            return stored.gatewayId();
        }
    }

    @Test
    void theStandbyEndsWhatTheOtherLeftAndTheOtherStaysClosed() throws Exception {
        KafkaSettings kafka = brokers.settings("standby");
        String order = leaveUnfinished(kafka);
        String dead = gatewayId("old.db");
        Path out = folder.resolve("out");

        Process list = takeover(standbyConfig(kafka), dead, out, "--list");
        assertThat(list.waitFor(KafkaBrokers.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(Files.readString(out))
                .contains(order + "@BTC-PERP accepted ")
                .contains(", its caller was told UNKNOWN")
                .contains("gateway " + dead + " left 1 unfinished");
        assertThat(list.exitValue()).isZero();
        assertThat(venue.book().open()).hasSize(1);

        Process standby = takeover(standbyConfig(kafka), dead, out);
        try {
            await().atMost(KafkaBrokers.PATIENCE).untilAsserted(() -> {
                assertThat(Files.readString(out)).contains("1 unfinished cancels were taken up");
                assertThat(ends(kafka, gatewayId("standby.db")))
                        .extracting(CancelResult::kind)
                        .containsExactly(CancelResult.Kind.CANCELED);
            });
        } finally {
            standby.destroy();
            assertThat(standby.waitFor(KafkaBrokers.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(venue.book().open()).isEmpty();

        assertThatThrownBy(() -> Gateway.open(config(kafka, "old.db")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "kafka: gateway " + dead + " was taken over by " + gatewayId("standby.db") + " at ");
    }

    /** A gateway that is stopped while the venue keeps silent about a cancel. */
    private String leaveUnfinished(KafkaSettings kafka) {
        venue.faults().always(SimFault.SILENT);
        String order = venue.book().place("BTC-PERP", "Buy", "1", "30000");
        try (OrderGateway old = Gateway.open(config(kafka, "old.db"))) {
            await().atMost(KafkaBrokers.PATIENCE).until(() -> old.health().socketsReady());
            venue.acceptRest(false);
            old.cancel(wish(order)).subscribe();
            await().atMost(KafkaBrokers.PATIENCE)
                    .until(() -> old.health().relay().relayed() >= 2);
        }
        venue.faults().clear();
        venue.acceptRest(true);
        return order;
    }

    @Test
    void aRunningGatewayThatIsTakenOverTakesNoMoreCancels() {
        KafkaSettings kafka = brokers.settings("running");
        try (OrderGateway old = Gateway.open(config(kafka, "running.db"))) {
            await().atMost(KafkaBrokers.PATIENCE)
                    .until(() -> old.health().relay().connected());
            String order = venue.book().place("BTC-PERP", "Buy", "1", "30000");
            assertThat(old.cancel(wish(order)).block(KafkaBrokers.PATIENCE)).isInstanceOf(CancelResult.Canceled.class);

            new Takeover(kafka).take(gatewayId("running.db"), "another");

            await().atMost(KafkaBrokers.PATIENCE)
                    .until(() -> old.health().relay().level() == GatewayHealth.Level.RED);
            assertThat(old.health().relay().trouble()).contains("was taken over by another at ");
            await().atMost(KafkaBrokers.PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    old.cancel(wish(venue.book().place("BTC-PERP", "Buy", "1", "30000")))
                                            .block(KafkaBrokers.PATIENCE))
                            .isInstanceOfSatisfying(
                                    CancelResult.Refused.class,
                                    no -> assertThat(no.reason()).isEqualTo(RefusalReason.SHUTTING_DOWN)));
        }
    }

    /** The results with which a gateway says that cancels ended. */
    private static List<CancelResult> ends(KafkaSettings kafka, String gatewayId) {
        return Readers.all(kafka).stream()
                .filter(record -> record.gatewayId().equals(gatewayId))
                .map(RelayedOutcome::outcome)
                .filter(StandbyIT::closes)
                .map(outcome -> ((CancelOutcome) outcome).result())
                .toList();
    }

    private static boolean closes(Outcome outcome) {
        return outcome instanceof CancelOutcome cancel && cancel.closes();
    }

    @Test
    void aGatewayOpensWithoutKafkaUnlessItWasToldNotTo() {
        Instant begun = Instant.now();
        KafkaSettings nowhere = KafkaSettings.of("127.0.0.1:1", "nowhere")
                .with(Map.of("default.api.timeout.ms", "500", "request.timeout.ms", "400"));

        try (OrderGateway gateway = Gateway.open(config(nowhere, "alone.db"))) {
            String order = venue.book().place("BTC-PERP", "Buy", "1", "30000");
            assertThat(gateway.cancel(wish(order)).block(KafkaBrokers.PATIENCE))
                    .isInstanceOf(CancelResult.Canceled.class);
            GatewayHealth.Relay relay = gateway.health().relay();
            assertThat(relay.waiting()).isPositive();
            assertThat(relay.oldest()).isBetween(begun, Instant.now());
            assertThat(relay.connected()).isFalse();
            await().atMost(KafkaBrokers.PATIENCE)
                    .until(() -> !gateway.health().relay().trouble().isEmpty());
            assertThat(gateway.health().relay().level()).isEqualTo(GatewayHealth.Level.YELLOW);
        }
        assertThatThrownBy(() -> Gateway.open(config(nowhere.refusingIfAway(), "alone.db")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nobody can say whether gateway")
                .hasMessageContaining("write ifAway: open");
    }
}

package io.ordergateway.it.kafka;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import io.ordergateway.ws.store.SqliteOutcomeLog;
import io.ordergateway.ws.store.StoreSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway's log in a file and its relay, in a process of its own that may be killed: writes cancels until its standard input
 * ends, then brings all to its end.
 */
final class RelayMain {
    private static final long UNRELAYED = 2_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private RelayMain() {}

    /** Told the file, the brokers and the topic. */
    public static void main(String[] args) throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(Path.of(args[0])))) {
            KafkaRelay.Source source = new KafkaRelay.Source(
                    log.gatewayId(),
                    log,
                    log,
                    () -> log.health().waiting() + log.health().written());
            try (KafkaRelay relay = KafkaRelay.start(KafkaSettings.of(args[1], args[2]), source, owner -> {})) {
                Thread writer = new Thread(() -> write(log, relay), "writer");
                writer.start();
                System.in.transferTo(OutputStream.nullOutputStream());
                writer.interrupt();
                writer.join();
            }
        }
    }

    /** As fast as the relay takes it. */
    private static void write(SqliteOutcomeLog log, KafkaRelay relay) {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            while (i % 50 == 0 && relay.health().waiting() > UNRELAYED) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            CancelOrder wish = CancelOrder.of("main", "BTC-PERP", "order-" + i % 50);
            log.accepted(TestLog.ACCOUNT, wish, Instant.now(), RecordListener.NOBODY);
            log.settled(TestLog.ACCOUNT, wish, TestLog.canceled(wish), Instant.now(), RecordListener.NOBODY);
            log.flush(Runnable::run);
        }
    }

    /** The same as a process, with this one's class path. */
    static Process start(Path file, KafkaSettings settings, Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayMain.class.getName(),
                        file.toString(),
                        settings.servers(),
                        settings.topic())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .start();
    }
}

package io.ordergateway.ws.app;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.OutcomeStream;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.owner.Owners;
import io.ordergateway.ws.kafka.owner.TakenOver;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import io.ordergateway.ws.kafka.relay.RelayHealth;
import io.ordergateway.ws.store.SqliteOutcomeLog;
import io.ordergateway.ws.store.StoreException;
import io.ordergateway.ws.store.StoreHealth;
import io.ordergateway.ws.store.StoreSettings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a gateway's outcomes are written and read: a file, perhaps relayed to Kafka; or memory if none is configured. */
final class GatewayLog {
    private static final Logger logger = LoggerFactory.getLogger(GatewayLog.class);

    private final OutcomeLog log;
    private final OutcomeStream stream;
    private final Function<String, List<CancelOutcome>> history;
    private final Runnable onClose;
    private final @Nullable SqliteOutcomeLog file;
    private final @Nullable KafkaSettings kafka;
    private final boolean waits;
    private @Nullable KafkaRelay relay;

    private GatewayLog(MemoryOutcomeLog memory) {
        this.log = memory;
        this.stream = memory;
        this.history = memory::history;
        this.onClose = memory::close;
        this.file = null;
        this.kafka = null;
        this.waits = false;
    }

    private GatewayLog(SqliteOutcomeLog file, @Nullable KafkaSettings kafka, boolean waits) {
        this.log = file;
        this.stream = file;
        this.history = file::history;
        this.onClose = file::close;
        this.file = file;
        this.kafka = kafka;
        this.waits = waits;
    }

    static GatewayLog open(GatewayConfig config) {
        StoreSettings store = config.store();
        if (store == null) {
            return new GatewayLog(new MemoryOutcomeLog(config.outcomesKept()));
        }
        KafkaSettings kafka = config.kafka();
        if (kafka != null && !KafkaSettings.clientsAreThere()) {
            throw new ConfigException(
                    "kafka: Kafka's clients are not on the class path; add org.apache.kafka:kafka-clients to it");
        }
        try {
            SqliteOutcomeLog file = SqliteOutcomeLog.open(store);
            if (kafka != null) {
                requireOwn(kafka, file);
            }
            return new GatewayLog(file, kafka, store.recordBeforeSend());
        } catch (StoreException e) {
            throw new ConfigException("store: " + e.getMessage());
        }
    }

    /** The account, its frames waiting for their records or not. */
    AccountConfig paced(AccountConfig account) {
        AccountConfig.Tuning tuning = account.tuning();
        return waits ? account.tuned(tuning.limits(tuning.limits().recordBeforeSend(true))) : account;
    }

    /** Two gateways must not serve the same accounts: what another took over stays closed. */
    private static void requireOwn(KafkaSettings kafka, SqliteOutcomeLog file) {
        try {
            Owners.requireOwn(kafka, file.gatewayId());
        } catch (TakenOver e) {
            file.close();
            throw new ConfigException("kafka: " + e.getMessage());
        } catch (RuntimeException e) {
            String fault =
                    "kafka: nobody can say whether gateway " + file.gatewayId() + " was taken over: " + e.getMessage();
            if (!kafka.openIfAway()) {
                file.close();
                throw new ConfigException(fault + "; see to the brokers, or write ifAway: open");
            }
            logger.warn("{}; opening all the same, to stop if it turns out that it was", fault);
        }
    }

    OutcomeLog log() {
        return log;
    }

    OutcomeStream stream() {
        return stream;
    }

    /** All that is kept of an order, asked in either place; may block on the file. */
    Function<String, List<CancelOutcome>> history() {
        return history;
    }

    /** Lets an account take up what an earlier process left in the file, and remember so many of its answers. */
    void resume(AccountWiring account, int answersKept) {
        if (file != null) {
            account.resume(file.unfinished(account.account()), file.answers(account.account(), answersKept));
        }
    }

    /**
     * Begins to relay, if that is configured.
     *
     * @param onTakenOver called on the relay's thread if another gateway serves these accounts now
     */
    void relay(Runnable onTakenOver) {
        if (kafka != null && file != null) {
            KafkaRelay.Source source = new KafkaRelay.Source(
                    file.gatewayId(),
                    file,
                    file,
                    () -> file.health().waiting() + file.health().written());
            relay = KafkaRelay.start(kafka, source, ownership -> onTakenOver.run());
        }
    }

    /** How the file is, or {@code null} if there is none. */
    GatewayHealth.@Nullable Log written() {
        if (file == null) {
            return null;
        }
        StoreHealth health = file.health();
        String trouble = trouble();
        return new GatewayHealth.Log(
                health.written(),
                health.waiting(),
                health.oldest(),
                health.lost(),
                health.bytes(),
                trouble == null ? "" : trouble);
    }

    /** How far the relay is, or {@code null} if there is none. */
    GatewayHealth.@Nullable Relay relayed() {
        if (relay == null) {
            return null;
        }
        RelayHealth health = relay.health();
        boolean sound = health.connected() && health.trouble().isEmpty() && health.lost() == 0;
        Level level = health.takenOver() ? Level.RED : sound ? Level.GREEN : Level.YELLOW;
        return new GatewayHealth.Relay(
                health.connected(), health.relayed(), health.waiting(), health.oldest(), level, health.trouble());
    }

    /** Why outcomes cannot be recorded now, or {@code null} if they can. */
    @Nullable
    String trouble() {
        if (file == null) {
            return null;
        }
        String trouble = file.health().trouble();
        OutcomeLog.Closed closed = file.closed();
        return trouble != null || closed == null ? trouble : closed.text();
    }

    void close() {
        if (relay != null) {
            relay.close();
        }
        onClose.run();
    }
}

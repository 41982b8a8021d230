package io.ordergateway.ws.kafka.relay;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.kafka.KafkaClients;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.RecordForm;
import io.ordergateway.ws.kafka.owner.Owners;
import io.ordergateway.ws.kafka.owner.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * One producer, from its introduction to its first failure. What it is given arrives in order and whole, or the session is
 * over: nothing is ever appended behind a record that failed. Every call may block, within bounds.
 */
final class RelaySession implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final String gatewayId;
    private final Producer<byte[], byte[]> producer;
    private final int partitions;
    private Ownership ownership;

    private RelaySession(
            KafkaSettings settings, Producer<byte[], byte[]> producer, Ownership ownership, int partitions) {
        this.settings = settings;
        this.gatewayId = ownership.gatewayId();
        this.producer = producer;
        this.ownership = ownership;
        this.partitions = partitions;
    }

    /**
     * Introduces a producer for the gateway.
     *
     * @throws io.ordergateway.ws.kafka.owner.TakenOver if another gateway serves its accounts
     * @throws org.apache.kafka.common.KafkaException if the brokers cannot be reached, or do not allow it
     */
    static RelaySession open(KafkaSettings settings, String gatewayId) {
        // Asked before, so that one that was taken over does not disturb its successor; and after, when the answer
        // stays true.
        Owners.requireOwn(settings, gatewayId);
        Producer<byte[], byte[]> producer = KafkaClients.producer(settings, gatewayId);
        try {
            producer.initTransactions();
            @Nullable Ownership known = Owners.requireOwn(settings, gatewayId);
            Ownership ownership = known == null ? Ownership.first(gatewayId, Instant.now()) : known;
            int partitions = producer.partitionsFor(settings.topic()).size();
            return new RelaySession(settings, producer, ownership, partitions);
        } catch (RuntimeException e) {
            producer.close(CLOSE_WITHIN);
            throw e;
        }
    }

    /**
     * Sends records in one transaction; once this returns, all of them have arrived.
     *
     * @param signOfLife whether to say also that the gateway is alive, and so to find out whether it still may be
     */
    void send(List<Outcome> records, boolean signOfLife) {
        producer.beginTransaction();
        for (Outcome record : records) {
            producer.send(RecordForm.write(settings.topic(), partitions, gatewayId, record));
        }
        if (signOfLife) {
            ownership = ownership.renewed(Instant.now());
            producer.send(Owners.write(settings, ownership));
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}

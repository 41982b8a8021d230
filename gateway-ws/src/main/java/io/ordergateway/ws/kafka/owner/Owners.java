package io.ordergateway.ws.kafka.owner;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordergateway.ws.kafka.KafkaClients;
import io.ordergateway.ws.kafka.KafkaClients.Reading;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.KafkaTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The topic that says who serves whose accounts: one partition, compacted, the key a gateway's id.
 *
 * <p>What it says of a gateway is only ever changed in a transaction of the producer of whoever owns it until then: by the
 * owner itself, or by who takes over and introduces itself as that producer. Introducing one ends the transactions of the one
 * before, one way or the other. So a gateway that introduces its producer and then reads that it owns itself is right, and
 * stays right for as long as that producer is served.
 */
public final class Owners {
    /** The longest it takes to read the topic. Longer than a transaction in it may stay open, since what is behind waits for it. */
    public static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(500);

    private Owners() {}

    /**
     * All that were ever heard of, by id. Blocks, within bounds.
     *
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read to its end
     */
    public static Map<String, Ownership> all(KafkaSettings settings) {
        TopicPartition partition = new TopicPartition(settings.ownersTopic(), 0);
        Map<String, Ownership> owners = new TreeMap<>();
        long end = end(settings, partition);
        try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(settings, "owners", Reading.COMMITTED_TO_END)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long giveUp = System.nanoTime() + READ_WITHIN.toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() - giveUp > 0) {
                    throw new TimeoutException(
                            "the topic " + settings.ownersTopic() + " could not be read to its end in " + READ_WITHIN);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    keep(record, owners);
                }
            }
        }
        return owners;
    }

    /** The very end: who reads what is committed only is told of an earlier one while any transaction is open. */
    private static long end(KafkaSettings settings, TopicPartition partition) {
        try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(settings, "owners-end", Reading.TO_END)) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private static void keep(ConsumerRecord<byte[], byte[]> record, Map<String, Ownership> owners) {
        byte[] value = record.value();
        if (value != null) {
            Ownership ownership = Ownership.read(new String(value, UTF_8));
            owners.put(ownership.gatewayId(), ownership);
        }
    }

    /**
     * Makes sure that a gateway was not taken over, and that the topics are there. Blocks, within bounds.
     *
     * @return what the topic says of it, or {@code null} if it is new
     * @throws TakenOver if it was
     * @throws org.apache.kafka.common.KafkaException if that cannot be found out
     */
    public static @Nullable Ownership requireOwn(KafkaSettings settings, String gatewayId) {
        KafkaTopics.ensure(settings);
        Ownership ownership = all(settings).get(gatewayId);
        if (ownership != null && ownership.isTakenOver()) {
            throw new TakenOver(ownership);
        }
        return ownership;
    }

    /** What is to be sent to say it. */
    public static ProducerRecord<byte[], byte[]> write(KafkaSettings settings, Ownership ownership) {
        return new ProducerRecord<>(
                settings.ownersTopic(),
                0,
                ownership.gatewayId().getBytes(UTF_8),
                ownership.write().getBytes(UTF_8));
    }
}

package io.ordergateway.ws.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The two topics: what is missing is made. */
public final class KafkaTopics {
    private static final Optional<Short> AS_THE_BROKERS_LIKE = Optional.empty();

    // The smallest segments there may be, and closed within the hour: only a closed one is compacted.
    private static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(1 << 20),
            TopicConfig.SEGMENT_MS_CONFIG,
            "3600000",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");

    private KafkaTopics() {}

    /**
     * Makes what is missing: the outcomes with as many partitions and replicas as the brokers give by default, the owners
     * with one partition, compacted. What is there stays as it is. Blocks, within bounds.
     *
     * @throws KafkaException if the brokers cannot be reached, or do not allow it
     */
    public static void ensure(KafkaSettings settings) {
        try (Admin admin = KafkaClients.admin(settings)) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            if (!there.contains(settings.topic())) {
                missing.add(new NewTopic(settings.topic(), Optional.empty(), AS_THE_BROKERS_LIKE));
            }
            if (!there.contains(settings.ownersTopic())) {
                missing.add(
                        new NewTopic(settings.ownersTopic(), Optional.of(1), AS_THE_BROKERS_LIKE).configs(COMPACTED));
            }
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException(
                        "the topics " + settings.topic() + " and " + settings.ownersTopic()
                                + " cannot be looked up or made: " + e.getCause(),
                        e.getCause());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}

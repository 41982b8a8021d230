package io.ordergateway.ws.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients, set up so that what this package promises holds. Each is closed by whoever asked for it. */
public final class KafkaClients {
    /** The longest that any call of theirs may block its thread. */
    public static final Duration MAX_BLOCK = Duration.ofSeconds(5);

    /** How long a transaction may stay open before the brokers end it: a gateway that died in the middle of one is over by then. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration RECONNECT_WITHIN = Duration.ofSeconds(1);
    private static final Duration METADATA_MAX_AGE = Duration.ofSeconds(5);
    private static final int FETCH_MAX_BYTES = 8 << 20;

    /** How long the brokers wait for more where a topic ends, if nobody wants more. */
    private static final Duration WAIT_AT_END = Duration.ofMillis(20);

    private static final String CLIENT = "order-gateway-";

    private KafkaClients() {}

    /**
     * The producer of one gateway: the brokers serve only the newest that was {@linkplain Producer#initTransactions()
     * introduced} for it, and turn down any earlier one.
     */
    public static Producer<byte[], byte[]> producer(KafkaSettings settings, String gatewayId) {
        Map<String, Object> config = common(settings, gatewayId);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.topic() + "-" + gatewayId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(TRANSACTION_TIMEOUT));
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(MAX_BLOCK));
        config.putIfAbsent(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE.toMillis());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What is read. */
    public enum Reading {
        /** Whatever comes, for as long as somebody listens. */
        LIVE,
        /** What is there. */
        TO_END,
        /** What is there and belongs to a transaction that was finished. */
        COMMITTED_TO_END
    }

    /** A reader of partitions that it is told of, in no group. */
    public static Consumer<byte[], byte[]> consumer(KafkaSettings settings, String name, Reading reading) {
        Map<String, Object> config = common(settings, name);
        boolean committed = reading == Reading.COMMITTED_TO_END;
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committed ? "read_committed" : "read_uncommitted");
        if (reading != Reading.LIVE) {
            config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(WAIT_AT_END));
        }
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(MAX_BLOCK));
        config.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE.toMillis());
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Admin admin(KafkaSettings settings) {
        Map<String, Object> config = common(settings, "topics");
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(MAX_BLOCK));
        return Admin.create(config);
    }

    private static Map<String, Object> common(KafkaSettings settings, String name) {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIMEOUT));
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_WITHIN.toMillis());
        config.putAll(settings.properties());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT + name);
        return config;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}

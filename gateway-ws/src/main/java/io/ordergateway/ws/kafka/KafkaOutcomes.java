package io.ordergateway.ws.kafka;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.kafka.KafkaClients.Reading;
import io.ordergateway.ws.kafka.ReadPlace.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the outcomes of all gateways that relay to a topic, each record once, those of one order in the order they happened.
 * Thread-safe; each subscription has a thread and a connection of its own, and both end with it.
 */
public final class KafkaOutcomes {
    private final KafkaSettings settings;

    /** Reads this topic. Connects when somebody subscribes. */
    public KafkaOutcomes(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * History from a place, then live, by the subscriber's demand: nothing is fetched for whoever wants nothing. Emits on the
     * subscription's own thread, which the subscriber may block. When the brokers go away it waits for them.
     *
     * @return never completes; ends with {@link ReadStopped} where the topic holds what cannot be read or no longer holds what
     *     was to be read, and with a {@link KafkaException} if there is no such topic, if reading it is not allowed, or if no
     *     broker can be reached within {@link KafkaClients#MAX_BLOCK} of subscribing
     */
    public Flux<RelayedOutcome> read(ReadPlace from) {
        return read(new OutcomeReader.Wish(from, false, null));
    }

    /** The same, of what was read only the outcomes. */
    public Flux<Outcome> outcomes(ReadPlace from) {
        return read(from).map(RelayedOutcome::outcome);
    }

    /** The same, completing where the topic ends at the moment of subscribing. */
    public Flux<RelayedOutcome> readToEnd(ReadPlace from) {
        return read(new OutcomeReader.Wish(from, true, null));
    }

    /** The same, of one gateway only. */
    public Flux<RelayedOutcome> readToEnd(ReadPlace from, String gatewayId) {
        return read(new OutcomeReader.Wish(from, true, gatewayId));
    }

    private Flux<RelayedOutcome> read(OutcomeReader.Wish wish) {
        return Flux.from(subscriber -> OutcomeReader.start(settings, wish, Operators.toCoreSubscriber(subscriber)));
    }

    /**
     * The end of the topic, as a place to read from: only what comes from now on. Emits on a thread that may be blocked.
     *
     * @return an error if the brokers cannot be reached within {@link KafkaClients#MAX_BLOCK}
     */
    public Mono<ReadPlace> latest() {
        return Mono.fromCallable(this::end).subscribeOn(Schedulers.boundedElastic());
    }

    private ReadPlace end() {
        try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(settings, "end", Reading.TO_END)) {
            Map<Integer, Partition> places = new HashMap<>();
            consumer.endOffsets(partitions(consumer, settings.topic()))
                    .forEach((partition, offset) -> places.put(partition.partition(), new Partition(offset, Map.of())));
            return new ReadPlace(places, Map.of());
        }
    }

    /**
     * All partitions of a topic.
     *
     * @throws KafkaException if there is no such topic
     */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        @Nullable List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new KafkaException(
                    "there is no topic " + topic + "; the relay of a gateway makes it, or write another");
        }
        return found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The brokers know no such topic. */
    static final class NoTopic extends KafkaException {
        private static final long serialVersionUID = 1L;

        NoTopic(String text) {
            super(text);
        }
    }
}

package io.ordergateway.ws.kafka;

import io.ordergateway.ws.kafka.KafkaClients.Reading;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** One subscription of the topic, on a thread of its own, which alone touches the consumer. */
final class OutcomeReader implements Subscription, Runnable {
    private static final Logger log = LoggerFactory.getLogger(OutcomeReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How often it is asked whether the topic has more partitions. */
    private static final Duration LOOK_AROUND_EVERY = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final Wish wish;
    private final CoreSubscriber<? super RelayedOutcome> subscriber;
    private final ReadProgress progress;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final AtomicLong demand = new AtomicLong();
    private final Thread thread;
    private volatile boolean done;
    private volatile @Nullable Consumer<byte[], byte[]> open;

    /**
     * What a subscriber wants.
     *
     * @param toEnd whether to complete where the topic ends now
     * @param gatewayId the one gateway wanted, or {@code null} for all
     */
    record Wish(ReadPlace from, boolean toEnd, @Nullable String gatewayId) {}

    private OutcomeReader(KafkaSettings settings, Wish wish, CoreSubscriber<? super RelayedOutcome> subscriber) {
        this.settings = settings;
        this.wish = wish;
        this.subscriber = subscriber;
        this.progress = new ReadProgress(wish.from());
        this.thread = new Thread(this, "outcomes-of-" + settings.topic());
        thread.setDaemon(true);
    }

    static void start(KafkaSettings settings, Wish wish, CoreSubscriber<? super RelayedOutcome> subscriber) {
        OutcomeReader reader = new OutcomeReader(settings, wish, subscriber);
        subscriber.onSubscribe(reader);
        reader.thread.start();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            demand.accumulateAndGet(n, Operators::addCap);
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void cancel() {
        done = true;
        LockSupport.unpark(thread);
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        Throwable fault = null;
        Reading reading = wish.toEnd() ? Reading.TO_END : Reading.LIVE;
        try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(settings, thread.getName(), reading)) {
            open = consumer;
            read(consumer);
        } catch (WakeupException e) {
            log.debug("woken up, since the subscriber cancelled");
        } catch (RuntimeException e) {
            fault = e;
        } finally {
            open = null;
        }
        finish(fault);
    }

    private void finish(@Nullable Throwable fault) {
        if (done) {
            return;
        }
        done = true;
        if (fault == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(fault);
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        assign(consumer, KafkaOutcomes.partitions(consumer, settings.topic()));
        Map<TopicPartition, Long> end = wish.toEnd() ? consumer.endOffsets(assigned) : Map.of();
        long lookAround = System.nanoTime() + LOOK_AROUND_EVERY.toNanos();
        while (!done && !(wish.toEnd() && reached(consumer, end))) {
            // Nothing is fetched before it is wanted, and what was fetched is handed out before more is.
            awaitDemand();
            for (ConsumerRecord<byte[], byte[]> record : poll(consumer)) {
                read(record);
            }
            if (!wish.toEnd() && System.nanoTime() - lookAround > 0) {
                lookAround(consumer);
                lookAround = System.nanoTime() + LOOK_AROUND_EVERY.toNanos();
            }
        }
    }

    private void lookAround(Consumer<byte[], byte[]> consumer) {
        try {
            assign(consumer, KafkaOutcomes.partitions(consumer, settings.topic()));
        } catch (RetriableException | KafkaOutcomes.NoTopic e) {
            log.debug("{} cannot be looked up now; its partitions that are known are read on", settings.topic(), e);
        }
    }

    /** Takes on what partitions there are: some may have been added. */
    private void assign(Consumer<byte[], byte[]> consumer, List<TopicPartition> all) {
        if (assigned.containsAll(all)) {
            return;
        }
        List<TopicPartition> added =
                all.stream().filter(partition -> !assigned.contains(partition)).toList();
        assigned.addAll(added);
        consumer.assign(assigned);
        for (TopicPartition partition : added) {
            ReadPlace.Partition place = wish.from().partitions().get(partition.partition());
            if (place == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, place.offset());
            }
        }
    }

    private static boolean reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
        return end.entrySet().stream().allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll(Consumer<byte[], byte[]> consumer) {
        try {
            return done ? List.of() : consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            Map<TopicPartition, Long> oldest = consumer.beginningOffsets(e.partitions());
            e.offsetOutOfRangePartitions().forEach((partition, wanted) -> {
                if (progress.hasRead(partition.partition())) {
                    throw ReadStopped.gone(
                            partition.topic(), partition.partition(), wanted, oldest.getOrDefault(partition, 0L));
                }
                // It was to begin with the oldest, which was trimmed meanwhile.
                consumer.seekToBeginning(List.of(partition));
            });
            return List.of();
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (done) {
            return;
        }
        String only = wish.gatewayId();
        if (only != null && !only.equals(RecordForm.gatewayId(record))) {
            return;
        }
        RelayedOutcome outcome = RecordForm.read(record);
        boolean isNew = progress.isNew(outcome);
        progress.passed(outcome);
        if (isNew) {
            awaitDemand();
            emit(outcome);
        }
    }

    private void emit(RelayedOutcome outcome) {
        if (done) {
            return;
        }
        demand.updateAndGet(wanted -> wanted == Long.MAX_VALUE ? wanted : wanted - 1);
        try {
            subscriber.onNext(outcome);
        } catch (RuntimeException | Error e) {
            // It broke the rules of its own stream, and nobody can tell it so.
            log.error(
                    "a subscriber of {} threw at offset {} of partition {}; it is dropped",
                    settings.topic(),
                    outcome.offset(),
                    outcome.partition(),
                    e);
            done = true;
        }
    }

    private void awaitDemand() {
        while (demand.get() == 0 && !done) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptException("the thread of a subscription was interrupted");
            }
        }
    }
}

package io.ordergateway.ws.kafka.owner;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.ws.kafka.KafkaClients;
import io.ordergateway.ws.kafka.KafkaOutcomes;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.KafkaTopics;
import io.ordergateway.ws.kafka.ReadPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A gateway takes over the accounts of one that is dead. */
public final class Takeover {
    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    /** How often it is tried against a gateway that is not as dead as it was said to be, and comes back meanwhile. */
    private static final int ATTEMPTS = 5;

    private final KafkaSettings settings;

    /** From a gateway that relays to this topic. */
    public Takeover(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * What a gateway had accepted and not brought to its end, as far as the topic holds it, in the order of acceptance. Changes
     * nothing. Reads the whole topic.
     */
    public Mono<Map<Account, List<UnfinishedCancel>>> unfinished(String gatewayId) {
        return new KafkaOutcomes(settings)
                .readToEnd(ReadPlace.EARLIEST, gatewayId)
                .collect(UnfinishedCancels::new, (cancels, read) -> cancels.read(read.outcome()))
                .map(UnfinishedCancels::byAccount);
    }

    /**
     * Makes one gateway the owner of another's accounts, for good: from here the brokers turn down whatever the other sends,
     * and when it is told so, or started again, it stops. What it had left {@linkplain #unfinished unfinished} is to be read
     * after this. Repeating it changes nothing. A gateway that was itself taken over owns its own accounts again too. Blocks,
     * within bounds.
     *
     * @throws IllegalArgumentException if there is nothing to take over
     * @throws KafkaException if the brokers cannot be reached; whether it was done is not known then, and it may be repeated
     */
    public Ownership take(String from, String by) {
        if (from.equals(by)) {
            throw new IllegalArgumentException(from + " is this gateway itself; write the id of another");
        }
        KafkaTopics.ensure(settings);
        known(from, Owners.all(settings));
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(from, by);
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                if (attempt == ATTEMPTS) {
                    throw new KafkaException(
                            "gateway " + from + " is alive and came back " + ATTEMPTS
                                    + " times while it was taken over; stop it, then try again",
                            e);
                }
                log.warn("gateway {} came back while it was taken over; trying again", from);
            }
        }
    }

    private Ownership attempt(String from, String by) {
        try (Producer<byte[], byte[]> producer = KafkaClients.producer(settings, from)) {
            producer.initTransactions();
            Map<String, Ownership> owners = Owners.all(settings);
            Ownership before = known(from, owners);
            if (before.owner().equals(by)) {
                return before;
            }
            if (before.isTakenOver()) {
                throw new IllegalArgumentException(from + " was taken over by " + before.owner() + " at " + before.at()
                        + "; write --from " + before.owner());
            }
            Instant now = Instant.now();
            Ownership after = before.passedTo(by, now);
            Ownership own = owners.get(by);
            producer.beginTransaction();
            producer.send(Owners.write(settings, after));
            if (own != null && own.isTakenOver()) {
                producer.send(Owners.write(settings, own.passedTo(by, now)));
            }
            producer.commitTransaction();
            return after;
        }
    }

    private Ownership known(String from, Map<String, Ownership> owners) {
        @Nullable Ownership ownership = owners.get(from);
        if (ownership == null) {
            throw new IllegalArgumentException("no gateway " + from + " relayed to " + settings.topic()
                    + "; write one of " + new TreeSet<>(owners.keySet()));
        }
        return ownership;
    }
}

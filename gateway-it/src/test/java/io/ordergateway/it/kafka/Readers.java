package io.ordergateway.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.kafka.KafkaOutcomes;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.ReadPlace;
import io.ordergateway.ws.kafka.RelayedOutcome;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/** What the tests ask of a topic. */
final class Readers {
    private Readers() {}

    static void awaitRelayed(KafkaRelay relay, long position) {
        Awaitility.await("relayed up to " + position)
                .atMost(KafkaBrokers.PATIENCE)
                .until(() -> relay.health().relayed(), reached -> reached >= position);
    }

    /** Everything there is now, each record once. */
    static List<RelayedOutcome> all(KafkaSettings settings) {
        return new KafkaOutcomes(settings)
                .readToEnd(ReadPlace.EARLIEST)
                .collectList()
                .block(KafkaBrokers.PATIENCE);
    }

    /** Every position of a gateway's log stands there once, and nothing else of it. */
    static void assertEachOnce(List<RelayedOutcome> read, String gatewayId, long from, long to) {
        assertThat(read.stream()
                        .filter(record -> record.gatewayId().equals(gatewayId))
                        .mapToLong(record -> record.outcome().position())
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.rangeClosed(from, to).toArray());
    }
}

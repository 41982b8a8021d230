package io.ordergateway.ws.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadProgressTest {
    private static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    private static final int RECORDS = 2_000;
    private static final int MOST_AT_ONCE = 60;

    /** A topic as the relays of gateways fill it that die at any moment. */
    private static final class Topic {
        private final Random random;
        private final Map<Integer, List<RelayedOutcome>> partitions = new HashMap<>();
        private final Map<String, Long> confirmed = new HashMap<>();
        private int count;

        Topic(long seed, int count) {
            this.random = new Random(seed);
            this.count = count;
        }

        /** Relays a log whose order of partitions is as random as the keys of its records. */
        void relay(String gatewayId, long records) {
            while (confirmed.getOrDefault(gatewayId, 0L) < records) {
                long first = confirmed.getOrDefault(gatewayId, 0L) + 1;
                long last = Math.min(records, first + random.nextInt(MOST_AT_ONCE));
                if (random.nextInt(3) == 0) {
                    fail(gatewayId, first, last);
                } else {
                    LongStream.rangeClosed(first, last).forEach(position -> append(gatewayId, position));
                    confirmed.put(gatewayId, last);
                }
            }
        }

        /** Each partition takes some, and nothing behind the first that it does not take. Nothing is confirmed. */
        void fail(String gatewayId, long first, long last) {
            Map<Integer, Integer> room = new HashMap<>();
            for (long position = first; position <= last; position++) {
                int left = room.computeIfAbsent(
                        partition(gatewayId, position), any -> random.nextInt(MOST_AT_ONCE / count + 1));
                if (left > 0) {
                    append(gatewayId, position);
                }
                room.put(partition(gatewayId, position), left - 1);
            }
        }

        private int partition(String gatewayId, long position) {
            return key(gatewayId, position) % count;
        }

        private static int key(String gatewayId, long position) {
            return (int) ((gatewayId.hashCode() + position * 2_654_435_761L) >>> 7 & 0xffff);
        }

        private void append(String gatewayId, long position) {
            int partition = partition(gatewayId, position);
            List<RelayedOutcome> records = partitions.computeIfAbsent(partition, any -> new ArrayList<>());
            records.add(new RelayedOutcome(mark(position), gatewayId, partition, records.size(), count));
        }

        /** All records, the partitions mixed as a reader may meet them. */
        List<RelayedOutcome> mixed() {
            List<RelayedOutcome> all = new ArrayList<>();
            Map<Integer, Integer> next = new HashMap<>();
            List<Integer> open = new ArrayList<>(partitions.keySet());
            while (!open.isEmpty()) {
                int partition = open.get(random.nextInt(open.size()));
                int from = next.merge(partition, 1, Integer::sum) - 1;
                all.add(partitions.get(partition).get(from));
                if (from + 1 == partitions.get(partition).size()) {
                    open.remove(Integer.valueOf(partition));
                }
            }
            return all;
        }
    }

    private static Outcome mark(long position) {
        return new StreamMark(position, ACCOUNT, StreamMark.Kind.GAP, "", Instant.EPOCH);
    }

    private static RelayedOutcome record(String gatewayId, int partition, long offset, long position) {
        return new RelayedOutcome(mark(position), gatewayId, partition, offset, 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverFailsAndIsSentAgainEachRecordIsNewOnce(long seed) {
        Topic topic = new Topic(seed, 4);
        topic.relay("a", RECORDS);
        topic.relay("b", RECORDS);

        List<RelayedOutcome> shown = read(topic.mixed(), new Random(seed));

        assertThat(topic.mixed()).hasSizeGreaterThan(2 * RECORDS + 500);
        assertThat(positions(shown, "a"))
                .isEqualTo(LongStream.rangeClosed(1, RECORDS).boxed().toList());
        assertThat(positions(shown, "b"))
                .isEqualTo(LongStream.rangeClosed(1, RECORDS).boxed().toList());
    }

    /** Stops now and then, keeps its place as text, and goes on from there. */
    private static List<RelayedOutcome> read(List<RelayedOutcome> records, Random random) {
        List<RelayedOutcome> shown = new ArrayList<>();
        ReadProgress progress = new ReadProgress(ReadPlace.EARLIEST);
        for (RelayedOutcome record : records) {
            if (progress.isNew(record)) {
                shown.add(record);
            }
            progress.passed(record);
            if (random.nextInt(100) == 0) {
                progress = new ReadProgress(ReadPlace.parse(progress.place().text()));
            }
        }
        return shown;
    }

    private static List<Long> positions(List<RelayedOutcome> shown, String gatewayId) {
        return shown.stream()
                .filter(record -> record.gatewayId().equals(gatewayId))
                .map(record -> record.outcome().position())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whenPartitionsAreAddedInTheMiddleNothingIsPassedOver(long seed) {
        Topic topic = new Topic(seed, 3);
        topic.relay("a", RECORDS / 2);
        topic.fail("a", RECORDS / 2 + 1, RECORDS / 2 + MOST_AT_ONCE);
        topic.count = 5;
        topic.relay("a", RECORDS);

        List<RelayedOutcome> shown = read(topic.mixed(), new Random(seed));

        assertThat(positions(shown, "a").stream().distinct().toList())
                .isEqualTo(LongStream.rangeClosed(1, RECORDS).boxed().toList());
    }

    @Test
    void thePlaceIsBehindWhatWasReadAndKeepsTheRest() {
        ReadProgress progress = new ReadProgress(ReadPlace.EARLIEST.at(3, 17).after("b", 5));

        progress.passed(record("a", 1, 40, 9));
        progress.passed(record("a", 1, 41, 12));

        ReadPlace place = progress.place();
        assertThat(place.partitions().get(1))
                .isEqualTo(new ReadPlace.Partition(42, Map.of("a", new ReadPlace.Newest(12, 4))));
        assertThat(place.partitions().get(3)).isEqualTo(new ReadPlace.Partition(17, Map.of()));
        assertThat(place.after()).isEqualTo(Map.of("b", 5L));
    }

    @Test
    void moreGatewaysThanTheBoundAreAnError() {
        ReadProgress progress = new ReadProgress(ReadPlace.EARLIEST);
        for (int i = 0; i < ReadProgress.MAX_GATEWAYS; i++) {
            progress.passed(record("gw-" + i, 0, i, 1));
        }

        assertThatThrownBy(() -> progress.passed(record("one-more", 0, 1, 1)))
                .hasMessageContaining("more than 10000 gateways");
    }
}

package io.ordergateway.ws.kafka;

import io.ordergateway.ws.kafka.ReadPlace.Newest;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a reader has come, and therefore which records it has seen before. Not thread-safe.
 *
 * <p>One number per gateway and partition is enough to know a double. A relay sends the records of its log in order, and goes
 * on where the last ones were confirmed; to one partition nothing is appended behind a record that failed. So whenever a
 * record of a gateway stands in a partition, all earlier ones that belong there stand before it, and what comes behind it
 * with the same or a lower position is a double. Which partition a record belongs to follows from its key and the number of
 * partitions: where that number has changed, counting begins anew, so that a record may be shown twice, and none is passed
 * over.
 */
public final class ReadProgress {
    /** How many gateways may have written to one partition. Each costs some hundred bytes. */
    public static final int MAX_GATEWAYS = 10_000;

    private final ReadPlace start;
    private final Map<Integer, Reached> partitions = new HashMap<>();

    /** How far one partition was read. */
    private static final class Reached {
        private final Map<String, Newest> newest;
        private long next;

        Reached(ReadPlace.Partition place) {
            this.newest = new HashMap<>(place.newest());
            this.next = place.offset();
        }
    }

    /** Nothing was read since this place. */
    public ReadProgress(ReadPlace start) {
        this.start = start;
        start.partitions().forEach((partition, place) -> partitions.put(partition, new Reached(place)));
    }

    /** Whether this record was not seen before, and is wanted. */
    boolean isNew(RelayedOutcome record) {
        long position = record.outcome().position();
        if (position <= start.after().getOrDefault(record.gatewayId(), 0L)) {
            return false;
        }
        Reached reached = partitions.get(record.partition());
        Newest newest = reached == null ? null : reached.newest.get(record.gatewayId());
        return newest == null || newest.partitions() != record.partitions() || position > newest.position();
    }

    /**
     * A record was read, and whatever had to be done with it is done.
     *
     * @throws IllegalStateException if more than {@value #MAX_GATEWAYS} gateways wrote to its partition
     */
    public void passed(RelayedOutcome record) {
        Reached reached = reached(record.partition(), record.offset());
        reached.next = record.offset() + 1;
        if (isNew(record)) {
            reached.newest.put(record.gatewayId(), new Newest(record.outcome().position(), record.partitions()));
        }
        if (reached.newest.size() > MAX_GATEWAYS) {
            throw new IllegalStateException("partition " + record.partition() + " holds records of more than "
                    + MAX_GATEWAYS + " gateways; give some of them a topic of their own");
        }
    }

    /** A partition is read from here on, if it is not already. */
    void begins(int partition, long offset) {
        reached(partition, offset);
    }

    boolean hasRead(int partition) {
        return partitions.containsKey(partition);
    }

    /** Where to go on. */
    public ReadPlace place() {
        Map<Integer, ReadPlace.Partition> places = new HashMap<>();
        partitions.forEach(
                (partition, reached) -> places.put(partition, new ReadPlace.Partition(reached.next, reached.newest)));
        return new ReadPlace(places, start.after());
    }

    private Reached reached(int partition, long offset) {
        return partitions.computeIfAbsent(partition, any -> new Reached(new ReadPlace.Partition(offset, Map.of())));
    }
}

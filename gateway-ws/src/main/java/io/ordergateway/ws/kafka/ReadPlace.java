package io.ordergateway.ws.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A place in the topic to read from. A reader that keeps the {@linkplain ReadProgress#place() place} up to which it has done
 * its work, as {@linkplain #text() text} beside that work, goes on there after a restart without gap or double.
 *
 * @param partitions where to begin in each partition; with the oldest record that is kept in those that are not named
 * @param after of these gateways, only what comes after the position is wanted
 */
public record ReadPlace(Map<Integer, Partition> partitions, Map<String, Long> after) {
    /** The oldest records that are kept. */
    public static final ReadPlace EARLIEST = new ReadPlace(Map.of(), Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A place in a partition.
     *
     * @param offset the first record to read
     * @param newest of each gateway, the newest record that stands before it
     */
    public record Partition(long offset, Map<String, Newest> newest) {
        public Partition {
            newest = Map.copyOf(newest);
            if (offset < 0) {
                throw new IllegalArgumentException("offset is " + offset + "; write 0 or more");
            }
        }
    }

    /**
     * The newest record of a gateway in a partition.
     *
     * @param position where it stands in the gateway's log
     * @param partitions among how many partitions its own was chosen
     */
    public record Newest(long position, int partitions) {}

    public ReadPlace {
        partitions = Map.copyOf(partitions);
        after = Map.copyOf(after);
    }

    /** The same place, of a gateway only what comes after a position of its log. */
    public ReadPlace after(String gatewayId, long position) {
        Map<String, Long> more = new HashMap<>(after);
        more.put(Objects.requireNonNull(gatewayId, "gatewayId"), position);
        return new ReadPlace(partitions, more);
    }

    /** The same place, this partition from this offset on. */
    public ReadPlace at(int partition, long offset) {
        Map<Integer, Partition> more = new HashMap<>(partitions);
        Partition known = partitions.get(partition);
        more.put(partition, new Partition(offset, known == null ? Map.of() : known.newest));
        return new ReadPlace(more, after);
    }

    /** The same place, but behind what could not be read. */
    public ReadPlace skipping(ReadStopped stopped) {
        return at(stopped.partition(), stopped.next());
    }

    /** For keeping; {@link #parse} reads it. */
    public String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names are always JSON", e);
        }
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static ReadPlace parse(String text) {
        try {
            return JSON.readValue(text, ReadPlace.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the place cannot be read: " + e.getOriginalMessage() + "; write what ReadPlace.text() gave", e);
        }
    }
}

package io.ordergateway.ws.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A reader came to a place of the topic where there is something that it cannot read, or no longer what it was to read. It is
 * for the reader's owner to say what follows from that; reading goes on behind it from {@link ReadPlace#skipping}.
 */
public final class ReadStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int partition;
    private final long offset;
    private final long next;

    private ReadStopped(String text, int partition, long offset, long next) {
        super(text);
        this.partition = partition;
        this.offset = offset;
        this.next = next;
    }

    static ReadStopped unreadable(ConsumerRecord<?, ?> record, String why) {
        String text = "the record at offset " + record.offset() + " of partition " + record.partition() + " of "
                + record.topic() + " cannot be read: " + why + "; read on behind it with ReadPlace.skipping";
        return new ReadStopped(text, record.partition(), record.offset(), record.offset() + 1);
    }

    static ReadStopped gone(String topic, int partition, long offset, long next) {
        String text = "offset " + offset + " of partition " + partition + " of " + topic
                + " is not there: the topic was trimmed, or made anew; its oldest is " + next
                + ": read on there with ReadPlace.skipping, and treat what lies between as unknown";
        return new ReadStopped(text, partition, offset, next);
    }

    /** The partition it is about; the others can be read. */
    public int partition() {
        return partition;
    }

    /** What could not be read. */
    public long offset() {
        return offset;
    }

    /** Where reading can go on. */
    public long next() {
        return next;
    }
}

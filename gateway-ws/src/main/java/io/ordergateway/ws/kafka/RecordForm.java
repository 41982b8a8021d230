package io.ordergateway.ws.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.record.UnreadableRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/**
 * An outcome as a record of a topic. The key names the order, so that what became of it stands in one partition, in order; a
 * mark's names the account. The headers are text.
 */
public final class RecordForm {
    /** The header that names the gateway whose log it is. */
    public static final String GATEWAY_ID = "gatewayId";

    /** The header that holds the position in that log. */
    public static final String POSITION = "position";

    /** The header that holds the version of the JSON. */
    public static final String SCHEMA_VERSION = "schemaVersion";

    /** The header that says what the value is. */
    public static final String CONTENT_TYPE = "content-type";

    /** The header that says among how many partitions the record's own was chosen. */
    public static final String PARTITIONS = "partitions";

    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private RecordForm() {}

    /** What a record is to be sent as. Its partition is the one that Kafka's own clients choose for the key. */
    public static ProducerRecord<byte[], byte[]> write(
            String topic, int partitions, String gatewayId, Outcome outcome) {
        byte[] key = key(outcome).getBytes(UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
        byte[] value = OutcomeJson.write(outcome).getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value);
        record.headers()
                .add(GATEWAY_ID, gatewayId.getBytes(UTF_8))
                .add(POSITION, number(outcome.position()))
                .add(SCHEMA_VERSION, number(OutcomeJson.VERSION))
                .add(CONTENT_TYPE, JSON)
                .add(PARTITIONS, number(partitions));
        return record;
    }

    /**
     * {@code venue|account|orderId}; {@code venue|account|clientOrderId|ID} of an order that the cancel named by its client
     * order id ID; {@code venue|account} for a mark. No id of a venue's has a bar in it.
     */
    public static String key(Outcome outcome) {
        Account account = outcome.account();
        String owner = account.venue().name() + "|" + account.name();
        return outcome instanceof CancelOutcome cancel ? owner + "|" + name(cancel.order()) : owner;
    }

    private static String name(OrderRef order) {
        return order.isByClientId() ? "clientOrderId|" + order.id() : order.id();
    }

    /** Whose log a record comes from. */
    static String gatewayId(ConsumerRecord<byte[], byte[]> record) {
        return text(record, GATEWAY_ID);
    }

    /**
     * What a record says.
     *
     * @throws ReadStopped if it cannot be read
     */
    static RelayedOutcome read(ConsumerRecord<byte[], byte[]> record) {
        String gatewayId = gatewayId(record);
        long position = number(record, POSITION);
        int partitions = (int) number(record, PARTITIONS);
        Outcome outcome = outcome(record);
        if (outcome.position() != position) {
            throw ReadStopped.unreadable(
                    record, "its header says position " + position + ", its value " + outcome.position());
        }
        return new RelayedOutcome(outcome, gatewayId, record.partition(), record.offset(), partitions);
    }

    private static Outcome outcome(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw ReadStopped.unreadable(record, "it has no value");
        }
        try {
            return OutcomeJson.read(new String(record.value(), UTF_8));
        } catch (UnreadableRecord e) {
            throw ReadStopped.unreadable(record, String.valueOf(e.getMessage()));
        }
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
        String text = text(record, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ReadStopped.unreadable(record, "its header " + name + " is no number");
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Headers headers = record.headers();
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw ReadStopped.unreadable(record, "it has no header " + name + ", so no gateway wrote it");
        }
        return new String(header.value(), UTF_8);
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(UTF_8);
    }
}

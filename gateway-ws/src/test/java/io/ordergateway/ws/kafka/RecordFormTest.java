package io.ordergateway.ws.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordFormTest {
    private static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    private static final Outcome SENT = new CancelOutcome(
            7,
            new CancelId("c1"),
            ACCOUNT,
            new OrderRef("a17", "BTC-PERP"),
            new CancelOutcome.Sent(PathKind.REST),
            Instant.EPOCH);
    private static final Outcome MARK = new StreamMark(8, ACCOUNT, StreamMark.Kind.GAP, "…", Instant.EPOCH);

    private static ConsumerRecord<byte[], byte[]> arrived(byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "outcomes", 3, 99, 0, TimestampType.CREATE_TIME, 0, 0, new byte[0], value, headers, Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> arrived(ProducerRecord<byte[], byte[]> sent) {
        return arrived(sent.value(), sent.headers());
    }

    @Test
    void theKeyNamesTheOrderAndThatOfAMarkTheAccount() {
        assertThat(RecordForm.key(SENT)).isEqualTo("ascendex|main|a17");
        assertThat(RecordForm.key(MARK)).isEqualTo("ascendex|main");
    }

    @Test
    void theKeyOfAnOrderByItsClientIdIsNoOrderIdsKey() {
        Outcome byClientId = new CancelOutcome(
                9,
                new CancelId("c1"),
                ACCOUNT,
                OrderRef.byClientId("a17", "BTC-PERP"),
                new CancelOutcome.Sent(PathKind.REST),
                Instant.EPOCH);

        assertThat(RecordForm.key(byClientId)).isEqualTo("ascendex|main|clientOrderId|a17");
    }

    @Test
    void itGoesWhereKafkasOwnClientsWouldSendTheKey() {
        for (int partitions : new int[] {1, 3, 4, 50}) {
            ProducerRecord<byte[], byte[]> record = RecordForm.write("outcomes", partitions, "gw", SENT);

            assertThat(record.partition()).isEqualTo(BuiltInPartitioner.partitionForKey(record.key(), partitions));
        }
    }

    @Test
    void whatWasWrittenIsRead() {
        for (Outcome outcome : new Outcome[] {SENT, MARK}) {
            RelayedOutcome read = RecordForm.read(arrived(RecordForm.write("outcomes", 4, "gw", outcome)));

            assertThat(read).isEqualTo(new RelayedOutcome(outcome, "gw", 3, 99, 4));
        }
    }

    @Test
    void aRecordThatContradictsItsHeaderIsUnreadable() {
        ProducerRecord<byte[], byte[]> record = RecordForm.write("outcomes", 4, "gw", SENT);
        record.headers().add("position", "6".getBytes(UTF_8));

        assertThatThrownBy(() -> RecordForm.read(arrived(record)))
                .isInstanceOf(ReadStopped.class)
                .hasMessage(
                        "the record at offset 99 of partition 3 of outcomes cannot be read: its header says position 6,"
                                + " its value 7; read on behind it with ReadPlace.skipping");
    }

    @Test
    void aRecordWithoutAValueOrWithAHeaderThatIsNoNumberIsUnreadable() {
        Headers headers = RecordForm.write("outcomes", 4, "gw", SENT).headers();
        Headers odd = new RecordHeaders(headers).add("position", "seven".getBytes(UTF_8));

        assertThatThrownBy(() -> RecordForm.read(arrived(null, headers))).hasMessageContaining("it has no value");
        assertThatThrownBy(() -> RecordForm.read(arrived(new byte[0], odd)))
                .hasMessageContaining("its header position is no number");
    }

    @Test
    void aRecordOfAnotherVersionIsUnreadableAndSaysSo() {
        Headers headers = RecordForm.write("outcomes", 4, "gw", SENT).headers();

        assertThatThrownBy(() -> RecordForm.read(arrived("{\"v\":2}".getBytes(UTF_8), headers)))
                .isInstanceOfSatisfying(
                        ReadStopped.class, stopped -> assertThat(stopped.next()).isEqualTo(100))
                .hasMessageContaining("v");
    }
}

package io.ordergateway.ws.wire.ascendex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueFrame;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * A codec that knows shapes reads every message as the parser alone does. How many messages are tried, and which, can be
 * said: {@code mvn test -pl gateway-core,gateway-ws -Dtest=AscendexAckFuzzTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfuzz.inputs=10000000 -Dfuzz.seed=1}.
 */
class AscendexAckFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261121);

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef OTHER = new OrderRef("another order", "another symbol");
    private static final int FAMILY = 12;
    private static final int FAMILIES_OF_A_CODEC = 50;

    private final OddMessages messages = new OddMessages(SEED);
    private AscendexCodec codec = new AscendexCodec(Accounts.futures(7));
    private int acknowledgements;
    private int hot;

    @Test
    void whatFitsAShapeIsWhatTheParserReads() {
        int checked = 0;
        for (int families = 0; checked < INPUTS; families++) {
            if (families % FAMILIES_OF_A_CODEC == 0) {
                codec = new AscendexCodec(Accounts.futures(7));
            }
            String founder = messages.founder();
            check(founder);
            for (int sibling = 1; sibling < FAMILY; sibling++) {
                check(messages.sibling(founder));
            }
            checked += FAMILY;
        }

        System.Logger log = System.getLogger("fuzz");
        log.log(
                System.Logger.Level.INFO,
                "{0} messages of seed {1}: {2} acknowledgements, {3} of them read by their shape",
                checked,
                SEED,
                acknowledgements,
                hot);
        assertThat(hot).as("read by their shape").isGreaterThan(INPUTS / 10);
        assertThat(acknowledgements - hot).as("left to the parser").isGreaterThan(INPUTS / 20);
    }

    /** Amid other bytes, since a message is only part of what was read. */
    private void check(String text) {
        byte[] message = text.getBytes(ISO_8859_1);
        int from = messages.number(4);
        byte[] read = new byte[from + message.length + 4];
        Arrays.fill(read, (byte) "}\"0,".charAt(from));
        System.arraycopy(message, 0, read, from, message.length);
        int to = from + message.length;

        VenueFrame parsed = AscendexDecoder.decode(read, from, to);
        long id = codec.ackedRequest(read, from, to);

        boolean taken = parsed instanceof VenueFrame.CancelReply reply && reply.refusal() == null;
        acknowledgements += taken ? 1 : 0;
        if (id >= 0) {
            hot++;
            checkHot(id, new String(message, UTF_8), parsed);
        } else {
            assertThat(codec.ackEvidence(OTHER, AT)).isNull();
        }
        assertThat(codec.decode(read, from, to)).isEqualTo(parsed);
    }

    private void checkHot(long id, String text, VenueFrame parsed) {
        if (!(parsed instanceof VenueFrame.CancelReply reply) || reply.orderId() == null || reply.symbol() == null) {
            throw new AssertionError("no acknowledgement of an order: " + text);
        }
        Evidence evidence = codec.ackEvidence(new OrderRef(reply.orderId(), reply.symbol()), AT);

        assertThat(reply.refusal()).as(text).isNull();
        assertThat(RequestIds.parse(reply.requestId())).as(text).hasValue(id);
        assertThat(evidence).as(text).isEqualTo(codec.judge(reply, AT).evidence());
        assertThat(evidence.message()).isEqualTo(text);
        assertThat(codec.ackEvidence(OTHER, AT)).as(text).isNull();
        assertThat(codec.ackEvidence(new OrderRef(reply.orderId(), reply.symbol() + "x"), AT))
                .as(text)
                .isNull();
        assertThat(codec.ackEvidence(new OrderRef("x" + reply.orderId(), reply.symbol()), AT))
                .as(text)
                .isNull();
    }
}

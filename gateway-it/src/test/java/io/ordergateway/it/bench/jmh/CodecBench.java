package io.ordergateway.it.bench.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.TextBuffer;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.ascendex.AscendexAccount;
import io.ordergateway.ws.wire.ascendex.AscendexCodec;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encode and decode: a cancel's frame, its acknowledgement, and the end of its order. */
@State(Scope.Benchmark)
public class CodecBench {
    private static final long MILLIS = 1_700_000_000_000L;
    private static final Instant AT = Instant.ofEpochMilli(MILLIS);

    private final OrderRef order = new OrderRef("s177bab1b474U0000000001bbtcpKiOR", "BTC-PERP");
    private final TextBuffer out = new TextBuffer();
    private final byte[] ack = ("{\"m\":\"order\",\"action\":\"cancel-order\",\"ac\":\"FUTURES\",\"id\":\""
                    + RequestIds.format(RequestIds.first()) + "\",\"code\":0,\"info\":{\"orderId\":\"" + order.orderId()
                    + "\",\"symbol\":\"BTC-PERP\"}}")
            .getBytes(ISO_8859_1);
    private final byte[] push = ("{\"m\":\"futures-order\",\"sn\":127,\"e\":\"ExecutionReport\","
                    + "\"a\":\"sample-futures-account-id\",\"ac\":\"FUTURES\",\"t\":1606335352348,"
                    + "\"ct\":1606335351541,\"orderId\":\"" + order.orderId() + "\",\"sd\":\"Buy\",\"ot\":\"Limit\","
                    + "\"ei\":\"NULL_VAL\",\"q\":\"0.1\",\"p\":\"18000\",\"s\":\"BTC-PERP\",\"st\":\"Canceled\","
                    + "\"err\":\"\",\"cfq\":\"0\",\"f\":\"0\",\"cf\":\"0\",\"fa\":\"USDT\"}")
            .getBytes(ISO_8859_1);
    private AscendexCodec codec;
    private long requestId = RequestIds.first();

    /** As it is once a session has seen its first acknowledgement. */
    @Setup
    public void learn() {
        AscendexAccount account = new AscendexAccount(
                new Credentials("benchkey", "benchsecret"), Account.Category.FUTURES, AscendexAccount.Generation.V2);
        account.learn(new Introduction.Known(7, "", true));
        codec = new AscendexCodec(account);
        decodeAck();
        if (readAck() < 0) {
            throw new IllegalStateException("the codec does not know an acknowledgement when it sees one again");
        }
    }

    /** The frame's text, into bytes that are used again. */
    @Benchmark
    public int encodeCancel() {
        out.clear();
        codec.cancel(out, requestId++, order, MILLIS);
        return out.length();
    }

    /** The ordinary acknowledgement, by its shape. */
    @Benchmark
    public long readAck() {
        return codec.ackedRequest(ack, 0, ack.length);
    }

    /** The same, with what it is evidence of. */
    @Benchmark
    public Evidence readAckAsEvidence() {
        codec.ackedRequest(ack, 0, ack.length);
        return codec.ackEvidence(order, AT);
    }

    /** An acknowledgement that has to be parsed. */
    @Benchmark
    public VenueFrame decodeAck() {
        return codec.decode(ack, 0, ack.length);
    }

    /** The order's end. */
    @Benchmark
    public VenueFrame decodePush() {
        return codec.decode(push, 0, push.length);
    }
}

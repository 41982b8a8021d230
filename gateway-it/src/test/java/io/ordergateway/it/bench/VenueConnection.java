package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One connection to the {@link Venue}: HTTP until it asks for the upgrade, frames from then on. Frames are unmasked and read where
 * they lie, and answered in one write for all that one read brought.
 */
final class VenueConnection extends ChannelInboundHandlerAdapter {
    /** Orders a connection may have acknowledged and not yet ended; many more than any client here has pending. */
    private static final int MOST_ACKNOWLEDGED = 200_000;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Venue venue;
    private byte[] in = new byte[1 << 16];
    private int inEnd;
    private byte[] out = new byte[1 << 16];
    private int outEnd;
    private int number;
    private boolean upgraded;
    private boolean subscribed;
    private CancelLayout layout = CancelLayout.NONE;
    private byte[] acknowledged = new byte[1 << 16];
    private int acknowledgedEnd;
    private int acknowledgedCount;
    private ChannelHandlerContext context;

    VenueConnection(Venue venue) {
        this.venue = venue;
    }

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        context = opened;
        number = venue.opened(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        venue.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        System.err.println("the venue closes a connection: " + cause);
        failed.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf read = (ByteBuf) message;
        int count = read.readableBytes();
        in = room(in, inEnd, count);
        read.readBytes(in, inEnd, count);
        read.release();
        inEnd += count;
        int done = upgraded ? frames(0) : requests();
        System.arraycopy(in, done, in, 0, inEnd - done);
        inEnd -= done;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        flush();
    }

    private static byte[] room(byte[] array, int end, int more) {
        return end + more <= array.length ? array : Arrays.copyOf(array, Integer.highestOneBit(end + more) << 1);
    }

    private void flush() {
        if (outEnd > 0) {
            context.writeAndFlush(
                    context.alloc().directBuffer(outEnd).writeBytes(out, 0, outEnd), context.voidPromise());
            outEnd = 0;
        }
    }

    // ---- HTTP ----

    private int requests() {
        int at = 0;
        while (at < inEnd && !upgraded) {
            VenueHttp.Request request = VenueHttp.read(in, at, inEnd);
            if (request == null) {
                return at;
            }
            at += request.length();
            put(VenueHttp.answer(request).getBytes(ISO_8859_1));
            if (request.isUpgrade()) {
                upgraded = true;
                text("{\"m\":\"connected\",\"type\":\"unauth\"}");
            }
        }
        return upgraded ? frames(at) : at;
    }

    private void put(byte[] bytes) {
        out = room(out, outEnd, bytes.length);
        System.arraycopy(bytes, 0, out, outEnd, bytes.length);
        outEnd += bytes.length;
    }

    // ---- frames in ----

    private int frames(int from) {
        int at = from;
        while (inEnd - at >= 6) {
            int length = in[at + 1] & 0x7f;
            int header = 6;
            if (length == 126) {
                length = ((in[at + 2] & 0xff) << 8) | (in[at + 3] & 0xff);
                header = 8;
            } else if (length == 127) {
                throw new IllegalStateException("no client here sends frames of more than 65,535 bytes");
            }
            if (inEnd - at < header + length) {
                return at;
            }
            int begin = at + header;
            unmask((int) INT.get(in, begin - 4), begin, length);
            frame(in[at] & 0xf, begin, length);
            at = begin + length;
        }
        return at;
    }

    private void unmask(int mask, int begin, int length) {
        long wide = (mask & 0xffff_ffffL) | ((long) mask << 32);
        int at = begin;
        int end = begin + length;
        for (; at <= end - 8; at += 8) {
            LONG.set(in, at, (long) LONG.get(in, at) ^ wide);
        }
        for (int i = 0; at < end; at++, i++) {
            in[at] ^= (byte) (mask >>> ((i & 3) * 8));
        }
    }

    private void frame(int opcode, int begin, int length) {
        switch (opcode) {
            case 1 -> message(begin, length);
            case 8 -> {
                header(8, length);
                payload(begin, length);
                flush();
                context.writeAndFlush(context.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            }
            case 9 -> {
                header(10, length);
                payload(begin, length);
            }
            default -> {
                // pongs need no answer, and no client here fragments
            }
        }
    }

    private void message(int begin, int length) {
        if (!layout.fits(in, begin, length)) {
            String text = new String(in, begin, length, ISO_8859_1);
            if (!text.contains("\"action\":\"cancel-order\"")) {
                other(text);
                return;
            }
            layout = CancelLayout.of(text);
        }
        if (!venue.isSilent()) {
            acknowledge(begin);
        }
    }

    private void other(String text) {
        String id = CancelLayout.member(text, "id");
        if (text.contains("\"op\":\"auth\"")) {
            text("{\"m\":\"auth\",\"id\":\"" + id + "\",\"code\":0}");
        } else if (text.contains("\"op\":\"sub\"")) {
            subscribed = true;
            venue.subscribed(number, () -> {
                text("{\"m\":\"sub\",\"id\":\"" + id + "\",\"ch\":\"futures-order\",\"code\":0}");
                flush();
            });
        } else if (text.contains("\"op\":\"ping\"")) {
            text("{\"m\":\"pong\",\"code\":0,\"ts\":" + System.currentTimeMillis() + ",\"hp\":3}");
        } else if (text.contains("\"futures-open-orders\"")) {
            text("{\"m\":\"futures-open-orders\",\"id\":\"" + id + "\",\"code\":0,\"data\":[]}");
        }
    }

    // ---- frames out ----

    private static final byte[] ACK_ID =
            "{\"m\":\"order\",\"action\":\"cancel-order\",\"ac\":\"FUTURES\",\"id\":\"".getBytes(ISO_8859_1);
    private static final byte[] ACK_ORDER = "\",\"code\":0,\"info\":{\"orderId\":\"".getBytes(ISO_8859_1);
    private static final byte[] ACK_SYMBOL = "\",\"symbol\":\"".getBytes(ISO_8859_1);
    private static final byte[] ACK_END = "\"}}".getBytes(ISO_8859_1);
    private static final int ACK_FIXED = ACK_ID.length + ACK_ORDER.length + ACK_SYMBOL.length + ACK_END.length;

    private void acknowledge(int begin) {
        header(1, ACK_FIXED + layout.idLength + layout.orderLength + layout.symbolLength);
        put(ACK_ID);
        payload(begin + layout.idAt, layout.idLength);
        put(ACK_ORDER);
        payload(begin + layout.orderAt, layout.orderLength);
        put(ACK_SYMBOL);
        payload(begin + layout.symbolAt, layout.symbolLength);
        put(ACK_END);
        if (acknowledgedCount == MOST_ACKNOWLEDGED) {
            throw new IllegalStateException("nobody asked for the ends of " + MOST_ACKNOWLEDGED + " orders");
        }
        acknowledged = room(acknowledged, acknowledgedEnd, layout.orderLength + 1);
        acknowledged[acknowledgedEnd++] = (byte) layout.orderLength;
        System.arraycopy(in, begin + layout.orderAt, acknowledged, acknowledgedEnd, layout.orderLength);
        acknowledgedEnd += layout.orderLength;
        acknowledgedCount++;
    }

    private void header(int opcode, int length) {
        out = room(out, outEnd, length + 4);
        out[outEnd++] = (byte) (0x80 | opcode);
        if (length < 126) {
            out[outEnd++] = (byte) length;
        } else {
            out[outEnd++] = 126;
            out[outEnd++] = (byte) (length >>> 8);
            out[outEnd++] = (byte) length;
        }
    }

    private void payload(int from, int length) {
        out = room(out, outEnd, length);
        System.arraycopy(in, from, out, outEnd, length);
        outEnd += length;
    }

    private void text(String text) {
        header(1, text.length());
        put(text.getBytes(ISO_8859_1));
    }

    // ---- ends ----

    private static final String PUSH_ORDER =
            "{\"m\":\"futures-order\",\"sn\":127,\"e\":\"ExecutionReport\",\"a\":\"sample-futures-account-id\","
                    + "\"ac\":\"FUTURES\",\"t\":1606335352348,\"ct\":1606335351541,\"orderId\":\"";
    private static final String PUSH_REST =
            "\",\"sd\":\"Buy\",\"ot\":\"Limit\",\"ei\":\"NULL_VAL\",\"q\":\"0.1\",\"p\":\"18000\",\"sp\":\"0\","
                    + "\"spb\":\"\",\"s\":\"BTC-PERP\",\"st\":\"Canceled\",\"err\":\"\",\"lp\":\"0\",\"lq\":\"0\","
                    + "\"ap\":\"0\",\"cfq\":\"0\",\"f\":\"0\",\"cf\":\"0\",\"fa\":\"USDT\",\"psl\":\"0\","
                    + "\"pslt\":\"market\",\"ptp\":\"0\",\"ptpt\":\"market\"}";

    /** Pushes the end of every acknowledged order, to whoever subscribed to them; forgets them. */
    int pushEnds() {
        int count = subscribed ? acknowledgedCount : 0;
        for (int at = 0; subscribed && at < acknowledgedEnd; at += acknowledged[at] + 1) {
            text(PUSH_ORDER + new String(acknowledged, at + 1, acknowledged[at], ISO_8859_1) + PUSH_REST);
        }
        acknowledgedEnd = 0;
        acknowledgedCount = 0;
        flush();
        return count;
    }
}

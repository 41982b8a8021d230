package io.ordergateway.ws.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What our reader made of a stream, in the words that {@link NettyReadings} has for the same. */
final class Readings extends FrameReader {
    private final List<String> events = new ArrayList<>();

    Readings(int maxMessageBytes) {
        super(maxMessageBytes);
    }

    List<String> events() {
        return events;
    }

    void readBytes(byte[] bytes, int from, int to) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes, from, to - from);
        try {
            read(in);
            if (in.isReadable()) {
                events.add("left unread: " + in.readableBytes());
            }
        } catch (FrameViolation violation) {
            events.add(gotBroken(violation.closeCode()));
        }
    }

    void readBytes(byte[] bytes) {
        readBytes(bytes, 0, bytes.length);
    }

    static String gotText(byte[] bytes) {
        return "text " + latin(bytes, 0, bytes.length);
    }

    static String gotBinary(int length) {
        return "binary of " + length;
    }

    static String gotPing(byte[] bytes) {
        return "ping " + latin(bytes, 0, bytes.length);
    }

    static String gotClose(int code, String reason) {
        return "close " + code + ' ' + reason;
    }

    static String gotBroken(int code) {
        return "broken " + code;
    }

    private static String latin(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1); // one char a byte, whatever they are
    }

    @Override
    protected void text(byte[] utf8, int from, int to) {
        events.add("text " + latin(utf8, from, to));
    }

    @Override
    protected void binary(int length) {
        events.add(gotBinary(length));
    }

    @Override
    protected void ping(byte[] data, int from, int to) {
        events.add("ping " + latin(data, from, to));
    }

    @Override
    protected void close(int code, String reason) {
        events.add(gotClose(code, reason));
    }
}

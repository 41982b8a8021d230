package io.ordergateway.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections are those of RFC 6455. {@link FrameFuzzTest} holds the same against Netty. */
class FrameReaderTest {
    private static final int LIMIT = 1 << 20;

    private final Readings reader = new Readings(LIMIT);

    @Test
    void readsTheExamplesOfTheRfc() { // 5.7
        read("8105 48656c6c6f");
        read("0103 48656c", "8002 6c6f");
        read("8905 48656c6c6f");

        assertThat(reader.events()).containsExactly("text Hello", "text Hello", "ping Hello");
    }

    @Test
    void readsManyFramesOfOneRead() {
        read("810161 810162 8100 8a00 810163");

        assertThat(reader.events()).containsExactly("text a", "text b", "text ", "text c");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 125, 126, 127, 65_535, 65_536, 65_537, 200_000, LIMIT})
    void readsEveryLength(int length) { // 5.2
        byte[] text = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);

        reader.readBytes(frame(0x81, text));
        reader.readBytes(frame(0x82, text));

        assertThat(reader.events()).containsExactly(Readings.gotText(text), Readings.gotBinary(length));
    }

    @Test
    void readsAStreamThatIsCutAnywhere() {
        byte[] stream = join(
                frame(0x01, bytes("caf\u00e9 ")),
                frame(0x89, bytes("still there?")),
                frame(0x00, "x".repeat(130).getBytes(StandardCharsets.US_ASCII)),
                frame(0x80, bytes("\u20ac")),
                frame(0x81, bytes("next")));
        Readings whole = new Readings(LIMIT);
        whole.readBytes(stream);
        assertThat(whole.events()).hasSize(3);

        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second += 7) {
                Readings cut = new Readings(LIMIT);
                cut.readBytes(stream, 0, first);
                cut.readBytes(stream, first, second);
                cut.readBytes(stream, second, stream.length);
                assertThat(cut.events()).isEqualTo(whole.events());
            }
        }
    }

    @Test
    void readsFromADirectBufferWithoutKeepingIt() {
        ByteBuf in = Unpooled.directBuffer().writeBytes(frame(0x81, bytes("direct")));

        reader.read(in);

        assertThat(in.isReadable()).isFalse();
        assertThat(in.refCnt()).isEqualTo(1);
        assertThat(reader.events()).containsExactly("text direct");
        in.release();
    }

    @Test
    void putsFragmentsTogetherAroundControlFrames() { // 5.4
        read("0101 61", "8900", "0001 62", "8a00", "8001 63", "8201 ff");

        assertThat(reader.events()).containsExactly("ping ", "text abc", "binary of 1");
    }

    @ParameterizedTest
    @CsvSource({
        "c101, reserved bit 1 (5.2)",
        "a101, reserved bit 2 (5.2)",
        "9101, reserved bit 3 (5.2)",
        "8181, a masked frame (5.1)",
        "8301, reserved data opcode (5.2)",
        "8b00, reserved control opcode (5.2)",
        "0900, a fragmented ping (5.5)",
        "897e, a long ping (5.5)",
        "8801, half a close code (5.5.1)",
        "8001, a continuation of nothing (5.4)",
        "0101618101, a message within a message (5.4)",
        "817e007d, 16 bits for 125 (5.2)",
        "817f000000000000ffff, 64 bits for 65535 (5.2)",
        "817f8000000000000000, the highest bit of 64 (5.2)",
        "880203e7, close code 999 (7.4.2)",
        "880203ed, close code 1005 (7.4.1)",
        "880203ee, close code 1006 (7.4.1)",
        "880203f7, close code 1015 (7.4.1)",
        "88020bb7, close code 2999 (7.4.2)"
    })
    void endsWithAProtocolError(String stream, String what) {
        read(stream);
        read("810161");

        assertThat(reader.events()).as(what).containsExactly(Readings.gotBroken(CloseCode.PROTOCOL_ERROR));
    }

    @ParameterizedTest
    @CsvSource({
        "8102c328, in a frame",
        "8101c3, a character that does not end",
        "0101c380 01 28, in the middle of a character",
        "0101c3 8000, a fragmented character that does not end",
        "0103eda080, a surrogate in the first of two fragments",
        "0101618001ff, in the last fragment",
        "880403e8ff61, in the reason of a close frame (5.5.1)"
    })
    void endsWithTextThatIsNone(String stream, String what) { // 8.1
        read(stream);
        read("810161");

        assertThat(reader.events()).as(what).containsExactly(Readings.gotBroken(CloseCode.BAD_TEXT));
    }

    @Test
    void letsACharacterSpanFragments() {
        read("0102e282", "8001ac");

        assertThat(reader.events()).containsExactly(Readings.gotText(bytes("\u20ac")));
    }

    @Test
    void looksAtNoTextInBinaryMessages() {
        read("0202ffff", "8001ff");

        assertThat(reader.events()).containsExactly(Readings.gotBinary(3));
    }

    @Test
    void turnsATooLargeFrameDownByItsHeader() { // 7.4.1
        read("817f" + HexFormat.of().toHexDigits(LIMIT + 1L));

        assertThat(reader.events()).containsExactly(Readings.gotBroken(CloseCode.TOO_BIG));
    }

    @Test
    void turnsDownTheFragmentThatMakesAMessageTooLarge() {
        reader.readBytes(frame(0x01, new byte[LIMIT]));
        read("8900");
        read("8001");

        assertThat(reader.events()).containsExactly("ping ", Readings.gotBroken(CloseCode.TOO_BIG));
    }

    @Test
    void countsBinaryFragmentsTooThoughItKeepsNone() {
        reader.readBytes(frame(0x02, new byte[LIMIT]));
        read("8001");

        assertThat(reader.events()).containsExactly(Readings.gotBroken(CloseCode.TOO_BIG));
    }

    @ParameterizedTest
    @CsvSource({
        "8800, 1005, ''",
        "880203e8, 1000, ''",
        "880703e9676f6e6521, 1001, gone!",
        "88020bb8, 3000, ''",
        "88021387, 4999, ''"
    })
    void readsNothingAfterACloseFrame(String stream, int code, String reason) { // 5.5.1
        read(stream + "810161");
        read("810162");

        assertThat(reader.events()).containsExactly(Readings.gotClose(code, reason));
    }

    @Test
    void handsOutWhatCameBeforeAViolation() {
        read("810161 8900 8300 810162");

        assertThat(reader.events()).containsExactly("text a", "ping ", Readings.gotBroken(CloseCode.PROTOCOL_ERROR));
    }

    /** What is read may cause another read on the same thread, of another connection. */
    @Test
    void twoReadersDoNotDisturbEachOther() {
        List<String> seen = new ArrayList<>();
        Readings inner = new Readings(LIMIT);
        FrameReader outer = new FrameReader(LIMIT) {
            @Override
            protected void text(byte[] utf8, int from, int to) {
                inner.readBytes(frame(0x81, bytes("inner")));
                seen.add(new String(utf8, from, to - from, StandardCharsets.UTF_8));
            }

            @Override
            protected void binary(int length) {}

            @Override
            protected void ping(byte[] data, int from, int to) {}

            @Override
            protected void close(int code, String reason) {}
        };

        outer.read(Unpooled.wrappedBuffer(join(frame(0x81, bytes("one")), frame(0x81, bytes("two")))));

        assertThat(seen).containsExactly("one", "two");
        assertThat(inner.events()).containsExactly("text inner", "text inner");
    }

    private void read(String... hex) {
        for (String part : hex) {
            reader.readBytes(HexFormat.of().parseHex(part.replace(" ", "")));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A server's frame (5.2). */
    static byte[] frame(int first, byte[] payload) {
        int length = payload.length;
        String header = HexFormat.of().toHexDigits((byte) first);
        if (length < 126) {
            header += HexFormat.of().toHexDigits((byte) length);
        } else if (length < 1 << 16) {
            header += "7e" + HexFormat.of().toHexDigits((short) length);
        } else {
            header += "7f" + HexFormat.of().toHexDigits((long) length);
        }
        return join(HexFormat.of().parseHex(header), payload);
    }

    static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuf all = Unpooled.buffer(length);
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.array();
    }
}

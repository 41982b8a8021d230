package io.ordergateway.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** UTF-8 (RFC 3629), against the JDK's strict decoder. */
class Utf8Test {
    private static final CharsetDecoder JDK = StandardCharsets.UTF_8.newDecoder();

    /** Where one class of bytes ends and the next begins. */
    private static final int[] EDGES = {
        0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
        0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    @Test
    void judgesEveryTwoBytesAsTheJdkDoes() {
        for (int i = 0; i < 1 << 16; i++) {
            compare((byte) (i >> 8), (byte) i);
        }
    }

    @Test
    void judgesEveryKindOfFourBytesAsTheJdkDoes() {
        for (int a : EDGES) {
            for (int b : EDGES) {
                for (int c : EDGES) {
                    compare((byte) a, (byte) b, (byte) c);
                    for (int d : EDGES) {
                        compare((byte) a, (byte) b, (byte) c, (byte) d);
                    }
                }
            }
        }
    }

    @Test
    void findsOneBadByteAnywhereInLongAscii() {
        for (int at = 0; at < 40; at++) {
            byte[] text = "a".repeat(40).getBytes(StandardCharsets.US_ASCII);
            assertThat(Utf8.isText(text, 0, text.length)).isTrue();

            text[at] = (byte) 0xFF;

            assertThat(Utf8.isText(text, 0, text.length)).as("at %s", at).isFalse();
            assertThat(Utf8.isText(text, at + 1, text.length)).isTrue();
            assertThat(Utf8.isText(text, 0, at)).isTrue();
        }
    }

    @Test
    void goesOnWhereATextWasCut() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] text = "a\u00e9\u20ac\ud83d\ude00 and all that \uffff".getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 1_000; i++) {
            int first = random.nextInt(text.length + 1);
            int second = random.nextInt(first, text.length + 1);
            int state = Utf8.after(Utf8.COMPLETE, text, 0, first);
            state = Utf8.after(state, text, first, second);
            assertThat(Utf8.after(state, text, second, text.length)).isEqualTo(Utf8.COMPLETE);
        }
    }

    @Test
    void staysBroken() {
        byte[] ascii = {'a', 'b'};

        assertThat(Utf8.after(Utf8.BROKEN, ascii, 0, 2)).isEqualTo(Utf8.BROKEN);
    }

    private static void compare(byte... bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        JDK.reset();
        boolean expected = JDK.decode(ByteBuffer.wrap(bytes), out, true).isUnderflow()
                && JDK.flush(out).isUnderflow();
        if (Utf8.isText(bytes, 0, bytes.length) != expected) {
            assertThat(bytes).as("is text: %s", expected).isNull();
        }
    }
}

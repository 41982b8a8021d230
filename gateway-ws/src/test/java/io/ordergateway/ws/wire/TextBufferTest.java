package io.ordergateway.ws.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBufferTest {
    private final TextBuffer text = new TextBuffer();

    @Test
    void whatIsWrittenFollowsWhatWasWritten() {
        text.append("a".getBytes(US_ASCII)).append("bc").append(42).appendRequestId(42);

        assertThat(text).hasToString("abc42000000000016");
        assertThat(new String(text.bytes(), 0, text.length(), US_ASCII)).isEqualTo("abc42000000000016");
    }

    @Test
    void aMessageIsForgottenBeforeTheNext() {
        text.append("a longer one").clear();

        text.append("short");

        assertThat(text).hasToString("short");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 9, 10, 99, 100, 1700000000000L, 9999999999999L, Long.MAX_VALUE, -1, -10, Long.MIN_VALUE})
    void numbersAreWrittenAsJavaWouldWriteThem(long number) {
        assertThat(text.append(number)).hasToString(Long.toString(number));
    }

    @Test
    void randomNumbersAreTooWhateverTheirLength() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            text.clear();

            assertThat(text.append(number)).hasToString(Long.toString(number));
        }
    }

    /** The second of them ends, cut to a byte, in a quote. */
    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "x\u0122", "\ud83d\ude00", "\u0080"})
    void whatIsNotAsciiIsNeverWritten(String foreign) {
        text.append("before");

        assertThatThrownBy(() -> text.append(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ASCII");
        assertThat(text).hasToString("before");
    }

    @Test
    void itGrowsToItsBoundAndNoFurther() {
        String most = "x".repeat(TextBuffer.MAX_LENGTH);

        assertThat(text.append(most).length()).isEqualTo(TextBuffer.MAX_LENGTH);
        assertThatThrownBy(() -> text.append("y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("65536");
        assertThat(text).hasToString(most);
    }

    @Test
    void itGrowsPieceByPiece() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("id").appendRequestId(i).append(i);
            expected.append("id").append(RequestIds.format(i)).append(i);
        }

        assertThat(text).hasToString(expected.toString());
    }
}

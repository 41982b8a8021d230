package io.ordergateway.ws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    @Test
    void everyIdComesBackAsItWent() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long id = random.nextLong(RequestIds.BOUND);

            String text = RequestIds.format(id);

            assertThat(text).matches("[0-9a-z]{12}");
            assertThat(RequestIds.parse(text)).hasValue(id);
            assertThat(RequestIds.parse(("<" + text + ">").getBytes(UTF_8), 1, 13))
                    .isEqualTo(id);
            assertThat(text).endsWith(Long.toString(id, 36));
        }
    }

    @Test
    void theSmallestAndTheLargestFit() {
        assertThat(RequestIds.format(0)).isEqualTo("000000000000");
        assertThat(RequestIds.format(RequestIds.BOUND - 1)).isEqualTo("zzzzzzzzzzzz");
        assertThatThrownBy(() -> RequestIds.format(RequestIds.BOUND)).hasMessageContaining("request id");
        assertThatThrownBy(() -> RequestIds.format(-1)).hasMessageContaining("request id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foobar",
                "sampleRequestId",
                "00000000000",
                "0000000000000",
                "ABCDEFGHIJKL",
                "x@fabs______",
                "00000000000\u00e9",
                "0000000000\u00e9"
            })
    void whatWeNeverWroteIsNotOurs(String echo) {
        byte[] bytes = echo.getBytes(UTF_8);

        assertThat(RequestIds.parse(echo)).isEmpty();
        assertThat(RequestIds.parse(bytes, 0, bytes.length)).isEqualTo(-1);
    }
}

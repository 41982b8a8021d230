package io.ordergateway.ws.wire;

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
            strings = {"", "foobar", "sampleRequestId", "00000000000", "0000000000000", "ABCDEFGHIJKL", "x@fabs______"})
    void whatWeNeverWroteIsNotOurs(String echo) {
        assertThat(RequestIds.parse(echo)).isEmpty();
    }
}

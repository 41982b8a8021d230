package io.ordergateway.ws.command.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTest {
    @ParameterizedTest
    @CsvSource({"1ms, PT0.001S", "2s, PT2S", "15m, PT15M", "1h, PT1H"})
    void aTimeIsANumberAndItsUnit(String text, Duration time) {
        assertThat(Waiting.read("--within", text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "61m", "2h", "5", "s", "1.5s", "-1s", "PT5S", "", "9999999999s"})
    void nothingElseIs(String text) {
        assertThatThrownBy(() -> Waiting.read("--within", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--within is \"" + text + "\"; write a time like 500ms, 2s or 15m, 1ms to 1h");
    }
}

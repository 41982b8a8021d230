package io.ordergateway.ws.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "0, +0.000 ms",
        "999999999, +1000.000 ms",
        "40500, +0.041 ms",
        "1000000000, +1.000 s",
        "59999999999, +59.999 s",
        "60000000000, +1 min 0 s",
        "3599999999999, +59 min 59 s",
        "3600000000000, +1 h 0 min",
        "180000000000000, +50 h 0 min",
        "-1500000, -1.500 ms"
    })
    void aDifferenceIsToldInTheUnitThatPeopleWouldUse(long nanos, String words) {
        assertThat(Wording.later(Duration.ofNanos(nanos))).isEqualTo(words);
    }
}

package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 8", "4, 10", "5, 10", "1000, 10", "2147483647, 10"})
    void theCeilingDoublesWithEachFailureUpToTheCap(int failures, int seconds) {
        long highest = backoff.nanos(failures, ALMOST_ONE);

        assertThat(Duration.ofNanos(highest))
                .isCloseTo(Duration.ofSeconds(seconds), Duration.ofNanos(10))
                .isLessThanOrEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 2147483647})
    void noWaitIsShorterThanTheFloor(int failures) {
        assertThat(backoff.nanos(failures, 0.0)).isEqualTo(1_000_000_000L);
    }

    @Test
    void theJitterSpreadsWaitsEvenlyBetweenFloorAndCeiling() {
        assertThat(backoff.nanos(2, 0.25)).isEqualTo(1_750_000_000L);
        assertThat(backoff.nanos(2, 0.5)).isEqualTo(2_500_000_000L);
        assertThat(backoff.nanos(2, 0.75)).isEqualTo(3_250_000_000L);
    }

    @Test
    void aFloorThatIsTheCapLeavesNoRoomForJitter() {
        Backoff fixed = new Backoff(Duration.ofSeconds(3), Duration.ofSeconds(3));

        assertThat(fixed.nanos(1, 0.0)).isEqualTo(fixed.nanos(9, ALMOST_ONE)).isEqualTo(3_000_000_000L);
    }

    @Test
    void theLongestCapDoesNotOverflow() {
        Backoff patient = new Backoff(Duration.ofHours(1), Duration.ofDays(100_000));

        assertThat(patient.nanos(1_000, ALMOST_ONE))
                .isBetween(Duration.ofHours(1).toNanos(), Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aFloorOfNothingIsRefusedByName(Duration floor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(floor, Duration.ofSeconds(1)))
                .withMessageContaining("floor")
                .withMessageContaining(floor.toString());
    }

    @Test
    void aCapBelowTheFloorIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("cap")
                .withMessageContaining("PT1S");
    }
}

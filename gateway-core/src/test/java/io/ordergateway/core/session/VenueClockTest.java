package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VenueClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final VenueClock clock = new VenueClock();

    /** An exchange that took so long, with a venue that is so far ahead and read its clock at the very end. */
    private void exchange(Duration took, Duration ahead) {
        Instant end = NOON.plus(took);
        clock.measured(NOON, end.plus(ahead).toEpochMilli(), end);
    }

    @Test
    void withoutAMeasurementOursIsTheTime() {
        assertThat(clock.millisAt(NOON)).isEqualTo(NOON.toEpochMilli());
        assertThat(clock.seenSkew()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M", "PT-5M", "PT40S"})
    void aVenueWhoseClockIsFarFromOursIsSpokenToInItsOwnTime(Duration ahead) {
        exchange(Duration.ofMillis(20), ahead);

        assertThat(clock.millisAt(NOON))
                .isBetween(
                        NOON.plus(ahead).toEpochMilli() - 25, NOON.plus(ahead).toEpochMilli() + 25);
        assertThat(clock.seenSkew()).isCloseTo(ahead, Duration.ofMillis(25));
    }

    @Test
    void aSlowAnswerDoesNotPutAGoodClockWrong() {
        exchange(Duration.ofSeconds(2), Duration.ZERO);

        assertThat(clock.seenSkew()).isZero();
    }

    @Test
    void theShortestExchangeCounts() {
        exchange(Duration.ofSeconds(2), Duration.ofSeconds(30));
        exchange(Duration.ofMillis(10), Duration.ofSeconds(30));
        exchange(Duration.ofSeconds(3), Duration.ofSeconds(30));

        assertThat(clock.seenSkew()).isCloseTo(Duration.ofSeconds(30), Duration.ofMillis(15));
    }

    @Test
    void aClockThatWasSetMakesEarlierMeasurementsWorthless() {
        exchange(Duration.ofMillis(2), Duration.ofMinutes(10));
        exchange(Duration.ofMillis(100), Duration.ZERO);

        assertThat(clock.seenSkew()).isZero();
    }

    @Test
    void measurementsAreForgottenInTheOrderTheyCame() {
        exchange(Duration.ofMillis(2), Duration.ofMillis(200));
        for (int i = 0; i < 8; i++) {
            exchange(Duration.ofMillis(40), Duration.ofMillis(100));
        }

        assertThat(clock.seenSkew()).isCloseTo(Duration.ofMillis(100), Duration.ofMillis(45));
    }

    @Test
    void anExchangeThatEndedBeforeItBeganIsNoMeasurement() {
        clock.measured(NOON, NOON.plusSeconds(60).toEpochMilli(), NOON.minusMillis(1));

        assertThat(clock.seenSkew()).isZero();
    }
}

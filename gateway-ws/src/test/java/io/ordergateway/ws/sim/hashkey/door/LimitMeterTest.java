package io.ordergateway.ws.sim.hashkey.door;

import static io.ordergateway.ws.sim.hashkey.door.RequestClass.ORDER;
import static io.ordergateway.ws.sim.hashkey.door.RequestClass.PUBLIC;
import static io.ordergateway.ws.sim.hashkey.door.RequestClass.QUERY;
import static io.ordergateway.ws.sim.hashkey.door.RequestClass.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.sim.hashkey.door.LimitMeter.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Section 8. */
class LimitMeterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final LimitMeter meter =
            new LimitMeter(HashKeyLimits.documented().of(3, 2).withPatience(4), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private List<Verdict> take(RequestClass type, int count) {
        return Stream.generate(() -> meter.take(type, 1)).limit(count).toList();
    }

    private static List<Verdict> all(Verdict verdict, int count) {
        return Collections.nCopies(count, verdict);
    }

    @Test
    void anySecondHoldsSoManyAndNoMore() {
        assertThat(take(QUERY, 1)).isEqualTo(all(Verdict.SERVE, 1));
        pass(Duration.ofMillis(600));
        assertThat(take(QUERY, 1)).isEqualTo(all(Verdict.SERVE, 1));
        pass(Duration.ofMillis(399));
        assertThat(take(QUERY, 1)).isEqualTo(all(Verdict.TOO_MANY, 1));
        pass(SECOND);
        assertThat(take(QUERY, 2)).isEqualTo(all(Verdict.SERVE, 2));
    }

    @Test
    void tooManyOrdersCloseOrdersForAMinuteAndNothingElse() {
        assertThat(take(ORDER, 4)).containsExactly(Verdict.SERVE, Verdict.SERVE, Verdict.SERVE, Verdict.TOO_MANY);
        assertThat(take(QUERY, 1)).isEqualTo(all(Verdict.SERVE, 1));

        pass(Duration.ofMinutes(1).minusNanos(1));
        assertThat(meter.retryAfterSeconds()).isEqualTo(1);
        assertThat(take(ORDER, 1)).isEqualTo(all(Verdict.TOO_MANY, 1));

        pass(Duration.ofNanos(1));
        assertThat(take(ORDER, 1)).isEqualTo(all(Verdict.SERVE, 1));
    }

    @Test
    void whoGoesOnIsBannedFromEverything() {
        take(ORDER, 3);

        assertThat(take(ORDER, 5))
                .containsExactly(
                        Verdict.TOO_MANY, Verdict.TOO_MANY, Verdict.TOO_MANY, Verdict.TOO_MANY, Verdict.BANNED);

        assertThat(take(QUERY, 1)).isEqualTo(all(Verdict.BANNED, 1));
        assertThat(meter.take(PUBLIC, 0)).isEqualTo(Verdict.BANNED);
        assertThat(meter.retryAfterSeconds()).isEqualTo(60);
        assertThat(meter.load()).isEqualTo(new LimitMeter.Load(8, 1, 9, 4, 3));
        pass(Duration.ofMinutes(1));
        assertThat(take(ORDER, 1)).isEqualTo(all(Verdict.SERVE, 1));
    }

    @Test
    void oneThatIsServedEndsTheRowOfThoseThatWereNot() {
        for (int round = 0; round < 5; round++) {
            assertThat(take(QUERY, 5)).endsWith(all(Verdict.TOO_MANY, 3).toArray(Verdict[]::new));
            pass(SECOND);
        }
        assertThat(take(QUERY, 1)).isEqualTo(all(Verdict.SERVE, 1));
    }

    @Test
    void weightsAreCountedTogether() {
        meter.change(HashKeyLimits.documented().withWeight(10));

        assertThat(meter.take(QUERY, 5)).isEqualTo(Verdict.SERVE);
        assertThat(meter.take(ORDER, 5)).isEqualTo(Verdict.SERVE);
        assertThat(meter.take(STREAM, 1)).isEqualTo(Verdict.TOO_MANY);
        assertThat(meter.load().weight()).isEqualTo(11);
        pass(SECOND);
        assertThat(meter.take(STREAM, 1)).isEqualTo(Verdict.SERVE);
    }

    @Test
    void theMostOfAnySecondIsKeptAlsoWhenNothingIsEnforced() {
        meter.change(HashKeyLimits.notEnforced());

        assertThat(take(ORDER, 30)).isEqualTo(all(Verdict.SERVE, 30));
        pass(SECOND);
        take(ORDER, 7);

        assertThat(meter.load().orders()).isEqualTo(30);
        assertThat(meter.load().tooMany()).isZero();
    }
}

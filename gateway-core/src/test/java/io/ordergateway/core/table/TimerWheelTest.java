package io.ordergateway.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final class Alarm extends Timer {}

    private final TimerWheel<Alarm> wheel = new TimerWheel<>();

    private List<Alarm> due(long now) {
        List<Alarm> all = new ArrayList<>();
        for (Alarm alarm = wheel.due(now); alarm != null; alarm = wheel.due(now)) {
            all.add(alarm);
        }
        return all;
    }

    @Test
    void aTimerIsDueAtItsMomentAndNotBefore() {
        Alarm alarm = new Alarm();
        wheel.set(alarm, 1_000);

        assertThat(due(999)).isEmpty();
        assertThat(due(1_000)).containsExactly(alarm);
        assertThat(alarm.isSet()).isFalse();
        assertThat(due(2_000)).isEmpty();
    }

    @Test
    void theEarliestComesFirst() {
        Alarm late = new Alarm();
        Alarm early = new Alarm();
        wheel.set(late, 2_000);
        wheel.set(early, 1_000);

        assertThat(due(3_000)).containsExactly(early, late);
    }

    @Test
    void settingAnewForgetsTheEarlierMoment() {
        Alarm alarm = new Alarm();
        wheel.set(alarm, 1_000);
        wheel.set(alarm, 5_000);

        assertThat(wheel.size()).isEqualTo(1);
        assertThat(due(1_000)).isEmpty();
        assertThat(due(5_000)).containsExactly(alarm);
    }

    @Test
    void aTimerTakenBackWhileItWaitsForItsTurnIsPassedOver() {
        Alarm first = new Alarm();
        Alarm second = new Alarm();
        wheel.set(first, 1_000);
        wheel.set(second, 1_001);
        assertThat(wheel.due(2_000)).isSameAs(first);

        wheel.cancel(second);

        assertThat(wheel.size()).isZero();
        assertThat(wheel.due(2_000)).isNull();
    }

    @Test
    void whatIsFurtherAwayThanATurnOfTheWheelIsPassedByUntilItsTime() {
        long hour = Duration.ofHours(1).toNanos();
        Alarm far = new Alarm();
        wheel.set(new Alarm(), 0);
        wheel.set(far, hour);

        for (long now = 0; now < hour; now += Duration.ofSeconds(1).toNanos()) {
            assertThat(due(now)).doesNotContain(far);
        }
        assertThat(due(hour)).containsExactly(far);
    }

    @Test
    void theClockMayStandAnywhereAndWrapAround() {
        long now = Long.MAX_VALUE - 500;
        Alarm alarm = new Alarm();
        wheel.set(alarm, now + 1_000);

        assertThat(due(now)).isEmpty();
        assertThat(due(now + 999)).isEmpty();
        assertThat(due(now + 1_000)).containsExactly(alarm);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsExactlyWhatALookAtEveryTimerWouldFind(long seed) {
        Random random = new Random(seed);
        Map<Alarm, Long> expected = new HashMap<>();
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            alarms.add(new Alarm());
        }
        long now = random.nextLong(1L << 40);
        for (int step = 0; step < 5_000; step++) {
            Alarm alarm = alarms.get(random.nextInt(alarms.size()));
            if (random.nextInt(3) > 0) {
                long at = now - 1_000_000 + random.nextLong(1L << (10 + random.nextInt(27)));
                wheel.set(alarm, at);
                expected.put(alarm, at);
            } else {
                wheel.cancel(alarm);
                expected.remove(alarm);
            }
            if (random.nextInt(4) == 0) {
                now += random.nextLong(1L << (10 + random.nextInt(25)));
                assertThat(new HashSet<>(due(now))).isEqualTo(takeDue(expected, now));
            }
            assertThat(wheel.size()).isEqualTo(expected.size());
        }
        assertThat(wheel.all()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    private static Set<Alarm> takeDue(Map<Alarm, Long> set, long now) {
        Set<Alarm> due = new HashSet<>();
        set.forEach((alarm, at) -> {
            if (now - at >= 0) {
                due.add(alarm);
            }
        });
        set.keySet().removeAll(due);
        return due;
    }
}

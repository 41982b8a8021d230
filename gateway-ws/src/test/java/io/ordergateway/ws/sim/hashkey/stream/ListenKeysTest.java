package io.ordergateway.ws.sim.hashkey.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Section 9. */
class ListenKeysTest {
    private static final Duration HOUR = Duration.ofMinutes(60);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final ListenKeys keys = new ListenKeys(HOUR, false, now::get);

    @Test
    void aKeyLastsAnHourUnlessRefreshed() {
        String left = keys.make();
        String kept = keys.make();

        now.addAndGet(HOUR.toNanos() - 1);
        assertThat(keys.isValid(left)).isTrue();
        assertThat(keys.refresh(kept)).isTrue();
        now.addAndGet(1);

        assertThat(keys.isValid(left)).isFalse();
        assertThat(keys.refresh(left)).isFalse();
        assertThat(keys.isValid(kept)).isTrue();
        now.addAndGet(HOUR.toNanos() - 1);
        assertThat(keys.isValid(kept)).isFalse();
    }

    @Test
    void anEarlierKeyIsGoodForAStreamThatHearsNothing() {
        String first = keys.make();
        assertThat(keys.hears(first)).isTrue();

        String second = keys.make();

        assertThat(second).hasSize(64).isNotEqualTo(first);
        assertThat(keys.isValid(first)).isTrue();
        assertThat(keys.hears(first)).isFalse();
        assertThat(keys.hears(second)).isTrue();
    }

    @Test
    void anEarlierKeyHearsAsEverIfThatIsTheHabit() {
        ListenKeys keeping = new ListenKeys(HOUR, true, now::get);
        String first = keeping.make();

        keeping.make();

        assertThat(keeping.hears(first)).isTrue();
    }

    @Test
    void aDeletedKeyIsGone() {
        String key = keys.make();

        assertThat(keys.delete(key)).isTrue();
        assertThat(keys.delete(key)).isFalse();
        assertThat(keys.isValid(key)).isFalse();
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        String first = keys.make();
        String second = keys.make();

        for (int i = 1; i < ListenKeys.MAX_KEYS; i++) {
            keys.make();
        }

        assertThat(keys.isValid(first)).isFalse();
        assertThat(keys.isValid(second)).isTrue();
    }
}

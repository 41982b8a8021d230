package io.ordergateway.ws.sim.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.ws.sim.door.RateLimits.Kind;
import io.ordergateway.ws.sim.door.RateMeter.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 9.1. */
class RateMeterTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final RateMeter meter =
            new RateMeter(RateLimits.documented().with(Kind.ORDER, 2, 4).with(Kind.STREAM, 1, 1), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Verdict[] take(Kind kind, int count) {
        return Stream.generate(() -> meter.take(kind)).limit(count).toArray(Verdict[]::new);
    }

    @Test
    void aClassIsIgnoredForFifteenMinutesAndNoOtherIs() {
        assertThat(take(Kind.ORDER, 3)).containsExactly(Verdict.SERVE, Verdict.SERVE, Verdict.IGNORE);
        assertThat(take(Kind.ADMIN, 1)).containsExactly(Verdict.SERVE);
        pass(Duration.ofMinutes(15).minusNanos(1));
        assertThat(take(Kind.ORDER, 1)).containsExactly(Verdict.IGNORE);
        pass(Duration.ofNanos(1));
        assertThat(take(Kind.ORDER, 1)).containsExactly(Verdict.SERVE);
    }

    @Test
    void aNewMinuteBeginsANewCount() {
        take(Kind.ORDER, 2);
        pass(MINUTE);
        assertThat(take(Kind.ORDER, 2)).containsOnly(Verdict.SERVE);
    }

    @Test
    void theSecondLevelBansTheAddress() {
        assertThat(take(Kind.ORDER, 5)).endsWith(Verdict.BAN);
        assertThat(meter.isBanned()).isTrue();
        assertThat(meter.bannedForMillis()).isEqualTo(Duration.ofMinutes(15).toMillis());
        assertThat(meter.violation()).isEqualTo("exceeds ORDER[4], 5 messages recently");
        pass(Duration.ofMinutes(15));
        assertThat(meter.isBanned()).isFalse();
    }

    @Test
    void equalLevelsBanAtOnce() {
        assertThat(take(Kind.STREAM, 2)).containsExactly(Verdict.SERVE, Verdict.BAN);
    }

    @Test
    void newLimitsForgetPenaltiesAndCounts() {
        take(Kind.ORDER, 5);
        meter.change(RateLimits.documented().with(Kind.ORDER, 1, 2));

        assertThat(meter.isBanned()).isFalse();
        assertThat(take(Kind.ORDER, 2)).containsExactly(Verdict.SERVE, Verdict.IGNORE);
    }

    @Test
    void nothingHappensUnlessItIsAskedFor() {
        meter.change(RateLimits.notEnforced().with(Kind.ORDER, 0, 0));

        assertThat(take(Kind.ORDER, 10)).containsOnly(Verdict.SERVE);
        assertThat(meter.isFull(1_000)).isFalse();
    }

    @Test
    void twentySocketsAreEnough() {
        assertThat(meter.isFull(19)).isFalse();
        assertThat(meter.isFull(20)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "auth, '', ADMIN",
        "ping, '', ADMIN",
        "pong, '', ADMIN",
        "unsub, '', STREAM",
        "req, cancel-Order, ORDER",
        "req, cancel-all, ORDER",
        "req, batch-cancel-order, BATCH",
        "req, depth-snapshot, SNAPSHOT",
        "req, futures-open-orders, QUERY",
        "req, something-else, REQUEST"
    })
    void messagesAreCountedByClass(String op, String action, Kind kind) {
        assertThat(Kind.of(op, action)).isEqualTo(kind);
    }

    @Test
    void levelsGrow() {
        assertThatThrownBy(() -> RateLimits.documented().with(Kind.ORDER, 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

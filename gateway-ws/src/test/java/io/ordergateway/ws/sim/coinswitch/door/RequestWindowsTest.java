package io.ordergateway.ws.sim.coinswitch.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 8. */
class RequestWindowsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final RequestWindows windows = new RequestWindows(EndpointLimits.documented(), now::get);

    private List<Boolean> take(Endpoint endpoint, int count) {
        return Stream.generate(() -> windows.take(endpoint)).limit(count).toList();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @ParameterizedTest
    @CsvSource({
        "SPOT_CREATE, 100, 10",
        "SPOT_LIST, 10000, 10",
        "FUTURES_CREATE, 20, 60",
        "FUTURES_CANCEL, 10, 60",
        "FUTURES_CANCEL_ALL, 10, 60",
        "FUTURES_STATUS, 20, 60",
        "FUTURES_OPEN, 20, 60",
        "FUTURES_CLOSED, 20, 60"
    })
    void oneMoreThanTheLimitIsTurnedAwayUntilTheWindowHasPassed(Endpoint endpoint, int max, int seconds) {
        assertThat(take(endpoint, max)).containsOnly(true);

        pass(Duration.ofSeconds(seconds).minusNanos(1));
        assertThat(windows.take(endpoint)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(windows.take(endpoint)).isTrue();

        assertThat(windows.seen(endpoint)).isEqualTo(new RequestWindows.Seen(max + 2, max + 1, 1));
    }

    @Test
    void theWindowSlides() {
        take(Endpoint.FUTURES_CANCEL, 5);
        pass(Duration.ofSeconds(40));
        take(Endpoint.FUTURES_CANCEL, 5);
        pass(Duration.ofSeconds(20));

        assertThat(take(Endpoint.FUTURES_CANCEL, 6)).containsExactly(true, true, true, true, true, false);
        assertThat(windows.seen(Endpoint.FUTURES_CANCEL).most()).isEqualTo(11);
    }

    @Test
    void whoGoesOnAskingStaysTurnedAway() {
        take(Endpoint.FUTURES_CANCEL, 10);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(5));
            windows.take(Endpoint.FUTURES_CANCEL);
        }

        assertThat(windows.seen(Endpoint.FUTURES_CANCEL).refused()).isEqualTo(20);
    }

    @Test
    void endpointsAreCountedByThemselvesAndSomeHaveNoLimit() {
        take(Endpoint.FUTURES_CANCEL, 11);

        assertThat(windows.take(Endpoint.FUTURES_STATUS)).isTrue();
        assertThat(take(Endpoint.SPOT_CANCEL, 50_000)).containsOnly(true);
        assertThat(take(Endpoint.SPOT_STATUS, 50_000)).containsOnly(true);
        assertThat(windows.seen(Endpoint.SPOT_CANCEL).most()).isEqualTo(50_000);
        assertThat(windows.seen(Endpoint.FUTURES_OPEN)).isEqualTo(new RequestWindows.Seen(0, 0, 0));
    }

    @Test
    void whatIsNotEnforcedIsCountedAllTheSame() {
        windows.change(EndpointLimits.documented().notEnforced());

        assertThat(take(Endpoint.FUTURES_CANCEL, 30)).containsOnly(true);
        assertThat(windows.seen(Endpoint.FUTURES_CANCEL)).isEqualTo(new RequestWindows.Seen(30, 30, 0));
    }

    @Test
    void newLimitsCountAnew() {
        take(Endpoint.FUTURES_CANCEL, 11);
        windows.change(EndpointLimits.documented().with(Endpoint.FUTURES_CANCEL, 2, Duration.ofSeconds(1)));

        assertThat(take(Endpoint.FUTURES_CANCEL, 3)).containsExactly(true, true, false);
        pass(Duration.ofSeconds(1));
        assertThat(windows.take(Endpoint.FUTURES_CANCEL)).isTrue();
        assertThatThrownBy(() -> EndpointLimits.documented().with(Endpoint.OTHER, -1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

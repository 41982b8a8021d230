package io.ordergateway.core.route;

import static io.ordergateway.core.route.PathHealth.CLOSED;
import static io.ordergateway.core.route.PathHealth.DOWN;
import static io.ordergateway.core.route.PathHealth.FULL;
import static io.ordergateway.core.route.PathHealth.READY;
import static io.ordergateway.core.route.PathHealth.SPENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelRouterTest {
    private static Route choose(List<PathHealth> paths, int... tried) {
        int all = CancelRouter.NONE;
        for (int path : tried) {
            all = CancelRouter.with(all, path);
        }
        return CancelRouter.choose(paths.size(), paths::get, all);
    }

    @Test
    void theFirstReadyPathIsPreferred() {
        assertThat(choose(List.of(READY, READY, READY))).isEqualTo(new Route.Via(0));
    }

    @Test
    void pathsThatCannotSendArePassedOver() {
        assertThat(choose(List.of(DOWN, FULL, READY))).isEqualTo(new Route.Via(2));
    }

    @Test
    void aPathIsNotTriedTwice() {
        assertThat(choose(List.of(READY, READY), 0)).isEqualTo(new Route.Via(1));
        assertThat(choose(List.of(READY, READY), 0, 1)).isEqualTo(new Route.Exhausted());
    }

    @Test
    void anUntriedPathAtItsBoundMeansCongestion() {
        assertThat(choose(List.of(FULL, DOWN))).isEqualTo(new Route.Congested());
        assertThat(choose(List.of(READY, FULL), 0)).isEqualTo(new Route.Congested());
    }

    @Test
    void aTriedPathAtItsBoundDoesNot() {
        assertThat(choose(List.of(FULL, CLOSED), 0)).isEqualTo(new Route.Exhausted());
    }

    @Test
    void anUntriedPathThatMayBeBackIsWorthWaitingFor() {
        assertThat(choose(List.of(DOWN, CLOSED))).isEqualTo(new Route.Away());
        assertThat(choose(List.of(READY, DOWN), 0)).isEqualTo(new Route.Away());
    }

    @Test
    void congestionIsSaidBeforeAbsence() {
        assertThat(choose(List.of(FULL, DOWN))).isEqualTo(new Route.Congested());
        assertThat(choose(List.of(DOWN, FULL))).isEqualTo(new Route.Congested());
    }

    @Test
    void whereNothingWillBeBackOrNothingIsThereTheRoutesAreExhausted() {
        assertThat(choose(List.of(CLOSED, CLOSED))).isEqualTo(new Route.Exhausted());
        assertThat(choose(List.of(READY, CLOSED), 0)).isEqualTo(new Route.Exhausted());
        assertThat(choose(List.of())).isEqualTo(new Route.Exhausted());
    }

    @Test
    void aLimitOfTheVenueIsSaidBeforeABoundOfOurs() {
        assertThat(choose(List.of(SPENT, READY))).isEqualTo(new Route.Via(1));
        assertThat(choose(List.of(SPENT, FULL))).isEqualTo(new Route.Limited());
        assertThat(choose(List.of(FULL, SPENT))).isEqualTo(new Route.Limited());
        assertThat(choose(List.of(DOWN, SPENT, CLOSED))).isEqualTo(new Route.Limited());
        assertThat(choose(List.of(SPENT, DOWN), 0)).isEqualTo(new Route.Away());
    }

    @Test
    void theFirstPathWithATurnInTimeIsTaken() {
        assertThat(soonest(CancelRouter.NONE, null, turn(false, 5), turn(true, 9), turn(true, 1)))
                .isEqualTo(new Route.Via(2));
    }

    @Test
    void withoutAnyTheSoonestIsNamedOnAClockThatMayPassZero() {
        Fit soon = turn(false, Long.MAX_VALUE - 5);

        assertThat(soonest(CancelRouter.NONE, turn(false, Long.MIN_VALUE + 3), soon, turn(false, Long.MAX_VALUE)))
                .isEqualTo(new Route.Spent(soon));
    }

    @Test
    void aTurnOnAPathThatWasTriedIsNone() {
        assertThat(soonest(CancelRouter.with(CancelRouter.NONE, 0), turn(true, 5)))
                .isEqualTo(new Route.Exhausted());
    }

    private static Fit turn(boolean inTime, long at) {
        return new Fit(inTime, at, new RateLimit("rest", 1, Duration.ofSeconds(1), 0));
    }

    private static Route soonest(int tried, Fit... fits) {
        return CancelRouter.soonest(fits.length, path -> fits[path], tried);
    }
}

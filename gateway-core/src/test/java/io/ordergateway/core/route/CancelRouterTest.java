package io.ordergateway.core.route;

import static io.ordergateway.core.route.PathHealth.CLOSED;
import static io.ordergateway.core.route.PathHealth.DOWN;
import static io.ordergateway.core.route.PathHealth.FULL;
import static io.ordergateway.core.route.PathHealth.READY;
import static org.assertj.core.api.Assertions.assertThat;

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
}

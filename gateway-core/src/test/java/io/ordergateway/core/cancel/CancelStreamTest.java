package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cancels that go over HTTP, while the venue tells of orders on a stream of its own. */
class CancelStreamTest {
    private final Desk desk = new Desk();
    private boolean ready;

    @BeforeEach
    void noSocketTakesCancels() {
        desk.socket.health = PathHealth.CLOSED;
        desk.standby.health = PathHealth.CLOSED;
        desk.service.listenTo(() -> ready);
    }

    @Test
    void whileItIsReadyAnEndIsAwaitedFromItBeforeItIsAskedFor() {
        ready = true;
        desk.cancel(Desk.wish("c1").awaitFinal());
        desk.rest.replies(VenueSays.taken());

        desk.pass(Desk.CONFIRM_AFTER.minus(Duration.ofNanos(1)));
        assertThat(desk.query.open()).isZero();
        desk.pass(Duration.ofNanos(1));

        assertThat(desk.query.open()).isEqualTo(1);
    }

    @Test
    void whileItIsNotAnEndIsAskedForAtOnce() {
        desk.cancel(Desk.wish("c1").awaitFinal());
        desk.rest.replies(VenueSays.taken());

        desk.sweep();

        assertThat(desk.query.open()).isEqualTo(1);
    }
}

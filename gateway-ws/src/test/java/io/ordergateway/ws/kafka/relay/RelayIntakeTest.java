package io.ordergateway.ws.kafka.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.StreamMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RelayIntakeTest {
    private static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    private static final long LONG = Duration.ofMinutes(1).toNanos();

    private final MemoryOutcomeLog log = new MemoryOutcomeLog(2 * RelayIntake.WINDOW);
    private final AtomicLong emitted = new AtomicLong();
    private final RelayIntake intake = new RelayIntake();

    private void write(int marks) {
        for (int i = 0; i < marks; i++) {
            log.mark(ACCOUNT, StreamMark.Kind.GAP, "", Instant.EPOCH);
        }
    }

    private void read() {
        log.outcomes(Position.of(1)).doOnNext(any -> emitted.incrementAndGet()).subscribe(intake);
    }

    @Test
    void itHoldsNoMoreThanItsWindowAndAsksForMoreAsItIsEmptied() throws Exception {
        write(RelayIntake.WINDOW + 100);

        read();
        assertThat(emitted).hasValue(RelayIntake.WINDOW);
        List<Outcome> batch = intake.take(60, LONG);

        assertThat(batch).hasSize(60);
        assertThat(batch.get(59).position()).isEqualTo(60);
        assertThat(emitted).hasValue(RelayIntake.WINDOW + 60);
        assertThat(intake.oldest().position()).isEqualTo(61);
    }

    @Test
    void whoWaitsIsGivenWhatComes() throws Exception {
        read();
        CompletableFuture<List<Outcome>> taken = CompletableFuture.supplyAsync(() -> take(LONG));

        write(1);

        assertThat(taken.get(10, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void whoWaitsGoesOnWithNothingAfterItsTimeOrWhenWoken() throws Exception {
        read();

        assertThat(take(1)).isEmpty();
        CompletableFuture<List<Outcome>> taken = CompletableFuture.supplyAsync(() -> take(LONG));
        intake.wake();
        assertThat(taken.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void anErrorOfTheStreamComesAfterWhatCameBeforeIt() {
        write(3);
        read();

        intake.onError(new IllegalStateException("too slow"));

        assertThat(take(LONG)).hasSize(3);
        assertThatThrownBy(() -> take(LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("too slow");
    }

    @Test
    void aLogThatIsClosedIsNoBusyWait() {
        read();
        log.close();

        assertThatThrownBy(() -> take(LONG)).hasMessage("the outcome stream ended");
    }

    private List<Outcome> take(long nanos) {
        try {
            return intake.take(1_000, nanos);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

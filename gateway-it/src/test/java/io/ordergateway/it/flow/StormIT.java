package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything at once, from a seed: cuts, silences, lies, pages, late and foreign replies, and fills racing cancels. */
class StormIT {
    private static final int BURSTS = 12;
    private static final int BURST = 100;
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final SimFault[] FAULTS = SimFault.values();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyCancelIsSettledOnceAndNoResultContradictsTheBook(long seed) throws Exception {
        Random random = new Random(seed);
        try (Desk desk = Desk.ready(StormIT::storm)) {
            List<CompletableFuture<List<CancelResult>>> told = new ArrayList<>();
            for (int burst = 0; burst < BURSTS; burst++) {
                told.add(
                        desk.gateway.cancels(wishes(desk, random)).collectList().toFuture());
                if (random.nextInt(3) == 0) {
                    desk.venue.cutSockets();
                }
                if (burst >= 3) { // a few bursts are under way at any time
                    told.get(burst - 3).get(Desk.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            }
            for (CompletableFuture<List<CancelResult>> burst : told) {
                assertThat(burst.get(Desk.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .hasSize(BURST);
            }
            desk.venue.faults().clear();

            assertBooksAgree(desk, seed);
        }
    }

    private static AccountConfig storm(AccountConfig config) {
        AccountConfig.Tuning tuning = config.tuning();
        return config.sessions(2).tuned(tuning.limits(tuning.limits().requestWindow(WINDOW)));
    }

    private static List<CancelOrder> wishes(Desk desk, Random random) {
        List<CancelOrder> wishes = new ArrayList<>();
        for (String order : desk.place(BURST)) {
            desk.venue.faults().next(random.nextInt(3) > 0 ? SimFault.NONE : FAULTS[random.nextInt(FAULTS.length)]);
            if (random.nextInt(10) == 0) {
                desk.venue.book().fill(order);
            }
            CancelOrder wish = Desk.wish(order).within(Duration.ofMillis(200 + random.nextInt(1_500)));
            wishes.add(random.nextBoolean() ? wish.awaitFinal() : wish);
        }
        return wishes;
    }

    private static void assertBooksAgree(Desk desk, long seed) {
        int cancels = BURSTS * BURST;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> desk.gateway.health().accounts().get(0).pending() == 0);
        assertThat(desk.outcomes(Outcome.Phase.ACCEPTED)).as("seed %s", seed).hasSize(cancels);
        assertThat(desk.outcomes(Outcome.Phase.SETTLED))
                .as("seed %s", seed)
                .extracting(Outcome::cancelId)
                .doesNotHaveDuplicates()
                .hasSize(cancels);
        assertThat(desk.ends())
                .as("seed %s", seed)
                .hasSize(cancels)
                .extracting(Outcome::cancelId)
                .doesNotHaveDuplicates();
        assertThat(desk.ends()).allSatisfy(end -> {
            CancelResult result = Objects.requireNonNull(end.result());
            SimOrder.Status book = desk.inBook(end.order().orderId()).status();
            boolean claimsNoEnd = result instanceof CancelResult.Rejected || result instanceof CancelResult.Refused;
            // An order that stood when its cancel was turned down may have been filled since.
            assertThat(
                            claimsNoEnd
                                    ? book != SimOrder.Status.CANCELED
                                    : Desk.claim(result).equals(book.name()))
                    .as("seed %s: %s, but the book says %s", seed, result, book)
                    .isTrue();
        });
    }
}

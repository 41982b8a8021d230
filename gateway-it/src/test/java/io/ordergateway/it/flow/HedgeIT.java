package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.Hedge;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reply that is late, compared with those before it. */
class HedgeIT {
    /** More replies than a p99 needs. */
    private static final int WARM = 256;

    private static final Duration LATE = Duration.ofSeconds(2);

    @Test
    void offAsItIsByDefaultALateReplyIsWaitedFor() {
        try (Desk desk = Desk.ready(Desk::patient)) {
            warm(desk);
            desk.venue.faults().lateBy(Duration.ofMillis(700));
            desk.venue.faults().next(SimFault.LATE);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told.attempts()).hasSize(1);
            assertThat(desk.venue.counts().restCancels()).isZero();
            assertThat(desk.venue.counts().socketCancels()).isEqualTo(WARM + 1);
            desk.assertBooksAgree(WARM + 1);
        }
    }

    /** The first is carried out and says so late; the second never arrives: both are canceled by us, and only once. */
    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"LATE", "SILENT"})
    void onALateReplyIsNotWaitedForAndAnotherPathIsTakenOnce(SimFault late) {
        try (Desk desk = Desk.ready(HedgeIT::hedged)) {
            warm(desk);
            long before = desk.venue.counts().restCancels(); // a slow machine may have been late already
            desk.venue.faults().lateBy(LATE);
            desk.venue.faults().next(late);
            long begun = System.nanoTime();

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATE);
            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told.attempts()).extracting(Attempt::path).containsExactly(PathKind.SOCKET, PathKind.REST);
            assertThat(desk.venue.counts().restCancels()).isEqualTo(before + 1);
            desk.assertBooksAgree(WARM + 1);
        }
    }

    @Test
    void theSecondRequestIsTheLastHoweverLateItIs() {
        try (Desk desk = Desk.ready(config -> hedged(config).sessions(2))) {
            warm(desk);
            long before = requests(desk);
            desk.venue.faults().lateBy(Duration.ofSeconds(1));
            desk.venue.faults().next(SimFault.LATE, SimFault.SILENT);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told.attempts()).hasSize(2);
            assertThat(requests(desk)).isEqualTo(before + 2);
            desk.assertBooksAgree(WARM + 1);
        }
    }

    @Test
    void anOrderThatWasFilledIsNotCalledCanceledBecauseItWasAskedForTwice() {
        try (Desk desk = Desk.ready(HedgeIT::hedged)) {
            String order = desk.place();
            desk.venue.book().fill(order);
            warm(desk); // the push of the fill came long before the cancel
            desk.venue.faults().next(SimFault.SILENT);

            CancelResult told = desk.cancel(Desk.finalWish(order));

            assertThat(told).isInstanceOf(CancelResult.TooLate.class);
            assertThat(told.attempts()).hasSize(2);
            desk.assertBooksAgree(WARM + 1);
        }
    }

    @Test
    void aVenueThatIsLateWithAllIsNotGivenMuchMore() {
        try (Desk desk = Desk.ready(HedgeIT::hedged)) {
            List<CancelResult> told = new ArrayList<>(warm(desk));
            desk.venue.faults().lateBy(Duration.ofMillis(300));
            desk.venue.faults().always(SimFault.LATE);

            told.addAll(burst(desk, WARM));

            long twice = told.stream()
                    .filter(result -> result.attempts().size() == 2)
                    .count();
            assertThat(told).allSatisfy(result -> assertThat(result.attempts()).hasSizeLessThanOrEqualTo(2));
            assertThat(twice).isBetween(1L, (long) told.size() * Hedge.PERCENT / 100);
            desk.assertBooksAgree(told.size());
        }
    }

    private static AccountConfig hedged(AccountConfig config) {
        AccountConfig.Tuning tuning = Desk.patient(config).tuning();
        return config.tuned(tuning.limits(tuning.limits().hedged(true)));
    }

    private static long requests(Desk desk) {
        return desk.venue.counts().socketCancels() + desk.venue.counts().restCancels();
    }

    /** One by one, so that each reply is about as quick as the next. */
    private static List<CancelResult> warm(Desk desk) {
        List<CancelResult> told = new ArrayList<>();
        for (int i = 0; i < WARM; i++) {
            told.addAll(burst(desk, 1));
        }
        return told;
    }

    private static List<CancelResult> burst(Desk desk, int count) {
        return desk.cancels(desk.place(count).stream().map(Desk::finalWish).toList());
    }
}

package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the venue allows is known beforehand, kept to, and visible. */
class BudgetIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whatMayStillBeSentIsReadableAndComesBackWithTime() {
        Duration window = Duration.ofSeconds(2);
        try (Desk desk = Desk.ready(config -> limited(config, orders(10, window), rest(50, 20, LONG)))) {
            assertThat(budget(desk, "socket-order").remaining()).isEqualTo(10);

            desk.cancels(desk.place(3).stream().map(Desk::finalWish).toList());

            await().atMost(Desk.PATIENCE)
                    .until(() -> budget(desk, "socket-order").remaining() == 7);
            assertThat(budget(desk, "rest").remaining()).isEqualTo(50);
            assertThat(budget(desk, "rest").remainingForOthers()).isEqualTo(30);
            assertThat(budget(desk, "rest").limit().window()).isEqualTo(LONG);
            assertThat(budget(desk, "socket-admin").remaining()).isLessThan(800); // the login
            await().atMost(Desk.PATIENCE)
                    .until(() -> budget(desk, "socket-order").remaining() == 10);
        }
    }

    @Test
    void withTheSocketsLimitSpentRestTakesOverAndThenTheCancelIsRefused() {
        try (Desk desk = Desk.ready(config -> limited(config, orders(5, LONG), rest(3, 0, LONG)))) {
            List<CancelResult> told = Stream.generate(() -> desk.cancel(Desk.finalWish(desk.place())))
                    .limit(10)
                    .toList();

            assertThat(told.subList(0, 5)).allSatisfy(result -> assertCanceledBy(result, PathKind.SOCKET));
            assertThat(told.subList(5, 8)).allSatisfy(result -> assertCanceledBy(result, PathKind.REST));
            assertThat(told.subList(8, 10)).allSatisfy(BudgetIT::assertRefusedForTheLimit);
            assertThat(desk.venue.counts().socketCancels()).isEqualTo(5);
            assertThat(desk.venue.counts().restCancels()).isEqualTo(3);
            assertThat(budget(desk, "socket-order").remaining()).isZero();
            desk.assertBooksAgree(10);
        }
    }

    @Test
    void aBurstKeepsToTheLimitAsWell() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> limited(front.on(config), orders(5, LONG), rest(3, 0, LONG)))) {
            desk.awaitReady();

            List<CancelResult> told =
                    desk.cancels(desk.place(20).stream().map(Desk::finalWish).toList());

            assertThat(told)
                    .filteredOn(result -> result instanceof CancelResult.Canceled)
                    .hasSize(8);
            assertThat(told)
                    .filteredOn(result -> result instanceof CancelResult.Refused)
                    .hasSize(12)
                    .allSatisfy(BudgetIT::assertRefusedForTheLimit);
            assertThat(venue.counts().socketCancels()).isEqualTo(5);
            assertThat(front.asked("/order")).hasSizeBetween(1, 3);
            desk.assertBooksAgree(20);
        }
    }

    @Test
    void cancelsThatComeOneByOneWhileOthersConnectKeepToTheLimitOfRestAsWell() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(
                        venue, config -> limited(front.on(config).sessions(0), orders(5, LONG), rest(3, 0, LONG)))) {
            await().atMost(Desk.PATIENCE)
                    .until(() -> front.asked("/account/info").size() == 1);
            List<CompletableFuture<CancelResult>> told = new ArrayList<>();

            for (String order : desk.place(200)) {
                told.add(desk.gateway.cancel(Desk.wish(order)).toFuture());
                LockSupport.parkNanos(100_000); // so that most have a turn of the account's loop to themselves
            }

            assertThat(told).allSatisfy(result -> assertThat(result).succeedsWithin(Desk.PATIENCE));
            assertThat(front.asked("/order")).hasSizeBetween(1, 3);
            assertThat(told.stream().map(CompletableFuture::join))
                    .filteredOn(result -> result instanceof CancelResult.Refused)
                    .isNotEmpty()
                    .allSatisfy(BudgetIT::assertRefusedForTheLimit);
        }
    }

    @Test
    void ofABurstOfTwoHundredEachThatIsNotRefusedAtOnceLeavesInTimeAndTheVenueNeverCountsMoreThanTen() {
        Duration window = Duration.ofSeconds(2);
        RateLimit ten = new RateLimit("rest-cancel", 10, window.plusMillis(300), 0); // the spread of the way there
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> cancelsOverRest(front.on(config), ten))) {
            await().atMost(Desk.PATIENCE)
                    .until(() -> front.asked("/account/info").size() == 1);
            List<CompletableFuture<CancelResult>> told = new ArrayList<>();
            Instant begin = Instant.now();

            for (String order : desk.place(200)) {
                told.add(desk.gateway
                        .cancel(Desk.finalWish(order).within(Duration.ofSeconds(6)))
                        .toFuture());
            }

            await().atMost(Duration.ofSeconds(1))
                    .until(() -> told.stream().filter(CompletableFuture::isDone).count() >= 170);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));
            assertThat(told).allSatisfy(result -> assertThat(result).succeedsWithin(Desk.PATIENCE));
            List<CancelResult> results =
                    told.stream().map(CompletableFuture::join).toList();
            assertThat(results)
                    .filteredOn(result -> result instanceof CancelResult.Refused)
                    .hasSize(170)
                    .allSatisfy(result -> assertThat(((CancelResult.Refused) result).wouldFitAt())
                            .isBetween(begin.plusSeconds(6), begin.plusSeconds(10)));
            assertThat(results)
                    .filteredOn(result -> result instanceof CancelResult.Canceled)
                    .hasSize(30)
                    .allSatisfy(result ->
                            assertThat(result.attempts().get(0).sentAt()).isBefore(begin.plusSeconds(7)));
            assertThat(mostInAWindow(cancels(front), window)).isEqualTo(10);
            desk.assertBooksAgree(200);
        }
    }

    @Test
    void questionsLeaveAReserveThatOnlyCancelsSpend() {
        Duration window = Duration.ofSeconds(6); // longer than what follows takes
        try (Desk desk = Desk.ready(config -> limited(config, orders(100, LONG), rest(8, 3, window)))) {
            // Acknowledged, and then silence: each of them is a question to ask.
            desk.venue
                    .faults()
                    .next(Stream.generate(() -> SimFault.NO_PUSH).limit(6).toArray(SimFault[]::new));
            List<CancelResult> doubtful =
                    desk.cancels(desk.place(6).stream().map(Desk::wish).toList());
            assertThat(doubtful).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Acknowledged.class));
            await().atMost(Desk.PATIENCE)
                    .until(() -> desk.venue.counts().statusQueries() > 0
                            && budget(desk, "rest").remainingForOthers() == 0);
            long asked = desk.venue.counts().statusQueries();
            desk.socketsDown();

            Duration hurry = Duration.ofMillis(500); // in less than the window there is no turn
            List<CancelResult> told = Stream.generate(
                            () -> desk.cancel(Desk.wish(desk.place()).within(hurry)))
                    .limit(4)
                    .toList();

            assertThat(desk.venue.counts().statusQueries()).isEqualTo(asked);
            assertThat(told.subList(0, 3))
                    .allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Acknowledged.class));
            assertRefusedForTheLimit(told.get(3));
            assertThat(desk.venue.counts().restCancels()).isEqualTo(3);
            desk.assertBooksAgree(10); // when the window has passed, the questions are asked
        }
    }

    @Test
    void aVenueThatEnforcesItsLimitNeverHasTo() {
        RateLimits strict = RateLimits.documented()
                .enforcedWithin(Duration.ofSeconds(1), LONG)
                .with(RateLimits.Kind.ORDER, 20, 20);
        SimVenue venue = SimVenue.start(SimSettings.defaults().withLimits(strict));
        try (Desk desk =
                Desk.open(venue, config -> limited(config, orders(20, Duration.ofMillis(1100)), rest(4000, 0, LONG)))) {
            desk.awaitReady();
            int cancels = 0;

            while (venue.counts().socketCancels() < 60) { // three windows' worth
                desk.cancels(desk.place(5).stream().map(Desk::finalWish).toList());
                cancels += 5;
            }

            desk.assertBooksAgree(cancels);
            assertThat(venue.counts().sockets()).isEqualTo(1); // nobody was thrown out
            assertThat(desk.outcomes(CancelOutcome.Phase.SETTLED))
                    .allSatisfy(settled -> assertThat(settled.result()).isInstanceOf(CancelResult.Canceled.class));
        }
    }

    @Test
    void twoGatewaysThatShareTheLimitKeepToItTogether() {
        RateLimits strict = RateLimits.documented().enforcedWithin(LONG, LONG).with(RateLimits.Kind.ORDER, 10, 10);
        SimVenue venue = SimVenue.start(SimSettings.defaults().withLimits(strict));
        try (Desk one = Desk.open(venue, BudgetIT::half);
                Desk other = Desk.open(venue, BudgetIT::half)) {
            one.awaitReady();
            other.awaitReady();
            assertThat(budget(one, "socket-order").limit().most()).isEqualTo(5);
            assertThat(budget(one, "rest").limit().reserve()).isEqualTo(10);

            one.cancels(one.place(10).stream().map(Desk::finalWish).toList());
            other.cancels(other.place(10).stream().map(Desk::finalWish).toList());

            assertThat(venue.counts().socketCancels()).isEqualTo(10);
            assertThat(venue.openSockets()).isEqualTo(2);
            one.assertBooksAgree(10);
            other.assertBooksAgree(10);
        }
    }

    private static AccountConfig half(AccountConfig config) {
        AccountConfig whole = limited(config, orders(10, LONG), rest(100, 20, LONG));
        AccountConfig.Tuning tuning = whole.tuning();
        return whole.tuned(tuning.budgets(whole.venueLimits().share(50)));
    }

    private static void assertCanceledBy(CancelResult result, PathKind path) {
        assertThat(result).isInstanceOf(CancelResult.Canceled.class);
        assertThat(result.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(path));
    }

    private static void assertRefusedForTheLimit(CancelResult result) {
        assertThat(result).isInstanceOfSatisfying(CancelResult.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.BUDGET);
            assertThat(refused.text()).contains("the venue's limit ", " has no room for it before its deadline");
            assertThat(refused.wouldFitAt())
                    .isBetween(Instant.now(), Instant.now().plus(LONG.plusSeconds(2)));
            assertThat(refused.attempts()).isEmpty();
        });
    }

    private static RateLimit orders(int most, Duration window) {
        return new RateLimit("socket-order", most, window, 0);
    }

    private static RateLimit rest(int most, int reserve, Duration window) {
        return new RateLimit("rest", most, window, reserve);
    }

    private static AccountConfig limited(AccountConfig config, RateLimit orders, RateLimit rest) {
        AccountConfig.Tuning tuning = Desk.patient(config).tuning();
        VenueLimits.Sockets usual = Objects.requireNonNull(config.venueLimits().sockets());
        VenueLimits.Sockets sockets = new VenueLimits.Sockets(usual.admin(), usual.stream(), orders, usual.queries());
        return config.tuned(tuning.budgets(new VenueLimits(sockets, counted(rest))));
    }

    /** The introduction, which asks when it likes, is counted apart. */
    private static RequestLimits counted(RateLimit rest) {
        RateLimit other = new RateLimit("rest-other", 1_000, LONG, 0);
        return RequestLimits.together(rest).with(RequestClass.TIME, other).with(RequestClass.OTHER, other);
    }

    private static AccountConfig cancelsOverRest(AccountConfig config, RateLimit cancels) {
        RequestLimits rest = counted(new RateLimit("rest", 6_000, LONG, 0))
                .with(RequestClass.CANCEL, cancels)
                .with(RequestClass.CANCEL_BATCH, cancels, cancels.most() + 1); // too dear: each goes by itself
        return config.sessions(0)
                .tuned(config.tuning()
                        .budgets(new VenueLimits(config.venueLimits().sockets(), rest)));
    }

    /** Without the questions for the orders' ends, which have a limit of their own. */
    private static List<Front.Asked> cancels(Front front) {
        return front.asked("/order").stream()
                .filter(one -> one.method().equals("DELETE"))
                .toList();
    }

    /** As a venue counts: in any of its windows, wherever it begins. */
    private static int mostInAWindow(List<Front.Asked> requests, Duration window) {
        return requests.stream()
                .mapToInt(first -> (int) requests.stream()
                        .filter(one -> one.nanos() - first.nanos() >= 0)
                        .filter(one -> one.nanos() - first.nanos() <= window.toNanos())
                        .count())
                .max()
                .orElse(0);
    }

    private static RateBudget.Seen budget(Desk desk, String name) {
        return desk.gateway.health().accounts().get(0).budgets().stream()
                .filter(seen -> seen.limit().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

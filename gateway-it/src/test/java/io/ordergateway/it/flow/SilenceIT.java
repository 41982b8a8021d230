package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.PathBreaker;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.venue.rest.RestClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Paths that look alive and answer nothing: they must not eat the deadlines of those that come after. */
class SilenceIT {
    private static final int ENOUGH = PathBreaker.FAILURES_TO_OPEN;

    @Test
    void aSocketThatAnswersNoCancelIsLeftAloneUntilOneFindsThatItAnswersAgain() {
        try (Desk desk = Desk.ready()) {
            desk.venue.faults().always(SimFault.SILENT);
            assertThat(burst(desk, ENOUGH))
                    .allSatisfy(told -> assertThat(paths(told)).containsExactly(PathKind.SOCKET, PathKind.REST));

            List<CancelResult> atOnce = burst(desk, 10);

            assertThat(atOnce).allSatisfy(told -> assertThat(paths(told)).containsExactly(PathKind.REST));
            assertThat(desk.venue.counts().socketCancels()).isEqualTo(ENOUGH);
            assertThat(health(desk).level()).isEqualTo(GatewayHealth.Level.YELLOW);
            assertThat(health(desk).warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning)
                            .contains("session 1 is READY", "cancels stay unanswered though the heartbeat goes on"));
            assertThat(desk.venue.openSockets()).isEqualTo(1);

            // The venue's reply to the one that tries comes late, so that the others meet a path that is being tried.
            desk.venue.faults().clear();
            desk.venue.faults().always(SimFault.LATE);
            desk.venue.faults().lateBy(Duration.ofMillis(200));
            int before = atOnce.size() + ENOUGH;
            long patience = System.nanoTime() + Desk.PATIENCE.toNanos();
            long socketCancels = desk.venue.counts().socketCancels();
            while (desk.venue.counts().socketCancels() == socketCancels) {
                assertThat(System.nanoTime()).isLessThan(patience);
                before += 3;
                burst(desk, 3);
            }
            assertThat(desk.venue.counts().socketCancels()).isEqualTo(socketCancels + 1);
            await().atMost(Desk.PATIENCE).until(() -> health(desk).level() == GatewayHealth.Level.GREEN);
            desk.venue.faults().clear();

            assertThat(burst(desk, 10))
                    .allSatisfy(told -> assertThat(paths(told)).containsExactly(PathKind.SOCKET));
            desk.assertBooksAgree(before + 10);
        }
    }

    @Test
    void aVenueThatIgnoresCancelsBeyondItsLimitCostsNoCancelItsEnd() {
        RateLimits tiny = RateLimits.documented()
                .enforcedWithin(Duration.ofMillis(500), Duration.ofSeconds(1))
                .with(RateLimits.Kind.ORDER, 3, 1_000);
        SimVenue venue = SimVenue.start(SimSettings.defaults().withLimits(tiny));
        try (Desk desk = Desk.open(venue, config -> config)) {
            desk.awaitReady();

            List<CancelResult> told = burst(desk, 20);

            assertThat(told).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
            assertThat(told).filteredOn(result -> paths(result).size() == 2).hasSize(17);
            assertThat(health(desk).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("cancels stay unanswered"));
            await().atMost(Desk.PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> paths(burst(desk, 1).get(0)).equals(List.of(PathKind.SOCKET)));
            assertThat(venue.counts().sockets()).isEqualTo(1);
        }
    }

    @Test
    void restThatAnswersWithErrorPagesIsLeftAloneAndComesBack() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> front.on(config).sessions(0))) {
            front.answer("/futures/order", Front.Page.of(502));
            List<CompletableFuture<CancelResult>> told = desk.place(20).stream()
                    .map(order -> desk.gateway
                            .cancel(Desk.finalWish(order).within(Duration.ofSeconds(15)))
                            .toFuture())
                    .toList();

            await().atMost(Desk.PATIENCE)
                    .untilAsserted(() -> assertThat(health(desk).warnings())
                            .anySatisfy(warning -> assertThat(warning)
                                    .contains("REST is left alone for ", " more: the venue answered HTTP 502")));
            assertThat(health(desk).level()).isEqualTo(GatewayHealth.Level.RED);
            int cancels = cancels(front).size();
            int questions = front.asked("/order/status").size();
            // The breaker's pause is at least a second.
            await().during(Duration.ofMillis(700))
                    .atMost(Desk.PATIENCE)
                    .until(() -> cancels(front).size() <= cancels + 1
                            && front.asked("/order/status").size() <= questions + ENOUGH);
            front.behave();

            assertThat(told).allSatisfy(result -> assertThat(result).succeedsWithin(Desk.PATIENCE));
            desk.assertBooksAgree(20);
            assertThat(health(desk).warnings()).isEmpty();
        }
    }

    @Test
    void aVenueThatAsksOverHttpToBeLeftAloneIsNeitherToldNorAskedAnything() {
        Duration away = Duration.ofSeconds(3);
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> front.on(config))) {
            desk.awaitReady();
            // A question that will be due while HTTP is left alone.
            venue.faults().next(SimFault.NO_PUSH);
            CancelOrder doubtful = Desk.wish(desk.place());
            front.answer("/order/status", Front.Page.of(429, away), 1);
            assertThat(desk.cancel(doubtful)).isInstanceOf(CancelResult.Acknowledged.class);
            await().atMost(Desk.PATIENCE)
                    .until(() -> front.asked("/order/status").size() == 1);
            long refused = front.asked("/order/status").get(0).nanos();
            await().atMost(Desk.PATIENCE)
                    .untilAsserted(() -> assertThat(health(desk).warnings())
                            .anySatisfy(warning -> assertThat(warning).contains("HTTP 429")));
            assertThat(health(desk).level()).isEqualTo(GatewayHealth.Level.YELLOW); // sockets still take cancels
            desk.socketsDown();

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()).within(Duration.ofSeconds(10)));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(paths(told)).containsExactly(PathKind.REST);
            assertThat(desk.awaitEnd(doubtful.cancelId())).isInstanceOf(CancelResult.Canceled.class);
            assertThat(front.asked("/futures/order"))
                    .hasSizeGreaterThan(2)
                    .filteredOn(asked -> asked.nanos() > refused && asked.nanos() - refused < away.toNanos())
                    .isEmpty();
            desk.assertBooksAgree(2);
        }
    }

    @Test
    void cancelsThatWaitForHttpStayHereOnceTheVenueAsksToBeLeftAlone() {
        Duration away = Duration.ofSeconds(3);
        int count = 50 * RestClient.MAX_CANCELS;
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> front.on(config).sessions(0))) {
            front.answer("/futures/order", Front.Page.of(429, away));
            CompletableFuture<List<CancelResult>> told = desk.gateway
                    .cancels(desk.place(count).stream()
                            .map(order -> Desk.finalWish(order).within(Duration.ofSeconds(20)))
                            .toList())
                    .collectList()
                    .toFuture();
            await().atMost(Desk.PATIENCE)
                    .untilAsserted(() -> assertThat(health(desk).warnings())
                            .anySatisfy(warning -> assertThat(warning).contains("HTTP 429")));
            front.behave();

            await().atMost(Desk.PATIENCE).until(told::isDone);
            long first = cancels(front).get(0).nanos();
            assertThat(cancels(front))
                    .filteredOn(asked -> asked.nanos() - first < away.toNanos())
                    .as("those that were under way when the first was turned away")
                    .hasSizeLessThanOrEqualTo(RestClient.MAX_CANCELS);
            assertThat(told.join()).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
            desk.assertBooksAgree(count);
        }
    }

    @Test
    void aVenueThatAnswersQuestionsAndNoCancelIsNotTakenForOneThatAnswers() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> front.on(config))) {
            desk.awaitReady();
            front.swallow(frame -> frame.contains("cancel-order"));
            burst(desk, ENOUGH);
            front.answer("/order/open", Front.Page.of(502), 1);

            CancelAll nothing = CancelAll.of(Desk.ACCOUNT).side(CancelAll.Side.SELL);
            assertThat(desk.gateway.cancelAll(nothing).collectList().block(Desk.PATIENCE))
                    .isEmpty();

            assertThat(front.frames()).anySatisfy(frame -> assertThat(frame).contains("futures-open-orders"));
            assertThat(burst(desk, 10))
                    .allSatisfy(told -> assertThat(paths(told)).containsExactly(PathKind.REST));
            desk.assertBooksAgree(ENOUGH + 10);
        }
    }

    private static List<Front.Asked> cancels(Front front) {
        return front.asked("/futures/order").stream()
                .filter(asked -> asked.method().equals("DELETE"))
                .toList();
    }

    private static List<CancelResult> burst(Desk desk, int count) {
        return desk.cancels(desk.place(count).stream().map(Desk::finalWish).toList());
    }

    private static List<PathKind> paths(CancelResult result) {
        return result.attempts().stream().map(attempt -> attempt.path()).toList();
    }

    private static AccountHealth health(Desk desk) {
        return desk.gateway.health().accounts().get(0);
    }
}

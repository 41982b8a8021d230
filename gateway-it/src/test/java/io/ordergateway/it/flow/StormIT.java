package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.CancelArrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything at once, from a seed: cuts, silences, lies, pages, late, double and foreign replies, and fills racing cancels,
 * over two sessions. {@code mvn verify -Pstorm} makes it 100,000 cancels; {@code -Dstorm.seeds} and {@code -Dstorm.cancels}
 * make it any other storm.
 */
class StormIT {
    private static final int CANCELS = Integer.getInteger("storm.cancels", 2_000);
    private static final int BURST = 100;
    private static final int BURSTS_UNDER_WAY = 10;
    private static final double FAULTS = 0.05;
    private static final double RACES = 0.1;
    private static final Duration CALM = Duration.ofMinutes(2);
    private static final Duration WINDOW = Duration.ofSeconds(2);

    /** What may lie between a frame's leaving here and its being read there, in one busy process. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private final Map<String, Instant> deadlines = new HashMap<>();

    static LongStream seeds() {
        return LongStream.of(List.of(System.getProperty("storm.seeds", "1,2,3").split(",", -1)).stream()
                .mapToLong(Long::parseLong)
                .toArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCancelIsSettledOnceAndNoResultContradictsTheBook(long seed) throws Exception {
        Random random = new Random(seed);
        try (Desk desk = Desk.ready(StormIT::storm)) {
            desk.venue.arrivals().watch();
            desk.venue.faults().seed(seed, FAULTS);
            desk.venue.book().race(seed, RACES);

            List<CancelResult> told = rage(desk, random);
            desk.venue.faults().clear();

            assertThat(told).hasSize(CANCELS);
            await().atMost(CALM)
                    .until(() -> desk.gateway.health().accounts().get(0).pending() == 0);
            assertEachIsSettledOnce(desk, told);
            assertNoneContradictsTheBook(desk);
            assertNothingCameAfterItsDeadline(desk);
        }
    }

    private static AccountConfig storm(AccountConfig config) {
        AccountConfig.Tuning tuning = config.tuning();
        RateLimit plenty = new RateLimit("plenty", 10_000_000, Duration.ofMinutes(1), 0);
        return config.sessions(2)
                .tuned(tuning.limits(tuning.limits().requestWindow(WINDOW))
                        .budgets(new VenueLimits(
                                new VenueLimits.Sockets(plenty, plenty, plenty, plenty),
                                RequestLimits.together(plenty))));
    }

    /** Bursts, some of them under way at any time, and now and then a cut. */
    private List<CancelResult> rage(Desk desk, Random random) throws Exception {
        List<CancelResult> told = new ArrayList<>();
        Deque<CompletableFuture<List<CancelResult>>> underWay = new ArrayDeque<>();
        for (int sent = 0; sent < CANCELS; sent += BURST) {
            underWay.add(
                    desk.gateway.cancels(wishes(desk, random)).collectList().toFuture());
            if (random.nextInt(10) == 0) {
                desk.venue.cutSockets();
            }
            if (underWay.size() == BURSTS_UNDER_WAY) {
                told.addAll(next(underWay));
            }
        }
        while (!underWay.isEmpty()) {
            told.addAll(next(underWay));
        }
        return told;
    }

    private static List<CancelResult> next(Deque<CompletableFuture<List<CancelResult>>> underWay) throws Exception {
        return underWay.remove().get(Desk.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<CancelOrder> wishes(Desk desk, Random random) {
        List<CancelOrder> wishes = new ArrayList<>(BURST);
        for (String order : desk.place(BURST)) {
            Instant deadline = Instant.now().plusMillis(500 + random.nextInt(2_500));
            deadlines.put(order, deadline);
            CancelOrder wish = Desk.wish(order).by(deadline);
            wishes.add(random.nextBoolean() ? wish.awaitFinal() : wish);
        }
        return wishes;
    }

    private static void assertEachIsSettledOnce(Desk desk, List<CancelResult> told) {
        assertThat(told).extracting(CancelResult::cancelId).doesNotHaveDuplicates();
        int accepted = desk.outcomes(CancelOutcome.Phase.ACCEPTED).size();
        long turnedAway = told.stream().filter(StormIT::wasTurnedAwayAtTheDoor).count() - refusedLater(desk);
        assertThat(accepted + turnedAway).isEqualTo(CANCELS);
        assertThat(accepted).isGreaterThan(CANCELS / 10);
        assertThat(ids(desk.outcomes(CancelOutcome.Phase.SETTLED)).size())
                .as("settled once each")
                .isEqualTo(accepted);
        assertThat(ids(desk.ends()).size()).as("every unknown resolved").isEqualTo(accepted);
    }

    /** On a slow machine a deadline may pass before the cancel is looked at; it is refused and leaves no record. */
    private static boolean wasTurnedAwayAtTheDoor(CancelResult result) {
        return result instanceof CancelResult.Refused;
    }

    private static long refusedLater(Desk desk) {
        return desk.outcomes(CancelOutcome.Phase.SETTLED).stream()
                .filter(settled -> settled.result() instanceof CancelResult.Refused)
                .count();
    }

    private static List<CancelId> ids(List<CancelOutcome> outcomes) {
        List<CancelId> ids = outcomes.stream().map(CancelOutcome::cancelId).toList();
        assertThat(new HashSet<>(ids).size()).as("no cancel twice").isEqualTo(ids.size());
        return ids;
    }

    private static void assertNoneContradictsTheBook(Desk desk) {
        assertThat(desk.ends()).allSatisfy(end -> {
            CancelResult result = Objects.requireNonNull(end.result());
            SimOrder.Status book = desk.inBook(end.order().orderId()).status();
            assertThat(agrees(result, book))
                    .as("%s, but the book says %s", result, book)
                    .isTrue();
        });
    }

    private static boolean agrees(CancelResult result, SimOrder.Status book) {
        if (result instanceof CancelResult.Canceled) {
            return book == SimOrder.Status.CANCELED;
        }
        if (result instanceof CancelResult.TooLate late) {
            return late.how() != OrderStatus.OPEN && late.how().name().equals(book.name());
        }
        return book != SimOrder.Status.CANCELED; // it claims no end, and the order may have been filled since
    }

    private void assertNothingCameAfterItsDeadline(Desk desk) {
        List<CancelArrivals.Arrival> arrivals = desk.venue.arrivals().all();
        assertThat(arrivals).hasSizeGreaterThan(CANCELS / 10);
        assertThat(arrivals).allSatisfy(arrival -> {
            Instant deadline = deadlines.get(arrival.orderId());
            assertThat(arrival.time()).as("%s", arrival).isBefore(deadline.plusMillis(10)); // as the clocks differ
            assertThat(arrival.at()).as("%s", arrival).isBefore(deadline.plus(ON_ITS_WAY));
        });
    }
}

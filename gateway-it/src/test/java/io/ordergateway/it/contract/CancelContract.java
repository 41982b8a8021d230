package io.ordergateway.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.kit.VenueLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a cancel comes to, whatever the venue and the path. Each row counts both sides: what the gateway accepted it
 * settled, what it says is what the venue's own book says, and the venue saw no more requests than it allows.
 */
@Timeout(120)
abstract class CancelContract {
    /** No further frame or request belongs to one cancel, whatever befalls it. */
    private static final int MOST_REQUESTS = 4;

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int BURST = 200;
    private static final Duration BURST_WITHIN = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private VenueSide venue;

    /** The venue and the path that this contract is held against. */
    abstract VenueSide open();

    @BeforeEach
    void start() {
        venue = open();
    }

    @AfterEach
    void stop() {
        venue.close();
    }

    private GatewaySide gateway() {
        return new GatewaySide(venue, venue.account()).ready();
    }

    @Test
    void anAcknowledgementIsNoEndAndTheEndFollows() {
        try (GatewaySide side = gateway()) {
            CancelOrder wish = side.wish(venue.place()).awaitAck();

            CancelResult told = side.cancel(wish);

            assertThat(told).isInstanceOfAny(CancelResult.Acknowledged.class, CancelResult.Canceled.class);
            assertThat(side.end(wish.cancelId())).isInstanceOf(CancelResult.Canceled.class);
            assertThat(venue.cancels()).isEqualTo(1);
            side.assertSidesAgree(1);
        }
    }

    @Test
    void whoAwaitsTheEndIsToldTheEnd() {
        try (GatewaySide side = gateway()) {
            CancelResult told = side.cancel(side.wish(venue.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(venue.cancels()).isEqualTo(1);
            side.assertSidesAgree(1);
        }
    }

    @Test
    void anOrderThatIsFilledIsTooLateToCancel() {
        try (GatewaySide side = gateway()) {
            String orderId = venue.place();
            venue.fill(orderId);

            assertTooLate(side.cancel(side.wish(orderId)), OrderStatus.FILLED);
            side.assertSidesAgree(1);
        }
    }

    /** Who canceled it is not promised: a venue that acknowledges every cancel does not say. */
    @Test
    void anOrderThatSomebodyElseCanceledIsGone() {
        try (GatewaySide side = gateway()) {
            String orderId = venue.place();
            venue.cancelElsewhere(orderId);

            CancelResult told = side.cancel(side.wish(orderId));

            assertThat(told).isInstanceOfAny(CancelResult.TooLate.class, CancelResult.Canceled.class);
            side.assertSidesAgree(1);
        }
    }

    @Test
    void anOrderThatIsFilledWhileTheCancelIsOnItsWayIsTooLateToCancel() {
        try (GatewaySide side = gateway()) {
            String orderId = venue.place();
            venue.meet(Trouble.FILLED_FIRST);

            assertTooLate(side.cancel(side.wish(orderId)), OrderStatus.FILLED);
            side.assertSidesAgree(1);
        }
    }

    private static void assertTooLate(CancelResult told, OrderStatus how) {
        assertThat(told)
                .isInstanceOfSatisfying(
                        CancelResult.TooLate.class,
                        late -> assertThat(late.how()).isEqualTo(how));
    }

    @Test
    void anOrderThatTheVenueNeverHadIsUnknownToIt() {
        try (GatewaySide side = gateway()) {
            CancelResult told = side.cancel(side.wish(venue.nobodys()));

            assertThat(told)
                    .isInstanceOfSatisfying(
                            CancelResult.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.ORDER_UNKNOWN));
            side.assertSidesAgree(1);
        }
    }

    @Test
    void theSameCancelIdAgainGetsTheSameAnswerAndSendsNothing() {
        try (GatewaySide side = gateway()) {
            CancelOrder wish = side.wish(venue.place());

            CompletableFuture<CancelResult> first = side.gateway.cancel(wish).toFuture();
            CompletableFuture<CancelResult> second = side.gateway.cancel(wish).toFuture();
            CancelResult told = first.orTimeout(GatewaySide.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            CancelResult later = side.cancel(wish);

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(List.of(second.join(), later)).containsOnly(told);
            assertThat(venue.cancels()).isEqualTo(1);
            side.assertSidesAgree(1);
        }
    }

    /** But for the fill, which has a row of its own. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILLED_FIRST")
    void aCancelInTroubleIsPursuedUntilTheOrderIsGone(Trouble trouble) {
        try (GatewaySide side = gateway()) {
            String orderId = venue.place();
            venue.meet(trouble);
            if (venue.staysAway(trouble)) {
                assertLeftAlone(side, orderId);
                return;
            }

            CancelResult told = side.cancel(side.wish(orderId));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(venue.cancels()).isLessThanOrEqualTo(MOST_REQUESTS);
            side.assertSidesAgree(1);
        }
    }

    /** A venue that wants to be left alone for long is, and the order rests. */
    private void assertLeftAlone(GatewaySide side, String orderId) {
        CancelResult told = side.cancel(side.wish(orderId).within(SHORT));
        CancelResult next = side.cancel(side.wish(orderId).within(SHORT));

        assertThat(told).isInstanceOf(CancelResult.Unknown.class);
        assertThat(next).isInstanceOfAny(CancelResult.Unknown.class, CancelResult.Refused.class);
        assertThat(venue.cancels()).isEqualTo(1);
        assertThat(venue.inBook(orderId)).isEqualTo(OrderStatus.OPEN);
        side.assertSettled(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILLED_FIRST")
    void whoAwaitsAnAcknowledgementIsToldNoMoreThanIsKnown(Trouble trouble) {
        try (GatewaySide side = gateway()) {
            CancelOrder wish = side.wish(venue.place()).awaitAck().within(SHORT);
            venue.meet(trouble);

            CancelResult told = side.cancel(wish);

            assertThat(told)
                    .isInstanceOfAny(
                            CancelResult.Acknowledged.class,
                            CancelResult.Canceled.class,
                            CancelResult.Unknown.class,
                            CancelResult.Refused.class);
            if (venue.staysAway(trouble)) {
                side.assertSettled(1);
            } else {
                side.assertSidesAgree(1);
            }
        }
    }

    @Test
    void aBurstKeepsToTheVenuesLimitsAndWhatDoesNotFitIsRefused() {
        try (GatewaySide side = gateway()) {
            List<CancelOrder> wishes = Stream.generate(
                            () -> side.wish(venue.place()).within(BURST_WITHIN))
                    .limit(BURST)
                    .toList();

            Instant begun = Instant.now();

            List<CancelResult> told = side.cancels(wishes);

            // One that has its turn shortly before its deadline may not be proven by then.
            assertThat(told)
                    .hasSize(BURST)
                    .hasOnlyElementsOfTypes(
                            CancelResult.Canceled.class, CancelResult.Unknown.class, CancelResult.Refused.class)
                    .hasAtLeastOneElementOfType(CancelResult.Canceled.class);
            List<CancelResult.Refused> refused = told.stream()
                    .filter(CancelResult.Refused.class::isInstance)
                    .map(CancelResult.Refused.class::cast)
                    .toList();
            assertThat(refused).allSatisfy(no -> {
                assertThat(no.reason()).isEqualTo(RefusalReason.BUDGET);
                assertThat(no.wouldFitAt()).isAfter(begun.plus(BURST_WITHIN));
                assertThat(no.attempts()).isEmpty();
                assertThat(side.settledAt(no.cancelId())).isBefore(begun.plus(AT_ONCE));
            });
            assertThat(refused).hasSizeGreaterThanOrEqualTo(BURST - mostThatFit());
            side.assertSidesAgree(BURST);
        }
    }

    /** By the limits that the account goes by: what one window holds, for each window that begins in time. */
    private int mostThatFit() {
        AccountConfig account = venue.account();
        VenueLimits limits = account.venueLimits();
        RateLimit cancels = account.sessions() > 0
                ? Objects.requireNonNull(limits.sockets()).orders()
                : Objects.requireNonNull(limits.rest().costs().get(RequestClass.CANCEL))
                        .limit();
        long windows = BURST_WITHIN.dividedBy(cancels.window()) + 1;
        return (int) Math.min(BURST, cancels.most() * windows);
    }

    @Test
    void whomTheVenueDoesNotLetInCancelsNothingAndIsToldSo() {
        try (GatewaySide side = new GatewaySide(venue, venue.expired())) {
            String orderId = venue.place();

            CancelResult told = side.cancel(side.wish(orderId).within(Duration.ofSeconds(3)));

            assertThat(told).isInstanceOfAny(CancelResult.Refused.class, CancelResult.Rejected.class);
            assertThat(venue.inBook(orderId)).isEqualTo(OrderStatus.OPEN);
            side.assertSidesAgree(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2M", "PT-2M"})
    void aClockThatIsWrongCostsNoCancel(Duration ahead) {
        venue.skew(ahead);
        try (GatewaySide side = gateway()) {
            CancelResult told = side.cancel(side.wish(venue.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            side.assertSidesAgree(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2M", "PT-2M"})
    void aClockThatGoesWrongMeanwhileCostsNoCancel(Duration ahead) {
        try (GatewaySide side = gateway()) {
            venue.skew(ahead);

            CancelResult told = side.cancel(side.wish(venue.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            side.assertSidesAgree(1);
        }
    }
}

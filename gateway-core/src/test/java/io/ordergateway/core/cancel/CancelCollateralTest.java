package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What finds no room by itself may go with one frame for its whole symbol, if all of those allow it. */
class CancelCollateralTest {
    private final TightDesk desk = new TightDesk();

    private void assertRefusedForBudget(String order) {
        assertThat(desk.told(order)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.BUDGET);
            assertThat(refused.wouldFitAt()).isNotNull();
        });
    }

    private static CancelOrder eth(String order) {
        return CancelOrder.of("main", "ETH-PERP", order).id("c-" + order).allowCollateral();
    }

    private void frameIs(Verdict verdict) {
        desk.rest.frames.get(0).settle(verdict, desk.time.now());
    }

    @Test
    void ofABurstThatDoesNotFitOneFrameSpeaksForAllThatWereLeftOver() {
        for (int i = 0; i < 30; i++) {
            desk.cancel(TightDesk.collateral("o" + i).awaitFinal());
        }
        desk.sweep();

        assertThat(desk.rest.left).hasSize(TightDesk.MOST);
        assertThat(desk.rest.frames).singleElement().satisfies(frame -> {
            assertThat(frame.symbol()).isEqualTo("BTC-PERP");
            assertThat(frame.left()).hasSize(20);
        });
        assertThat(desk.allTold()).isEmpty();
        for (int i = 0; i < 30; i++) {
            desk.service.orderUpdate("o" + i, VenueSays.canceled(), desk.time.now());
            assertThat(desk.told("o" + i)).isInstanceOf(Canceled.class);
        }
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void withoutTheWordsNothingOfTheKindIsSent() {
        desk.spendCancels();

        desk.cancel(TightDesk.wish("o1"));
        desk.sweep();

        assertRefusedForBudget("o1");
        assertThat(desk.rest.frames).isEmpty();
    }

    @Test
    void oneThatDoesNotAllowItIsEnoughToForbidItForItsSymbol() {
        desk.spendCancels();
        desk.cancel(TightDesk.collateral("before"));
        desk.cancel(TightDesk.wish("silent"));
        desk.cancel(TightDesk.collateral("after"));
        desk.cancel(eth("other"));

        desk.sweep();

        assertRefusedForBudget("before");
        assertRefusedForBudget("silent");
        assertRefusedForBudget("after");
        assertThat(desk.rest.frames)
                .singleElement()
                .satisfies(frame -> assertThat(frame.symbol()).isEqualTo("ETH-PERP"));
    }

    @Test
    void oneThatJoinsAnOrderWithoutAllowingItForbidsItToo() {
        desk.spendCancels();
        desk.cancel(TightDesk.collateral("o1"));
        desk.service.cancel(TightDesk.wish("o1").id("second"), result -> {}, desk.time.now());

        desk.sweep();

        assertRefusedForBudget("o1");
        assertThat(desk.rest.frames).isEmpty();
    }

    @Test
    void aVenueThatCannotCancelASymbolWithOneRequestIsNotAskedTo() {
        desk.rest.hasCancelAll = false;
        desk.spendCancels();

        desk.cancel(TightDesk.collateral("o1"));
        desk.sweep();

        assertRefusedForBudget("o1");
        assertThat(desk.rest.frames).isEmpty();
    }

    @Test
    void whatFitsByItselfIsSentByItself() {
        desk.cancel(TightDesk.collateral("o1"));
        desk.sweep();

        assertThat(desk.rest.orders()).containsExactly("o1");
        assertThat(desk.rest.frames).isEmpty();
    }

    @Test
    void thatTheFrameWasTakenProvesNothing() {
        desk.spendCancels();
        desk.cancel(TightDesk.collateral("gone").awaitFinal());
        desk.cancel(TightDesk.collateral("filled").awaitFinal());
        desk.sweep();

        frameIs(VenueSays.taken());
        assertThat(desk.allTold()).isEmpty();
        desk.sweep();
        while (desk.query.open() > 0) {
            boolean filled = desk.query.next().orderId().equals("filled");
            desk.query.answers(filled ? VenueSays.filled() : VenueSays.canceled());
        }

        assertThat(desk.told("gone")).isInstanceOf(Canceled.class);
        assertThat(desk.told("filled")).isInstanceOf(TooLate.class);
    }

    @Test
    void anOrderThatTheFrameMissedIsNotCalledGoneNorIsAnotherFrameSentForIt() {
        desk.spendCancels();
        desk.cancel(
                TightDesk.collateral("missed").within(Duration.ofSeconds(60)).awaitFinal());
        desk.sweep();
        frameIs(VenueSays.taken());

        for (int asked = 0; asked < 40 && desk.rest.left.size() == TightDesk.MOST; asked++) {
            desk.live(Duration.ofSeconds(2));
            while (desk.query.open() > 0) {
                desk.query.answers(VenueSays.resting());
            }
        }

        assertThat(desk.told("missed"))
                .as("within its minute there was no room")
                .isInstanceOf(Unknown.class);
        assertThat(desk.rest.frames).hasSize(1);
    }

    @Test
    void aFrameThatIsTurnedDownLeavesEachToItself() {
        desk.spendCancels();
        desk.cancel(TightDesk.collateral("o1").awaitFinal());
        desk.sweep();

        frameIs(VenueSays.denied());

        assertThat(desk.allTold()).isEmpty();
        desk.sweep();
        assertThat(desk.query.next().orderId()).isEqualTo("o1");
        assertThat(desk.rest.frames).hasSize(1);
    }

    @Test
    void aFrameThatNeverLeftLeavesARefusal() {
        desk.spendCancels();
        desk.cancel(TightDesk.collateral("o1"));
        desk.rest.keepsFrames = true;
        desk.sweep();

        frameIs(VenueSays.notSent());
        desk.sweep();

        assertRefusedForBudget("o1");
        assertThat(desk.rest.frames).hasSize(1);
    }

    @Test
    void withItsOwnLimitUsedUpTooAFrameWaitsForItsTurnAndTakesThoseAlongThatHaveTheTime() {
        desk.spendCancels();
        for (int i = 0; i < TightDesk.MOST; i++) {
            desk.cancel(TightDesk.collateral("early" + i));
            desk.sweep();
        }
        assertThat(desk.rest.frames).hasSize(TightDesk.MOST);
        desk.rest.frames.forEach(frame -> frame.settle(VenueSays.canceled(), desk.time.now()));
        desk.spendTurns(Duration.ofMinutes(2));

        desk.cancel(TightDesk.collateral("first").within(Duration.ofSeconds(90)).awaitFinal());
        desk.sweep();
        desk.cancel(
                TightDesk.collateral("second").within(Duration.ofSeconds(100)).awaitFinal());
        desk.cancel(TightDesk.collateral("hasty").within(Duration.ofSeconds(3)));
        desk.sweep();

        assertRefusedForBudget("hasty");
        assertThat(desk.rest.frames).hasSize(TightDesk.MOST);
        desk.live(Duration.ofSeconds(66));
        assertThat(desk.rest.frames).hasSize(TightDesk.MOST + 1);
        assertThat(desk.rest.frames.get(TightDesk.MOST).left())
                .extracting(pursuit -> pursuit.order().orderId())
                .containsExactly("first", "second");
    }

    @Test
    void whoeverIsToldIsToldOfTheirOwnOrderOnly() {
        desk.spendCancels();
        desk.cancel(TightDesk.collateral("mine"));
        desk.sweep();
        frameIs(VenueSays.taken());

        desk.service.orderUpdate("somebody-elses", VenueSays.canceled(), desk.time.now());

        assertThat(desk.told("mine")).isInstanceOf(Acknowledged.class);
        assertThat(desk.allTold()).hasSize(1);
    }

    @Test
    void whatWaitsSinglyForTheSameSymbolKnowsThatTheFrameMayHaveTakenIt() {
        desk.spendCancels();
        desk.cancel(TightDesk.wish("patient").within(Duration.ofMinutes(3)).awaitFinal());
        desk.cancel(TightDesk.collateral("hasty"));
        desk.sweep();

        desk.service.orderUpdate("patient", VenueSays.canceled(), desk.time.now());

        assertThat(desk.told("patient")).isInstanceOf(Canceled.class);
    }
}

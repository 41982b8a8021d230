package io.ordergateway.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which requests a venue counts together, and as how many. The numbers are HashKey's and CoinSwitch's (dossiers 8). */
class RequestLimitsTest {
    private static final Duration MINUTE = Duration.ofSeconds(62);
    private static final RateLimit OTHER = new RateLimit("rest-query", 2, Duration.ofMillis(1_300), 0);
    private static final RateLimit ORDERS = new RateLimit("rest-order", 10, Duration.ofMillis(1_300), 0);
    private static final long NOW = -7;

    @Test
    void classesThatAreCountedTogetherShareABudget() {
        RequestBudgets budgets =
                new RequestBudgets(RequestLimits.together(new RateLimit("rest", 6_000, MINUTE, 1_500)), NOW);

        budgets.of(RequestClass.CANCEL).spend(NOW);
        budgets.of(RequestClass.STATUS).spend(NOW);

        assertThat(budgets.all()).hasSize(1);
        assertThat(budgets.all().get(0).seen().remaining()).isEqualTo(5_998);
    }

    @Test
    void classesThatAreNotHaveTheirOwn() {
        RequestLimits limits = RequestLimits.together(new RateLimit("rest-other", 20, MINUTE, 0))
                .with(RequestClass.CANCEL, new RateLimit("rest-cancel", 10, MINUTE, 0))
                .with(RequestClass.CANCEL_ALL, new RateLimit("rest-cancel-all", 10, MINUTE, 0))
                .with(RequestClass.STATUS, new RateLimit("rest-status", 20, MINUTE, 0))
                .with(RequestClass.OPEN_ORDERS, new RateLimit("rest-open-orders", 20, MINUTE, 0));
        RequestBudgets budgets = new RequestBudgets(limits, NOW);

        for (int i = 0; i < 20; i++) {
            assertThat(budgets.of(RequestClass.STATUS).allowsOther(NOW)).isTrue();
            budgets.of(RequestClass.STATUS).spend(NOW);
        }

        assertThat(budgets.of(RequestClass.STATUS).allowsOther(NOW)).isFalse();
        assertThat(budgets.of(RequestClass.OPEN_ORDERS).allowsOther(NOW)).isTrue();
        assertThat(budgets.of(RequestClass.CANCEL).budget().allowsCancels(10, NOW))
                .isTrue();
        assertThat(budgets.all())
                .extracting(budget -> budget.limit().name())
                .containsExactlyInAnyOrder(
                        "rest-cancel", "rest-other", "rest-cancel-all", "rest-status", "rest-open-orders");
    }

    @Test
    void aHeavyRequestCountsAsManyAsTheVenueSays() {
        RequestLimits limits = RequestLimits.together(OTHER)
                .with(RequestClass.CANCEL, ORDERS)
                .with(RequestClass.CANCEL_ALL, ORDERS)
                .with(RequestClass.CANCEL_BATCH, ORDERS, 5);
        RequestBudgets budgets = new RequestBudgets(limits, NOW);

        budgets.of(RequestClass.CANCEL_BATCH).spend(NOW);
        budgets.of(RequestClass.CANCEL).spend(NOW);

        assertThat(budgets.of(RequestClass.CANCEL_ALL).budget().seen().remaining())
                .isEqualTo(4);
        assertThat(budgets.of(RequestClass.OTHER).budget().seen().remaining()).isEqualTo(2);
    }

    @Test
    void eachOfSeveralGatewaysHasItsPartOfEach() {
        RequestLimits limits = RequestLimits.together(new RateLimit("rest-other", 20, MINUTE, 0))
                .with(RequestClass.CANCEL, new RateLimit("rest-cancel", 10, MINUTE, 0))
                .with(RequestClass.CANCEL_BATCH, ORDERS, 5);

        RequestLimits part = limits.share(40);

        assertThat(part.costs().get(RequestClass.CANCEL).limit().most()).isEqualTo(4);
        assertThat(part.costs().get(RequestClass.STATUS).limit().most()).isEqualTo(8);
        assertThat(part.costs().get(RequestClass.CANCEL_BATCH).isAffordable())
                .as("five of four: no batch is sent")
                .isFalse();
        assertThat(limits.costs().get(RequestClass.CANCEL_BATCH).isAffordable()).isTrue();
    }

    @Test
    void whatCannotBeKeptSaysWhatToWrite() {
        RequestLimits sound = RequestLimits.together(OTHER);

        assertThatThrownBy(() -> sound.with(RequestClass.STATUS, ORDERS, 0))
                .hasMessage("weight of STATUS must be at least 1, is 0");
        assertThatThrownBy(() -> sound.with(RequestClass.STATUS, ORDERS, 11))
                .hasMessage("weight of STATUS must be at most the 10 that rest-order allows, is 11");
        assertThatThrownBy(() -> sound.with(RequestClass.STATUS, new RateLimit("rest-query", 3, MINUTE, 0)))
                .hasMessageStartingWith("the limit rest-query is given twice, as ")
                .hasMessageEndingWith("; give each its own name");
        assertThatThrownBy(() -> new RequestLimits(Map.of()))
                .hasMessage("the limits name none for CANCEL; say by which it is counted");
    }

    @Test
    void whatIsPlannedIsNotSpent() {
        RateBudget budget = new RateBudget(OTHER, NOW);

        RateBudget.Plan plan = budget.plan(NOW);

        assertThat(List.of(plan.next(1), plan.next(1))).containsOnly(NOW);
        assertThat(plan.next(1)).isGreaterThan(NOW + OTHER.window().toNanos());
        assertThat(budget.seen().remaining()).isEqualTo(2);
        assertThatThrownBy(() -> plan.next(3)).hasMessage("a weight of 3 never fits where 2 are allowed");
    }

    @Test
    void whatTookItsTimeToLeaveIsCountedFromThen() {
        RequestBudgets.Draw draw = new RequestBudgets(RequestLimits.together(OTHER), 0).of(RequestClass.STATUS);
        long window = OTHER.window().toNanos();
        draw.spend(0);
        draw.spend(0);

        assertThat(draw.leaves(0, window / 2)).isTrue();
        assertThat(draw.leaves(0, window / 2)).isTrue();

        assertThat(draw.allowsOther(window + window / 4)).isFalse();
        assertThat(draw.allowsOther(2 * window)).isTrue();
    }

    @Test
    void whatTookSoLongThatOthersHaveItsRoomMustNotLeave() {
        RequestBudgets.Draw draw = new RequestBudgets(RequestLimits.together(OTHER), 0).of(RequestClass.STATUS);
        long later = 2 * OTHER.window().toNanos();
        draw.spend(0);
        draw.spend(later);
        draw.spend(later);

        assertThat(draw.leaves(0, later)).isFalse();

        assertThat(draw.budget().seen().remaining()).isZero();
        draw.neverLeft(later, later);
        assertThat(draw.budget().seen().remaining()).isEqualTo(1);
    }

    @Test
    void whatLeftTheCountBeforeItLeftIsNotTakenOutOfItTwice() {
        RateBudget budget = new RateBudget(OTHER, 0);
        long later = 2 * OTHER.window().toNanos();
        budget.spend(1, 0);
        budget.spend(1, later);

        budget.notLeft(1, 0, later);

        assertThat(budget.seen().remaining()).isEqualTo(1);
    }

    @Test
    void thoseWhoAskKnowHowMuchTheyMayUntilThen() {
        RateBudget budget = new RateBudget(new RateLimit("rest", 10, MINUTE, 2), 0);
        budget.spend(6, 0);

        assertThat(budget.roomForOthers(1, 1)).isEqualTo(2);
        assertThat(budget.roomForOthers(2 * MINUTE.toNanos(), 1)).isEqualTo(8);
        assertThat(budget.seen().remaining())
                .as("to look ahead changes nothing")
                .isEqualTo(4);
    }
}

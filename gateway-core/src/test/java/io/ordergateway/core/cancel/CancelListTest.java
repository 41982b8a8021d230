package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.OrderRef;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where few questions are allowed, one for the open orders says which need none of their own. */
class CancelListTest {
    private final TightDesk desk = new TightDesk();

    /** Cancels these, which the venue takes and says no more of. */
    private void taken(String... orders) {
        for (String order : orders) {
            desk.cancel(TightDesk.wish(order).awaitFinal().within(Duration.ofMinutes(5)));
            desk.rest.answerAll(VenueSays.taken(), desk.time.pass(Duration.ofMillis(1)));
        }
    }

    private static List<OpenOrder> open(String... orders) {
        return Stream.of(orders)
                .map(order -> new OpenOrder(new OrderRef(order, "BTC-PERP"), Side.BUY))
                .toList();
    }

    /** The orders that are being asked about one by one. */
    private List<String> asked() {
        return Stream.generate(() -> {
                    String order = desk.query.next().id();
                    desk.query.answers(VenueSays.silence());
                    return order;
                })
                .limit(desk.query.open())
                .toList();
    }

    @Test
    void whereThereIsRoomForEachEachIsAskedAbout() {
        desk.query.room = 3;
        taken("o1", "o2", "o3");

        desk.sweep();

        assertThat(asked()).containsExactly("o1", "o2", "o3");
        assertThat(desk.query.listed()).isEmpty();
    }

    @Test
    void whereThereIsNotTheOpenOrdersAreAskedForOnceAndThenOnlyThoseThatItDoesNotName() {
        desk.query.room = 2;
        taken("o1", "o2", "o3", "o4");

        desk.sweep();
        assertThat(desk.query.listed()).containsExactly("BTC-PERP");
        assertThat(desk.query.open()).isZero();

        desk.query.lists(open("o1", "o4", "of-somebody-else"));
        desk.sweep();

        assertThat(asked()).containsExactly("o2", "o3");
        assertThat(desk.query.listed()).hasSize(1);
    }

    @Test
    void whatTheListDoesNotNameIsNotCalledGoneForThat() {
        desk.query.room = 1;
        taken("o1", "o2");
        desk.sweep();

        desk.query.lists(open());

        assertThat(desk.allTold()).isEmpty();
        desk.sweep();
        desk.query.answers(VenueSays.canceled());
        assertThat(desk.told("o1")).isInstanceOf(Canceled.class);
        assertThat(desk.told.get("o2")).isEmpty();
    }

    @Test
    void whatTheListNamesIsLookedAtAgainLaterAndSentAgainInTheEnd() {
        desk.query.room = 1;
        taken("o1", "o2");
        int sent = desk.rest.left.size();

        for (int round = 0; round < 4; round++) {
            desk.live(Duration.ofSeconds(5));
            if (desk.query.lists() > 0) {
                desk.query.lists(open("o1", "o2"));
            }
        }

        assertThat(desk.query.asked()).isZero();
        assertThat(desk.rest.orders()).hasSizeGreaterThan(sent);
        assertThat(desk.rest.orders().subList(sent, sent + 2)).containsExactlyInAnyOrder("o1", "o2");
    }

    @Test
    void whatTheListNamesAsBeingCanceledIsLeftToEnd() {
        desk.query.room = 1;
        taken("o1", "o2");
        int sent = desk.rest.left.size();
        List<OpenOrder> canceling = open("o1", "o2").stream()
                .map(one -> new OpenOrder(one.order(), one.side(), false))
                .toList();

        for (int round = 0; round < 20; round++) {
            desk.live(Duration.ofSeconds(5));
            if (desk.query.lists() > 0) {
                desk.query.lists(canceling);
            }
        }

        assertThat(desk.query.listed()).hasSizeGreaterThan(3);
        assertThat(desk.query.asked()).isZero();
        assertThat(desk.rest.left).hasSize(sent);
        assertThat(desk.allTold()).isEmpty();
    }

    @Test
    void anUnreadableListLeavesThemToBeAskedOneByOne() {
        desk.query.room = 1;
        taken("o1", "o2");
        desk.sweep();

        desk.query.lists(null);
        desk.sweep();

        assertThat(asked()).containsExactly("o1");
        assertThat(desk.query.listed()).hasSize(1);
    }

    @Test
    void aFaultInTheQuestionDoesToo() {
        desk.query.room = 1;
        desk.query.breaks = true;
        taken("o1", "o2");

        desk.sweep();

        assertThat(asked()).containsExactly("o1");
    }

    @Test
    void theOpenOrdersAreAskedForOnceInAFewSeconds() {
        desk.query.room = 0;
        taken("o1", "o2");
        desk.sweep();
        desk.query.lists(null);

        desk.live(InDoubt.FEW_SECONDS.minusMillis(200));
        assertThat(desk.query.listed()).hasSize(1);
        desk.live(Duration.ofMillis(300));

        assertThat(desk.query.listed()).hasSize(2);
    }

    @Test
    void thoseThatAListDidNotNameAreNoReasonForAnother() {
        desk.query.room = 0;
        taken("o1", "o2");
        desk.sweep();
        desk.query.lists(open());

        desk.live(Duration.ofSeconds(20));

        assertThat(desk.query.listed()).hasSize(1);
        assertThat(desk.query.asked()).isZero();
        assertThat(desk.service.inDoubt()).isEqualTo(2);
    }

    @Test
    void otherSymbolsAreAskedAboutMeanwhile() {
        desk.query.room = 2;
        desk.cancel(CancelOrder.of("main", "ETH-PERP", "eth").awaitFinal().within(Duration.ofMinutes(5)));
        taken("o1", "o2");

        desk.sweep();

        assertThat(desk.query.listed()).containsExactly("BTC-PERP");
        assertThat(asked()).containsExactly("eth");
    }

    @Test
    void whoseEndBecomesKnownMeanwhileIsNotAskedAbout() {
        desk.query.room = 1;
        taken("o1", "o2", "o3");
        desk.sweep();

        desk.service.orderUpdate("o2", VenueSays.canceled(), desk.time.now());
        desk.query.lists(open("o1"));
        desk.sweep();

        assertThat(asked()).containsExactly("o3");
        assertThat(desk.told("o2")).isInstanceOf(Canceled.class);
    }

    @Test
    void thoseThatAreToBeAskedAboutLaterAreNoReasonEither() {
        desk.query.room = 4;
        taken("o1", "o2");
        desk.live(Duration.ofMillis(200));
        while (desk.query.open() > 0) {
            desk.query.answers(VenueSays.resting());
        }
        taken("o3", "o4");

        desk.sweep();

        assertThat(asked()).containsExactly("o3", "o4");
        assertThat(desk.query.listed()).isEmpty();
    }

    @Test
    void anOrderByItsClientIdIsNotOnAListOfTheVenuesIdsAndIsAskedAbout() {
        desk.query.room = 2;
        OrderRef named = OrderRef.byClientId("gw-1", "BTC-PERP");
        desk.cancel(CancelOrder.of("main", named).awaitFinal().within(Duration.ofMinutes(5)));
        taken("o1", "o2");
        desk.sweep();

        desk.query.lists(open("o1", "o2"));
        desk.sweep();

        assertThat(asked()).containsExactly("gw-1");
    }

    @Test
    void oneOrderAloneIsNoReasonToAskForAll() {
        desk.query.room = 0;
        taken("o1");

        desk.live(Duration.ofSeconds(5));

        assertThat(desk.query.listed()).isEmpty();
    }
}

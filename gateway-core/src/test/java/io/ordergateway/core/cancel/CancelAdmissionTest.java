package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static io.ordergateway.core.order.RefusalReason.DEADLINE;
import static io.ordergateway.core.order.RefusalReason.INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelOrder.Await;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may come in. */
class CancelAdmissionTest {
    private static final OrderRef ORDER = new OrderRef("o1", "BTC-PERP");
    private static final Instant START = ManualTime.START;
    private static final String ID_RULE = "write 1 to 64 characters out of A-Z a-z 0-9 . _ : -";
    private static final String ORDER_RULE = "write 1 to 32 characters out of A-Z a-z 0-9 - _";
    private static final String SYMBOL_RULE = "write 1 to 16 characters out of A-Z a-z 0-9 - /";

    private final Desk desk = new Desk();

    private static CancelOrder of(CancelId id, OrderRef order, Await await, Duration within) {
        return new CancelOrder(id, "main", order, await, within, null, CancelOrder.Terms.NONE);
    }

    private static CancelOrder id(String cancelId) {
        return of(new CancelId(cancelId), ORDER, Await.ACK, Desk.WITHIN);
    }

    private static CancelOrder order(String orderId, String symbol) {
        return of(new CancelId("c1"), new OrderRef(orderId, symbol), Await.ACK, Desk.WITHIN);
    }

    static Stream<Arguments> badWishes() {
        CancelId id = new CancelId("c1");
        return Stream.of(
                arguments(of(null, ORDER, Await.ACK, Desk.WITHIN), "cancelId", "is null", ID_RULE),
                arguments(id(null), "cancelId", "is null", ID_RULE),
                arguments(id(""), "cancelId", "is empty", ID_RULE),
                arguments(id("c".repeat(65)), "cancelId", "ccc…\" has 65 characters", ID_RULE),
                arguments(id("c 1"), "cancelId", "\"c 1\" has a character that is not allowed at position 2", ID_RULE),
                arguments(id("c\u001b[2J"), "cancelId", "\"c?[2J\" has a character that is not allowed", ID_RULE),
                arguments(id("ç1"), "cancelId", "\"?1\" has a character that is not allowed at position 1", ID_RULE),
                arguments(of(id, null, Await.ACK, Desk.WITHIN), "order", "order is null", "write an OrderRef"),
                arguments(order(null, "BTC-PERP"), "orderId", "is null", ORDER_RULE),
                arguments(order("", "BTC-PERP"), "orderId", "is empty", ORDER_RULE),
                arguments(order("o".repeat(33), "BTC-PERP"), "orderId", "has 33 characters", ORDER_RULE),
                arguments(order("o/1", "BTC-PERP"), "orderId", "\"o/1\" has a character that", ORDER_RULE),
                arguments(order("o1\"}", "BTC-PERP"), "orderId", "not allowed at position 3", ORDER_RULE),
                arguments(order("o1", null), "symbol", "is null", SYMBOL_RULE),
                arguments(order("o1", ""), "symbol", "is empty", SYMBOL_RULE),
                arguments(order("o1", "B".repeat(17)), "symbol", "has 17 characters", SYMBOL_RULE),
                arguments(order("o1", "BTC_PERP"), "symbol", "\"BTC_PERP\" has a character that", SYMBOL_RULE),
                arguments(of(id, ORDER, null, Desk.WITHIN), "await", "await is null", "write ACK or FINAL"),
                arguments(of(id, ORDER, Await.ACK, null), "within", "within is null", "write a duration"),
                arguments(wish("c1").within(Duration.ofHours(2)), "within", "PT2H", "write at most PT1H"),
                arguments(wish("c1").within(Duration.ofSeconds(Long.MAX_VALUE)), "within", "away", "at most PT1H"),
                arguments(wish("c1").by(START.plusSeconds(3_601)), "deadline", "PT1H1S away", "write at most PT1H"),
                arguments(wish("c1").by(Instant.MAX), "deadline", "away", "write at most PT1H"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("badWishes")
    void aBadWishIsRefusedByFieldValueAndRemedy(CancelOrder wish, String field, String value, String remedy) {
        assertRefused(desk.cancel(wish), INVALID, field, value, remedy);
        assertNothingHappened();
    }

    static Stream<Arguments> wishesThatAreOver() {
        return Stream.of(
                arguments(wish("c1").within(Duration.ZERO), "within", "PT0S", "write a duration of more than zero"),
                arguments(wish("c1").within(Duration.ofMillis(-1)), "within", "PT-0.001S", "more than zero"),
                arguments(wish("c1").by(START), "deadline", START + " has passed", "write a later one"),
                arguments(wish("c1").by(START.minusSeconds(1)), "deadline", "2026-01-05T08:59:59Z", "a later one"),
                arguments(wish("c1").by(Instant.MIN), "deadline", "has passed", "write a later one"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("wishesThatAreOver")
    void aWishWithoutTimeIsRefusedByFieldValueAndRemedy(CancelOrder wish, String field, String value, String remedy) {
        assertRefused(desk.cancel(wish), DEADLINE, field, value, remedy);
        assertNothingHappened();
    }

    private static void assertRefused(
            List<CancelResult> told, RefusalReason reason, String field, String value, String remedy) {
        assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.text()).contains(value).contains(remedy).hasSizeLessThan(300);
            assertThat(refused.attempts()).isEmpty();
            assertThat(refused.evidence()).isNull();
            assertThat(refused.cancelId()).isNotNull();
            assertThat(refused.order()).isNotNull();
        });
    }

    private void assertNothingHappened() {
        assertThat(desk.handed()).isZero();
        assertThat(desk.log.records()).isEmpty();
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void theLongestAndTheShortestOfEverythingIsLetIn() {
        desk.cancel(CancelOrder.of("main", "B".repeat(16), "o".repeat(32))
                .id("c".repeat(64))
                .by(START.plus(CancelOrder.MAX_WITHIN)));
        desk.cancel(CancelOrder.of("main", "/", "_").id(":").within(Duration.ofNanos(1)));

        assertThat(desk.handed()).isEqualTo(2);
        assertThat(desk.service.pending()).isEqualTo(2);
    }

    @Test
    void aRefusedWishMayBeMendedUnderTheSameId() {
        desk.cancel(wish("c1").within(Duration.ZERO));

        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.canceled());

        assertTold(told, Canceled.class);
    }

    @Nested
    class Bounds {
        private final Desk small = new Desk(Desk.LIMITS.maxPending(2));

        @Test
        void theCancelAfterTheLastPlaceIsRefusedByTheNameOfTheBound() {
            small.cancel(wish("c1", "o1"));
            small.cancel(wish("c2", "o2"));

            assertThat(small.cancel(wish("c3", "o3")))
                    .singleElement()
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(RefusalReason.OVERLOADED);
                        assertThat(refused.field()).isNull();
                        assertThat(refused.text()).contains("maxPending: 2").contains("main");
                    });
            assertThat(small.service.pending()).isEqualTo(2);
            assertThat(small.handed()).isEqualTo(2);
        }

        @Test
        void aRepeatedIdNeedsNoPlace() {
            small.cancel(wish("c1", "o1"));
            List<CancelResult> first = small.cancel(wish("c2", "o2"));

            List<CancelResult> again = small.cancel(wish("c2", "o2"));
            small.service.orderUpdate("o2", VenueSays.canceled(), small.time.now());

            assertTold(first, Canceled.class);
            assertTold(again, Canceled.class);
        }

        @Test
        void anEndGivesThePlaceBackOnce() {
            small.cancel(wish("c1", "o1"));
            small.cancel(wish("c2", "o1"));

            small.socket.replies(VenueSays.taken());
            assertThat(small.service.pending()).as("an ack is no end").isEqualTo(2);
            small.pushes(VenueSays.canceled());
            small.pushes(VenueSays.canceled());
            assertThat(small.service.pending()).isZero();

            assertNothingTold(small.cancel(wish("c3", "o3")));
            assertNothingTold(small.cancel(wish("c4", "o4")));
            assertTold(small.cancel(wish("c5", "o5")), Refused.class);
        }

        @Test
        void aCancelThatCannotBeSentGivesItsPlaceBackToo() {
            small.socket.health = PathHealth.CLOSED;
            small.standby.health = PathHealth.CLOSED;
            small.rest.health = PathHealth.CLOSED;
            for (int i = 0; i < 5; i++) {
                assertThat(small.cancel(wish("c" + i, "o" + i)).get(0))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.NO_PATH));
            }

            assertThat(small.service.pending()).isZero();
        }

        @Test
        void anUnknownKeepsItsPlaceUntilTheEndIsKnown() {
            small.cancel(wish("c1"));
            small.pass(Desk.WITHIN);
            assertThat(small.service.pending()).isEqualTo(1);

            small.query.answers(VenueSays.canceled());
            assertThat(small.service.pending()).isZero();
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        List<CancelResult> other = new ArrayList<>();
        desk.service.cancel(
                wish("c1"),
                told -> {
                    throw new IllegalStateException("a listener's own trouble");
                },
                desk.time.now());
        desk.service.cancel(wish("c1"), other::add, desk.time.now());
        List<CancelResult> neighbour = desk.cancel(wish("c2"));

        desk.socket.replies(VenueSays.canceled());

        assertTold(other, Canceled.class);
        assertTold(neighbour, Canceled.class);
        desk.assertEnded("c1", Canceled.class);
    }

    @Test
    void anyOtherThreadIsTurnedAwayByName() throws InterruptedException {
        desk.cancel(wish("c1"));
        List<Throwable> thrown = new ArrayList<>();
        Thread stranger = new Thread(
                () -> {
                    thrown.add(catchThrowable(() -> desk.cancel(wish("c2"))));
                    thrown.add(catchThrowable(() -> desk.pushes(VenueSays.filled())));
                    thrown.add(catchThrowable(desk::sweep));
                },
                "stranger");

        stranger.start();
        stranger.join();

        assertThat(thrown)
                .hasSize(3)
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("\"stranger\"")
                        .hasMessageContaining("CancelDoor"));
        assertThat(desk.service.pending()).isEqualTo(1);
    }
}

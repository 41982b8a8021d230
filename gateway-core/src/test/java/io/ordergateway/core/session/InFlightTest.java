package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ordergateway.core.session.InFlight.Kind;
import io.ordergateway.core.session.InFlight.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTest {
    private static final long FIRST_ID = 7_000_123L;
    private static final long PATIENCE = 100;
    private static final int CAPACITY = 3;

    private final InFlight<String> inFlight = new InFlight<>(CAPACITY, FIRST_ID, PATIENCE);

    private long admit(String orderId, String symbol, long now) {
        return inFlight.admit(orderId, symbol, "waiter of " + orderId, now);
    }

    private List<String> sweep(long now) {
        List<String> overdue = new ArrayList<>();
        inFlight.sweep(now, overdue::add);
        return overdue;
    }

    private static void assertMatch(Match<String> match, Kind kind, String waiter) {
        assertThat(match).isEqualTo(new Match<>(kind, waiter));
    }

    @Nested
    class Admitting {
        @Test
        void theEntryExistsBeforeItsFrameCanBeWritten() {
            long id = admit("o1", "BTC", 0);

            assertThat(inFlight.size()).isEqualTo(1);
            assertMatch(inFlight.settle(id), Kind.AWAITED, "waiter of o1");
        }

        @Test
        void idsCountOnFromTheGivenStartAndAreNeverUsedAgain() {
            long first = admit("o1", "BTC", 0);
            inFlight.settle(first);
            long second = admit("o1", "BTC", 0);
            inFlight.drain();
            long third = admit("o1", "BTC", 0);

            assertThat(List.of(first, second, third)).containsExactly(FIRST_ID, FIRST_ID + 1, FIRST_ID + 2);
        }

        @Test
        void aFullTableSaysSoAndTakesNoMore() {
            admit("o1", "BTC", 0);
            admit("o2", "BTC", 0);
            assertThat(inFlight.isFull()).isFalse();
            admit("o3", "BTC", 0);
            assertThat(inFlight.isFull()).isTrue();

            assertThatIllegalStateException()
                    .isThrownBy(() -> admit("o4", "BTC", 0))
                    .withMessageContaining("full at 3");
            assertThat(inFlight.size()).isEqualTo(CAPACITY);
        }

        @Test
        void aReplyMakesRoom() {
            long id = admit("o1", "BTC", 0);
            admit("o2", "BTC", 0);
            admit("o3", "BTC", 0);

            inFlight.settle(id);

            assertThat(inFlight.isFull()).isFalse();
        }
    }

    @Nested
    class SettlingByRequestId {
        @Test
        void eachReplyFindsItsOwnRequest() {
            long first = admit("o1", "BTC", 0);
            long second = admit("o2", "BTC", 0);

            assertMatch(inFlight.settle(second), Kind.AWAITED, "waiter of o2");
            assertMatch(inFlight.settle(first), Kind.AWAITED, "waiter of o1");
            assertThat(inFlight.size()).isZero();
        }

        @Test
        void aSecondReplyIsADuplicate() {
            long id = admit("o1", "BTC", 0);
            inFlight.settle(id);

            assertMatch(inFlight.settle(id), Kind.DUPLICATE, null);
        }

        @Test
        void aReplyToAnIdThatWasNeverGivenOutIsForeign() {
            long id = admit("o1", "BTC", 0);

            assertMatch(inFlight.settle(FIRST_ID - 1), Kind.FOREIGN, null);
            assertMatch(inFlight.settle(id + 1), Kind.FOREIGN, null);
            assertThat(inFlight.size()).isEqualTo(1);
        }

        @Test
        void aReplyAfterPatienceEndedIsLateAndStillFindsItsRequest() {
            long id = admit("o1", "BTC", 0);
            sweep(PATIENCE);

            assertMatch(inFlight.settle(id), Kind.LATE, "waiter of o1");
            assertMatch(inFlight.settle(id), Kind.DUPLICATE, null);
            assertThat(inFlight.orphans()).isZero();
        }
    }

    @Nested
    class SettlingByOrder {
        @Test
        void theOrderIdAloneIsEnough() {
            admit("o1", "BTC", 0);

            assertMatch(inFlight.settleByOrder("o1", null), Kind.AWAITED, "waiter of o1");
        }

        @Test
        void aSymbolThatIsNamedMustAgree() {
            admit("o1", "BTC", 0);

            assertMatch(inFlight.settleByOrder("o1", "ETH"), Kind.FOREIGN, null);
            assertMatch(inFlight.settleByOrder("o1", "BTC"), Kind.AWAITED, "waiter of o1");
        }

        @Test
        void anUnknownOrderIsForeign() {
            admit("o1", "BTC", 0);

            assertMatch(inFlight.settleByOrder("o2", null), Kind.FOREIGN, null);
        }

        @Test
        void anOrphanIsFoundByItsOrderToo() {
            long id = admit("o1", "BTC", 0);
            sweep(PATIENCE);

            assertMatch(inFlight.settleByOrder("o1", "BTC"), Kind.LATE, "waiter of o1");
            assertMatch(inFlight.settle(id), Kind.DUPLICATE, null);
        }

        @Test
        void theNewestRequestForTheOrderIsMeant() {
            long older = inFlight.admit("o1", "BTC", "older", 0);
            inFlight.admit("o1", "BTC", "newer", 0);

            assertMatch(inFlight.settleByOrder("o1", null), Kind.AWAITED, "newer");
            assertMatch(inFlight.settle(older), Kind.AWAITED, "older");
        }

        @Test
        void theAnswerToAnOlderRequestDoesNotHideTheNewerOne() {
            long older = inFlight.admit("o1", "BTC", "older", 0);
            inFlight.admit("o1", "BTC", "newer", 0);

            inFlight.settle(older);

            assertMatch(inFlight.settleByOrder("o1", null), Kind.AWAITED, "newer");
        }

        @Test
        void nothingIsKeptOfARequestThatWasAnsweredInTimeOrLate() {
            long inTime = admit("o1", "BTC", 0);
            inFlight.settle(inTime);
            long late = admit("o2", "BTC", 0);
            sweep(PATIENCE);
            inFlight.settle(late);

            assertMatch(inFlight.settleByOrder("o1", null), Kind.FOREIGN, null);
            assertMatch(inFlight.settleByOrder("o2", null), Kind.FOREIGN, null);
        }
    }

    @Nested
    class SettlingByNothingButASymbol {
        @Test
        void theOnlyRequestOnTheSymbolIsMeant() {
            admit("o1", "BTC", 0);
            admit("o2", "ETH", 0);

            assertMatch(inFlight.settleOnly("ETH"), Kind.AWAITED, "waiter of o2");
            assertThat(inFlight.size()).isEqualTo(1);
        }

        @Test
        void betweenTwoNobodyGuesses() {
            admit("o1", "BTC", 0);
            admit("o2", "BTC", 0);

            assertMatch(inFlight.settleOnly("BTC"), Kind.FOREIGN, null);
            assertThat(inFlight.size()).isEqualTo(2);
        }
    }

    @Nested
    class Sweeping {
        @Test
        void theOverdueAreHandedOverOldestFirstAndTheOthersWaitOn() {
            admit("o1", "BTC", 0);
            admit("o2", "BTC", 5);
            admit("o3", "BTC", 6);

            assertThat(sweep(PATIENCE - 1)).isEmpty();
            assertThat(sweep(PATIENCE + 5)).containsExactly("waiter of o1", "waiter of o2");
            assertThat(sweep(PATIENCE + 5)).isEmpty();
            assertThat(inFlight.size()).isEqualTo(1);
            assertThat(inFlight.orphans()).isEqualTo(2);
        }

        @Test
        void aClockThatPassesItsHighestReadingChangesNothing() {
            long highest = Long.MAX_VALUE;
            admit("o1", "BTC", highest - 10);

            assertThat(sweep(highest)).isEmpty();
            assertThat(sweep(highest - 10 + PATIENCE)).containsExactly("waiter of o1");
        }

        @Test
        void whoeverIsHandedOverMayAskAgainAtOnce() {
            admit("o1", "BTC", 0);
            admit("o2", "BTC", 0);
            admit("o3", "BTC", 0);

            inFlight.sweep(PATIENCE, waiter -> admit("again for " + waiter, "BTC", PATIENCE));

            assertThat(inFlight.size()).isEqualTo(CAPACITY);
            assertThat(inFlight.orphans()).isEqualTo(CAPACITY);
        }

        @Test
        void orphansAreBoundedAndTheOldestIsForgottenFirst() {
            long oldest = admit("o1", "BTC", 0);
            admit("o2", "BTC", 0);
            admit("o3", "BTC", 0);
            sweep(PATIENCE);
            long newest = admit("o4", "BTC", PATIENCE);
            sweep(2 * PATIENCE);

            assertThat(inFlight.orphans()).isEqualTo(CAPACITY);
            assertMatch(inFlight.settleByOrder("o1", null), Kind.FOREIGN, null);
            assertMatch(inFlight.settle(oldest), Kind.DUPLICATE, null);
            assertMatch(inFlight.settle(newest), Kind.LATE, "waiter of o4");
        }
    }

    @Nested
    class Draining {
        @Test
        void everyoneWhoWaitsIsReturnedOldestFirstAndTheTableIsEmpty() {
            long orphan = admit("o1", "BTC", 0);
            sweep(PATIENCE);
            long waiting = admit("o2", "BTC", PATIENCE);
            admit("o3", "BTC", PATIENCE);

            assertThat(inFlight.drain()).containsExactly("waiter of o2", "waiter of o3");

            assertThat(inFlight.size()).isZero();
            assertThat(inFlight.orphans()).isZero();
            assertMatch(inFlight.settle(orphan), Kind.DUPLICATE, null);
            assertMatch(inFlight.settle(waiting), Kind.DUPLICATE, null);
            assertMatch(inFlight.settleByOrder("o3", null), Kind.FOREIGN, null);
            assertThat(inFlight.drain()).isEmpty();
        }

        @Test
        void aWaiterMayComeBackInWhileTheOthersAreStillHandedOut() {
            admit("o1", "BTC", 0);
            admit("o2", "BTC", 0);

            inFlight.drain().forEach(waiter -> admit("again for " + waiter, "BTC", 0));

            assertThat(inFlight.drain())
                    .containsExactly("waiter of again for waiter of o1", "waiter of again for waiter of o2");
        }
    }

    @Test
    void anErrorThatNamesOnlyTheSymbolMayBelongToARequestThatWasGivenUp() {
        InFlight<String> table = new InFlight<>(8, 0, 100);
        table.admit("o1", "BTC", "given up", 0);
        table.sweep(100, overdue -> {});
        table.admit("o2", "BTC", "waiting", 101);

        assertThat(table.settleOnly("BTC").kind()).isEqualTo(InFlight.Kind.FOREIGN);
    }

    @Test
    void anErrorThatNamesOnlyTheSymbolOfOneRequestThatWasGivenUpIsLate() {
        InFlight<String> table = new InFlight<>(8, 0, 100);
        table.admit("o1", "BTC", "given up", 0);
        table.sweep(100, overdue -> {});

        assertThat(table.settleOnly("BTC")).isEqualTo(new InFlight.Match<>(InFlight.Kind.LATE, "given up"));
    }

    /** Replies to some requests never come, so that the others go round the table many times. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 129, 1_000})
    void findsEveryRequestThatALookAtAllOfThemWouldFind(int capacity) {
        Random random = new Random(capacity);
        InFlight<String> table = new InFlight<>(capacity, FIRST_ID, Long.MAX_VALUE / 2);
        NavigableMap<Long, String> expected = new TreeMap<>();
        for (int step = 0; step < 30_000; step++) {
            if (!table.isFull() && (expected.isEmpty() || random.nextInt(3) > 0)) {
                expected.put(table.admit("o" + step, "BTC", "w" + step, step), "w" + step);
            } else {
                Long newest = expected.lastKey();
                Long id = random.nextInt(50) == 0 ? expected.firstKey() : newest;
                assertThat(table.waiter(id)).isEqualTo(expected.get(id));
                boolean byId = random.nextInt(20) > 0;
                assertMatch(
                        byId
                                ? table.settle(id)
                                : table.settleByOrder("o" + expected.get(id).substring(1), "BTC"),
                        Kind.AWAITED,
                        expected.remove(id));
                assertMatch(table.settle(id), Kind.DUPLICATE, null);
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }

        assertThat(table.drain()).containsExactlyElementsOf(expected.values());
    }

    @Test
    void requestsThatStoodAsideAreStillOverdueFirst() {
        InFlight<String> table = new InFlight<>(4, FIRST_ID, PATIENCE);
        table.admit("o1", "BTC", "forgotten", 0);
        for (int i = 0; i < 1_000; i++) {
            table.settle(table.admit("o2", "BTC", "answered", 0));
        }
        table.admit("o3", "BTC", "new", 0);
        List<String> overdue = new ArrayList<>();

        table.sweep(PATIENCE, overdue::add);

        assertThat(overdue).containsExactly("forgotten", "new");
        assertThat(table.orphans()).isEqualTo(2);
        assertMatch(table.settle(FIRST_ID), Kind.LATE, "forgotten");
    }
}

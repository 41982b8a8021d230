package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order: the promises hold. */
class CancelRandomTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 150;

    @Test
    void thePromisesHoldOnEveryDayThatIsLivedToItsEnd() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomDay day = lived(seed);

            day.settleDown();

            checkPromises(day, seed);
            checkEveryEndIsKnown(day, seed);
            checkEveryPlaceIsFree(day, seed);
        }
    }

    @Test
    void thePromisesHoldOnEveryDayThatIsCutShort() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomDay day = lived(seed);

            day.service.close(day.time.now());
            day.log.catchUp();

            checkPromises(day, seed);
            assertThat(day.service.pending()).as("seed %s", seed).isZero();
        }
    }

    @Test
    void theDaysAreEventful() {
        Set<String> met = new TreeSet<>();
        int hedged = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomDay day = lived(seed);
            day.settleDown();
            hedged += day.hedged;
            for (CancelOutcome record : day.log.records()) {
                if (record.result() != null) {
                    met.add(record.phase() + " " + record.result().getClass().getSimpleName());
                }
            }
            for (ScopeRig scope : day.scopes) {
                scope.told.forEach(
                        result -> met.add("SCOPE " + result.getClass().getSimpleName()));
                met.add(scope.toldOf("*").isEmpty() ? "SCOPE proven" : "SCOPE unproven");
            }
            day.told.values().stream()
                    .flatMap(List::stream)
                    .flatMap(List::stream)
                    .filter(result -> result.order().orderId().startsWith("predicted"))
                    .forEach(result -> met.add("PLACED " + result.getClass().getSimpleName()));
        }

        assertThat(met)
                .contains("SETTLED Acknowledged", "SETTLED Canceled", "SETTLED TooLate", "SETTLED Rejected")
                .contains("SETTLED Refused", "SETTLED Unknown")
                .contains("FINAL Canceled", "FINAL TooLate", "FINAL Rejected")
                .contains("SCOPE Canceled", "SCOPE TooLate", "SCOPE Rejected", "SCOPE Refused", "SCOPE Unknown")
                .contains("SCOPE proven", "SCOPE unproven")
                .contains("PLACED Acknowledged", "PLACED Canceled", "PLACED TooLate", "PLACED Unknown");
        assertThat(hedged).isPositive();
    }

    private static RandomDay lived(long seed) {
        RandomDay day = new RandomDay(seed);
        for (int step = 0; step < STEPS; step++) {
            try {
                day.step();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + step, e);
            }
        }
        return day;
    }

    /** The records of every accepted cancel. An id that was refused may be accepted again, and then has another life. */
    private static List<List<CancelOutcome>> accepted(RandomDay day) {
        Map<String, List<CancelOutcome>> current = new TreeMap<>();
        List<List<CancelOutcome>> lives = new ArrayList<>();
        for (CancelOutcome record : day.log.records()) {
            String id = record.cancelId().value();
            if (record.phase() == Phase.ACCEPTED) {
                List<CancelOutcome> before = current.put(id, new ArrayList<>());
                assertThat(before == null || before.get(before.size() - 1).result() instanceof Refused)
                        .as("%s is accepted again only if it was refused: %s", id, before)
                        .isTrue();
                lives.add(current.get(id));
            }
            current.get(id).add(record);
        }
        return lives;
    }

    private static void checkPromises(RandomDay day, long seed) {
        day.told.forEach((id, callers) -> assertThat(callers)
                .as("seed %s: every caller of %s is told once", seed, id)
                .allSatisfy(told -> assertThat(told).hasSize(1)));
        day.scopes.forEach(scope -> checkScope(scope, "seed " + seed + ": " + scope.told));
        accepted(day).forEach(records -> {
            String where = "seed " + seed + ": " + records;
            assertThat(records.get(0).phase()).as(where).isEqualTo(Phase.ACCEPTED);
            assertThat(count(records, Phase.ACCEPTED)).as(where).isEqualTo(1);
            assertThat(count(records, Phase.SETTLED)).as(where).isEqualTo(1);
            checkEnd(records, where);
            records.forEach(record -> checkEvidence(day, record, where));
        });
    }

    /** One result for each order; the end once, and last; and either all is proven or the last result says that it is not. */
    private static void checkScope(ScopeRig scope, String where) {
        assertThat(scope.ends).as(where).containsExactly(scope.told.size());
        assertThat(scope.told).as(where).doesNotHaveDuplicates();
        assertThat(scope.told.stream().map(CancelResult::order).toList())
                .as(where)
                .doesNotHaveDuplicates();
        assertThat(scope.toldOf("*")).as(where).hasSizeLessThanOrEqualTo(1);
        if (!scope.toldOf("*").isEmpty()) {
            assertThat(scope.told.get(scope.told.size() - 1))
                    .as(where)
                    .isEqualTo(scope.toldOf("*").get(0));
        }
    }

    private static long count(List<CancelOutcome> records, Phase phase) {
        return records.stream().filter(record -> record.phase() == phase).count();
    }

    private static void checkEnd(List<CancelOutcome> records, String where) {
        CancelResult settled = records.stream()
                .filter(record -> record.phase() == Phase.SETTLED)
                .map(CancelOutcome::result)
                .findFirst()
                .orElseThrow();
        List<CancelOutcome> ends =
                records.stream().filter(record -> record.phase() == Phase.FINAL).toList();
        assertThat(ends).as(where).hasSizeLessThanOrEqualTo(settled.isFinal() ? 0 : 1);
        assertThat(ends).as(where).allSatisfy(end -> assertThat(end.closes()).isTrue());
        if (settled instanceof Refused) {
            assertThat(count(records, Phase.SENT)).as(where).isZero();
            assertThat(settled.attempts())
                    .as(where)
                    .allSatisfy(attempt -> assertThat(attempt.sentAt()).isNull());
        }
    }

    private static void checkEvidence(RandomDay day, CancelOutcome record, String where) {
        Set<OrderStatus> said = day.saidEnds.getOrDefault(record.order().orderId(), Set.of());
        if (record.result() instanceof Canceled canceled) {
            assertThat(said).as(where).contains(OrderStatus.CANCELED);
            assertThat(canceled.evidence()).as(where).isNotNull();
        } else if (record.result() instanceof TooLate late) {
            assertThat(said).as(where).contains(late.how());
        } else if (record.result() instanceof Acknowledged) {
            assertThat(record.phase()).as(where).isEqualTo(Phase.SETTLED);
        }
    }

    private static void checkEveryEndIsKnown(RandomDay day, long seed) {
        accepted(day)
                .forEach(records -> assertThat(
                                records.stream().filter(CancelOutcome::closes).count())
                        .as("seed %s: one end in %s", seed, records)
                        .isEqualTo(1));
    }

    private static void checkEveryPlaceIsFree(RandomDay day, long seed) {
        assertThat(day.service.pending()).as("seed %s", seed).isZero();
        assertThat(day.service.inDoubt()).as("seed %s", seed).isZero();

        day.recover();
        for (int i = 0; i <= RandomDay.MAX_PENDING; i++) {
            day.submit(Desk.wish("last" + i, "last" + i), false);
        }

        assertThat(day.service.pending()).as("seed %s", seed).isEqualTo(RandomDay.MAX_PENDING);
        assertThat(day.told.get("last" + RandomDay.MAX_PENDING).get(0))
                .as("seed %s", seed)
                .hasOnlyElementsOfType(Refused.class)
                .hasSize(1);
    }
}

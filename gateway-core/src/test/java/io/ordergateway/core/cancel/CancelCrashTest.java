package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.cancel.CrashDay.Wire;
import io.ordergateway.core.cancel.CrashDay.Writer;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed before and after every write and every send, and once more while it takes up what was left: nothing is forgotten. */
class CancelCrashTest {
    /** Of the points of a second life each so-manieth is tried: all of them once for all first points together. */
    private static final int SECOND_KILLS_APART = 7;

    static List<Arguments> worlds() {
        List<Arguments> worlds = new ArrayList<>();
        for (Writer writer : Writer.values()) {
            for (Wire wire : Wire.values()) {
                worlds.add(Arguments.of(writer, wire));
            }
        }
        return worlds;
    }

    private static CrashDay lived(Writer writer, Wire wire, Long... kills) {
        CrashDay day = new CrashDay(writer, wire, List.of(kills));
        day.live();
        return day;
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void whateverWasAcceptedEndsOnceAndAgreesWithTheBookWhereverItWasKilled(Writer writer, Wire wire) {
        long points = lived(writer, wire).points();
        assertThat(points).isGreaterThan(50);

        for (long kill = 1; kill <= points; kill++) {
            CrashDay once = lived(writer, wire, kill);
            check(once, "killed at " + kill);
            for (long again = 1 + kill % SECOND_KILLS_APART; again <= once.points(); again += SECOND_KILLS_APART) {
                check(lived(writer, wire, kill, again), "killed at " + kill + " and again at " + again);
            }
        }
    }

    @Test
    void theDaysAreEventful() {
        Set<String> met = new TreeSet<>();
        for (Writer writer : Writer.values()) {
            long points = lived(writer, Wire.ARRIVES_AFTER_THE_RESTART).points();
            for (long kill = 1; kill <= points; kill++) {
                for (CancelOutcome record : lived(writer, Wire.ARRIVES_AFTER_THE_RESTART, kill).written) {
                    CancelResult result = record.result();
                    met.add(record.phase() + (result == null ? "" : " " + result.kind()));
                }
            }
        }

        assertThat(met)
                .contains("SETTLED ACKNOWLEDGED", "SETTLED CANCELED", "SETTLED TOO_LATE", "SETTLED UNKNOWN")
                .contains("FINAL CANCELED", "FINAL TOO_LATE");
    }

    private static void check(CrashDay day, String where) {
        Map<String, List<CancelOutcome>> lives = day.written.stream()
                .collect(Collectors.groupingBy(record -> record.cancelId().value()));
        lives.forEach((id, records) -> checkRecords(day, records, () -> where + ", " + id + ": " + records));
        day.told.forEach(
                (id, results) -> checkTold(results, lives.getOrDefault(id, List.of()), () -> where + ", " + id));
    }

    private static void checkRecords(CrashDay day, List<CancelOutcome> records, Supplier<String> where) {
        assertThat(records.get(0).phase()).as(where).isEqualTo(Phase.ACCEPTED);
        assertThat(count(records, Phase.ACCEPTED)).as(where).isEqualTo(1);
        assertThat(count(records, Phase.SETTLED)).as(where).isEqualTo(1);
        assertThat(records.stream().filter(CancelOutcome::closes)).as(where).hasSize(1);
        for (CancelOutcome record : records) {
            OrderStatus really = day.book.get(record.order().orderId());
            CancelResult result = record.result();
            assertThat(result instanceof Refused).as(where).isFalse();
            if (result instanceof Canceled) {
                assertThat(really).as(where).isEqualTo(OrderStatus.CANCELED);
            } else if (result instanceof TooLate late) {
                assertThat(late.how()).as(where).isEqualTo(really);
            } else if (result != null && !(result instanceof Acknowledged || result instanceof Unknown)) {
                assertThat(really).as(where).isEqualTo(OrderStatus.OPEN);
            }
        }
    }

    /** A caller dies with its gateway, so it may be told nothing; but nothing that is not on record. */
    private static void checkTold(List<CancelResult> results, List<CancelOutcome> records, Supplier<String> where) {
        assertThat(results).as(where).hasSizeLessThanOrEqualTo(1);
        List<CancelResult> recorded = new ArrayList<>();
        records.stream().filter(record -> record.phase() == Phase.SETTLED).forEach(record -> {
            CancelResult result = record.result();
            if (result != null) {
                recorded.add(result);
            }
        });
        assertThat(recorded).as(where).containsAll(results);
    }

    private static long count(List<CancelOutcome> records, Phase phase) {
        return records.stream().filter(record -> record.phase() == phase).count();
    }
}

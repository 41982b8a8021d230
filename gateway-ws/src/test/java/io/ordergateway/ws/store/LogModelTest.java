package io.ordergateway.ws.store;

import static io.ordergateway.ws.store.Cancels.AT;
import static io.ordergateway.ws.store.Cancels.MAIN;
import static io.ordergateway.ws.store.Cancels.SPOT;
import static io.ordergateway.ws.store.Cancels.acknowledged;
import static io.ordergateway.ws.store.Cancels.canceled;
import static io.ordergateway.ws.store.Cancels.refused;
import static io.ordergateway.ws.store.Cancels.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.store.Cancels.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random life of a log, with many starts, beside a list in memory that says what it must hold. */
@Timeout(60)
class LogModelTest {
    private static final int STEPS = 3_000;
    private static final int IDS = 40;

    @TempDir
    private Path folder;

    private final List<Outcome> expected = new ArrayList<>();
    private final List<String> toldOf = new ArrayList<>();
    private final Told told = new Told();

    /** By account and id: the accepted records of cancels that have no end, and the answers of those that have. */
    private final Map<String, CancelOutcome> open = new LinkedHashMap<>();

    private final Map<String, CancelResult> answered = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theLogHoldsWhatWasHandedOver(long seed) throws Exception {
        Random random = new Random(seed);
        SqliteOutcomeLog log = open();
        Reading reading = Reading.of(log.outcomes(Position.EARLIEST)).all();
        int read = 0;
        for (int step = 0; step < STEPS; step++) {
            int what = random.nextInt(1_000);
            if (what < 10) {
                log.close();
                compare(reading, read);
                assertThat(reading.next()).isEqualTo("complete");
                log = open();
                compareRestart(log, random.nextInt(IDS));
                read = random.nextInt(expected.size() + 1);
                reading = Reading.of(log.outcomes(Position.of(read + 1))).all();
            } else if (what < 200) {
                log.flush(Runnable::run);
            } else if (what < 220) {
                log.mark(MAIN, StreamMark.Kind.RECONCILING, "m" + step, AT);
                expected.add(new StreamMark(next(), MAIN, StreamMark.Kind.RECONCILING, "m" + step, AT));
            } else {
                cancel(log, random);
            }
        }
        log.close();
        compare(reading, read);
        assertThat(told.soFar()).isEqualTo(toldOf);
    }

    private SqliteOutcomeLog open() {
        return SqliteOutcomeLog.open(StoreSettings.at(folder.resolve("outcomes.db")));
    }

    private long next() {
        return expected.size() + 1L;
    }

    private void compare(Reading reading, int from) throws InterruptedException {
        for (int i = from; i < expected.size(); i++) {
            assertThat(reading.next()).isEqualTo(expected.get(i));
        }
    }

    private void compareRestart(SqliteOutcomeLog log, int newest) {
        for (Account account : List.of(MAIN, SPOT)) {
            assertThat(log.unfinished(account))
                    .extracting(unfinished -> unfinished.wish().cancelId().value())
                    .containsExactlyElementsOf(open.values().stream()
                            .filter(accepted -> accepted.account().equals(account))
                            .map(accepted -> accepted.cancelId().value())
                            .toList());
            List<CancelResult> all = answered.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(account.name()) && !open.containsKey(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(log.answers(account, newest))
                    .extracting(AnsweredCancel::result)
                    .isEqualTo(all.subList(Math.max(0, all.size() - newest), all.size()));
        }
    }

    /** The next step of a random cancel's life. */
    private void cancel(SqliteOutcomeLog log, Random random) {
        Account account = random.nextBoolean() ? MAIN : SPOT;
        CancelOrder wish = wish("c" + random.nextInt(IDS));
        String key = account.name() + " " + wish.cancelId();
        RecordListener listener = told.of("r" + next());
        CancelOutcome accepted = open.get(key);
        if (accepted == null) {
            CancelOutcome begun = expect(
                    account, wish, new CancelOutcome.Accepted(wish.await(), wish.deadlineFrom(AT), wish.terms()));
            open.put(key, begun);
            toldOf.add("r" + begun.position() + " written");
            log.accepted(account, wish, AT, listener);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                expect(account, wish, new CancelOutcome.Sent(PathKind.REST));
                log.sent(account, wish, PathKind.REST, AT);
            }
            case 1 -> {
                settle(account, wish, acknowledged(wish));
                log.settled(account, wish, acknowledged(wish), AT, listener);
            }
            case 2 -> {
                CancelResult result = random.nextBoolean() ? canceled(wish) : refused(wish);
                settle(account, wish, result);
                log.settled(account, wish, result, AT, listener);
                open.remove(key);
            }
            default -> {
                CancelOutcome ended = expect(account, wish, new CancelOutcome.Final(canceled(wish)));
                remember(key, canceled(wish));
                toldOf.add("r" + ended.position() + " written");
                log.ended(account, wish, canceled(wish), AT, listener);
                open.remove(key);
            }
        }
    }

    private void settle(Account account, CancelOrder wish, CancelResult result) {
        CancelOutcome settled = expect(account, wish, new CancelOutcome.Settled(result));
        toldOf.add("r" + settled.position() + " written");
        if (!(result instanceof CancelResult.Refused)) {
            remember(account.name() + " " + wish.cancelId(), result);
        }
    }

    /** Newest last. */
    private void remember(String key, CancelResult result) {
        answered.remove(key);
        answered.put(key, result);
    }

    private CancelOutcome expect(Account account, CancelOrder wish, CancelOutcome.Step step) {
        CancelOutcome outcome = new CancelOutcome(next(), wish.cancelId(), account, wish.order(), step, AT);
        expected.add(outcome);
        return outcome;
    }
}

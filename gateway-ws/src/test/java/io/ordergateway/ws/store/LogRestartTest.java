package io.ordergateway.ws.store;

import static io.ordergateway.ws.store.Cancels.AT;
import static io.ordergateway.ws.store.Cancels.MAIN;
import static io.ordergateway.ws.store.Cancels.SPOT;
import static io.ordergateway.ws.store.Cancels.acknowledged;
import static io.ordergateway.ws.store.Cancels.byClientId;
import static io.ordergateway.ws.store.Cancels.canceled;
import static io.ordergateway.ws.store.Cancels.refused;
import static io.ordergateway.ws.store.Cancels.unknown;
import static io.ordergateway.ws.store.Cancels.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.UnfinishedCancel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway that is started again learns of the one before. */
@Timeout(60)
class LogRestartTest {
    @TempDir
    private Path folder;

    private void run(Consumer<SqliteOutcomeLog> what) {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(folder.resolve("outcomes.db")))) {
            what.accept(log);
        }
    }

    private static void accept(SqliteOutcomeLog log, Account account, CancelOrder wish, Instant at) {
        log.accepted(account, wish, at, RecordListener.NOBODY);
        log.sent(account, wish, PathKind.SOCKET, at);
    }

    private static void settle(SqliteOutcomeLog log, Account account, CancelOrder wish, CancelResult result) {
        log.settled(account, wish, result, AT, RecordListener.NOBODY);
    }

    /** What is told of a wish: its time counts to its deadline. */
    private static UnfinishedCancel unfinished(CancelOrder wish, Instant at, CancelResult told) {
        Duration within = Duration.between(at, wish.deadline());
        CancelOrder timed = wish.within(within).by(wish.deadline());
        return new UnfinishedCancel(timed, at, told);
    }

    private static void whole(SqliteOutcomeLog log, String id, CancelResult result) {
        accept(log, MAIN, wish(id), AT);
        settle(log, MAIN, wish(id), result);
    }

    @Test
    void whatWasAcceptedAndHasNoEndIsNamedWithItsDeadlineAndWhatWasTold() {
        CancelOrder placed = CancelOrder.placed(
                        "main",
                        "BTC-PERP",
                        new CancelOrder.Placement(PathKind.REST, AT.minusSeconds(1), "client-12345"))
                .id("placed")
                .awaitFinal()
                .by(AT.plusSeconds(9));
        run(log -> {
            whole(log, "done", canceled(wish("done")));
            accept(log, MAIN, placed, AT);
            accept(log, MAIN, wish("acknowledged"), AT.plusSeconds(1));
            settle(log, MAIN, wish("acknowledged"), acknowledged(wish("acknowledged")));
            whole(log, "refused", refused(wish("refused")));
            accept(log, SPOT, wish("other"), AT);
        });

        run(log -> {
            assertThat(log.unfinished(MAIN))
                    .containsExactly(
                            unfinished(placed, AT, null),
                            unfinished(wish("acknowledged"), AT.plusSeconds(1), acknowledged(wish("acknowledged"))));
            assertThat(log.unfinished(SPOT))
                    .extracting(
                            open -> open.wish().account() + " " + open.wish().cancelId())
                    .containsExactly("spot other");
            assertThat(log.unfinished(new Account("main", MAIN.venue(), Account.Category.CASH)))
                    .as("of the same name, with another book of orders")
                    .isEmpty();
        });
    }

    @Test
    void anOrderByItsClientIdIsRememberedByThat() {
        run(log -> {
            accept(log, MAIN, byClientId("open"), AT);
            accept(log, MAIN, byClientId("done"), AT);
            settle(log, MAIN, byClientId("done"), canceled(byClientId("done")));
        });

        run(log -> {
            assertThat(log.unfinished(MAIN)).containsExactly(unfinished(byClientId("open"), AT, null));
            assertThat(log.answers(MAIN, 10))
                    .containsExactly(new AnsweredCancel(
                            byClientId("done").cancelId(), byClientId("done").order(), canceled(byClientId("done"))));
        });
    }

    @Test
    void whatEndsInALaterLifeIsFinishedThen() {
        run(log -> {
            accept(log, MAIN, wish("told"), AT);
            settle(log, MAIN, wish("told"), unknown(wish("told")));
            accept(log, MAIN, wish("untold"), AT);
        });
        run(log -> {
            log.ended(MAIN, wish("told"), canceled(wish("told")), AT, RecordListener.NOBODY);
            settle(log, MAIN, wish("untold"), unknown(wish("untold")));
        });

        run(log -> {
            assertThat(log.unfinished(MAIN)).containsExactly(unfinished(wish("untold"), AT, unknown(wish("untold"))));
            assertThat(log.answers(MAIN, 10))
                    .extracting(AnsweredCancel::result)
                    .containsExactly(canceled(wish("told")));
        });
    }

    @Test
    void anIdThatWasRefusedAndAcceptedAgainCountsAsItWasAcceptedLast() {
        CancelOrder again = wish("c1").by(AT.plusSeconds(60));
        run(log -> {
            whole(log, "c1", refused(wish("c1")));
            whole(log, "c2", refused(wish("c2")));
            accept(log, MAIN, again, AT.plusSeconds(30));
            whole(log, "c2", canceled(wish("c2")));
        });

        run(log -> {
            assertThat(log.unfinished(MAIN)).containsExactly(unfinished(again, AT.plusSeconds(30), null));
            assertThat(log.answers(MAIN, 10)).extracting(AnsweredCancel::result).containsExactly(canceled(wish("c2")));
        });
    }

    @Test
    void theAnswersAreTheNewestOfTheNewestOldestFirstAndNoRefusals() {
        run(log -> {
            for (int i = 0; i < 20; i++) {
                whole(log, "c" + i, i % 5 == 0 ? refused(wish("c" + i)) : acknowledged(wish("c" + i)));
            }
            accept(log, SPOT, wish("other"), AT);
            settle(log, SPOT, wish("other"), canceled(wish("other")));
            for (int i = 0; i < 20; i++) {
                if (i % 5 != 0) {
                    log.ended(MAIN, wish("c" + i), canceled(wish("c" + i)), AT, RecordListener.NOBODY);
                }
            }
        });

        run(log -> {
            assertThat(log.answers(MAIN, 5))
                    .extracting(answer -> answer.cancelId().value())
                    .containsExactly("c14", "c16", "c17", "c18", "c19");
            assertThat(log.answers(MAIN, 100))
                    .hasSize(16)
                    .first()
                    .isEqualTo(
                            new AnsweredCancel(wish("c1").cancelId(), wish("c1").order(), canceled(wish("c1"))));
            assertThat(log.answers(MAIN, 0)).isEmpty();
        });
    }

    @Test
    void cancelsThatWereToldLessThanTheirEndAreUnfinishedAndNotAnswered() {
        run(log -> whole(log, "c1", acknowledged(wish("c1"))));

        run(log -> {
            assertThat(log.unfinished(MAIN)).hasSize(1);
            assertThat(log.answers(MAIN, 10)).isEmpty();
        });
    }

    @Test
    void manyThatBeginAndEndLeaveNothingUnfinished() {
        run(log -> {
            IntStream.range(0, 3_000).forEach(i -> accept(log, MAIN, wish("c" + i), AT));
            IntStream.range(0, 3_000)
                    .filter(i -> i != 1_234)
                    .forEach(i -> settle(log, MAIN, wish("c" + i), canceled(wish("c" + i))));
        });

        run(log -> assertThat(log.unfinished(MAIN)).containsExactly(unfinished(wish("c1234"), AT, null)));
    }
}

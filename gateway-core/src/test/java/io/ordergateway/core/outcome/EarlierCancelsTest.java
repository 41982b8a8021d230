package io.ordergateway.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelOrder.Await;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.CancelOutcome.Accepted;
import io.ordergateway.core.outcome.CancelOutcome.Final;
import io.ordergateway.core.outcome.CancelOutcome.Sent;
import io.ordergateway.core.outcome.CancelOutcome.Settled;
import io.ordergateway.core.outcome.CancelOutcome.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a process that is gone had promised, read from its records. */
class EarlierCancelsTest {
    private static final Account MAIN = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    private static final Account OTHER = new Account("other", Venue.ASCENDEX, Account.Category.CASH);
    private static final Instant AT = Instant.parse("2026-07-01T12:00:00Z");
    private static final OrderRef ORDER = new OrderRef("o1", "BTC-PERP");
    private static final Evidence TAKEN = new Evidence(PathKind.SOCKET, "ack", "{}", AT);

    private final EarlierCancels earlier = new EarlierCancels(MAIN, 2);
    private long position;

    private void reads(Account account, String cancelId, Step step) {
        earlier.read(new CancelOutcome(++position, new CancelId(cancelId), account, ORDER, step, AT));
    }

    private void reads(String cancelId, Step step) {
        reads(MAIN, cancelId, step);
    }

    private static Accepted accepted() {
        return new Accepted(Await.FINAL, AT.plusSeconds(3), CancelOrder.Terms.NONE);
    }

    private static Acknowledged acknowledged(String cancelId) {
        return new Acknowledged(new CancelId(cancelId), ORDER, TAKEN, List.of());
    }

    private static Canceled canceled(String cancelId) {
        return new Canceled(new CancelId(cancelId), ORDER, null, TAKEN, List.of());
    }

    private void ends(String cancelId) {
        reads(cancelId, accepted());
        reads(cancelId, new Settled(canceled(cancelId)));
    }

    @Test
    void aCancelThatWasOnlyAcceptedIsUnfinishedAndKeepsItsDeadline() {
        reads("c1", accepted());

        CancelOrder wish = new CancelOrder(
                new CancelId("c1"),
                "main",
                ORDER,
                Await.FINAL,
                Duration.ofSeconds(3),
                AT.plusSeconds(3),
                CancelOrder.Terms.NONE);
        assertThat(earlier.unfinished()).containsExactly(new UnfinishedCancel(wish, AT, null));
        assertThat(earlier.answered()).isEmpty();
    }

    @Test
    void whatACancelWasAllowedIsAllowedItStill() {
        CancelOrder.Terms terms = new CancelOrder.Terms(null, true);

        reads("c1", new Accepted(Await.FINAL, AT.plusSeconds(3), terms));

        assertThat(earlier.unfinished())
                .singleElement()
                .extracting(open -> open.wish().terms())
                .isEqualTo(terms);
    }

    @Test
    void aCancelWhoseCallerWasToldLessThanTheEndIsUnfinishedAndRemembersThat() {
        reads("c1", accepted());
        reads("c1", new Sent(PathKind.SOCKET));
        reads("c1", new Settled(acknowledged("c1")));

        assertThat(earlier.unfinished())
                .singleElement()
                .extracting(UnfinishedCancel::told)
                .isEqualTo(acknowledged("c1"));
    }

    @Test
    void aCancelThatEndedIsAnsweredWithItsEnd() {
        reads("c1", accepted());
        reads("c1", new Settled(new Unknown(new CancelId("c1"), ORDER, "silence", null, List.of())));
        reads("c1", new Final(canceled("c1")));

        assertThat(earlier.unfinished()).isEmpty();
        assertThat(earlier.answered()).containsExactly(new AnsweredCancel(new CancelId("c1"), ORDER, canceled("c1")));
    }

    @Test
    void aRefusalIsForgottenSinceTheSameWishMayBeTriedAgain() {
        CancelResult refused =
                new Refused(new CancelId("c1"), ORDER, RefusalReason.NO_PATH, null, "no path", null, List.of());
        reads("c1", accepted());
        reads("c1", new Settled(refused));
        assertThat(earlier.answered()).isEmpty();

        reads("c1", accepted());

        assertThat(earlier.unfinished()).hasSize(1);
    }

    @Test
    void theOldestAnswersAreForgottenFirst() {
        ends("c1");
        ends("c2");
        ends("c3");

        assertThat(earlier.answered())
                .extracting(answer -> answer.cancelId().value())
                .containsExactly("c2", "c3");
    }

    @Test
    void theCancelsOfOtherAccountsAndMarksSayNothing() {
        reads(OTHER, "c1", accepted());
        earlier.read(new StreamMark(9, MAIN, StreamMark.Kind.GAP, "a gap", AT));

        assertThat(earlier.unfinished()).isEmpty();
    }
}

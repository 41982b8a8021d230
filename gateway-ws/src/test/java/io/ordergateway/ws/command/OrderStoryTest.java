package io.ordergateway.ws.command;

import static io.ordergateway.core.order.PathKind.REST;
import static io.ordergateway.core.order.PathKind.SOCKET;
import static io.ordergateway.ws.command.Log.at;
import static io.ordergateway.ws.command.Log.evidence;
import static io.ordergateway.ws.command.Log.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder.Placement;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.ws.story.OrderStory;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStoryTest {
    private static final Evidence ACK = evidence(SOCKET, "ack", "{\"status\":\"Ack\"}", 1_250);
    private static final Evidence PUSH = evidence(SOCKET, "order-push", "{\"st\":\"Canceled\"}", 3_000);
    private static final Evidence SILENCE = evidence(SOCKET, "no-reply", "", 1_000_000);

    @Test
    void anAcknowledgementAndThenTheEnd() {
        List<Attempt> attempts = List.of(sent(SOCKET, 40, new Verdict.Acknowledged(ACK)));
        Log log = new Log()
                .accepted("c2", 0)
                .sent("c2", 40, SOCKET)
                .told("c2", 1_300, (id, order) -> new CancelResult.Acknowledged(id, order, ACK, attempts))
                .ended(
                        "c2",
                        3_050,
                        (id, order) -> new CancelResult.Canceled(id, order, new BigDecimal("0.0500"), PUSH, attempts));

        tells(log.records(), """
                Order a1b2 of BTC-PERP, account main (ascendex, futures)
                CANCELED: the venue says that the order ended canceled, 0.0500 filled.
                1 cancel in 4 records of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2
                  #1        2026-01-02 12:00:00.000000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s
                  #2        2026-01-02 12:00:00.000040  +0.040 ms    sent by SOCKET
                  #3        2026-01-02 12:00:00.001300  +1.300 ms    the caller was told ACKNOWLEDGED: the venue took it; how the order would end was still to come
                            attempt 1 by SOCKET, left at +0.040 ms: the venue took the request
                              at +1.250 ms, rule ack: {"status":"Ack"}
                            decided by the answer to attempt 1
                  #4        2026-01-02 12:00:00.003050  +3.050 ms    the end is known, CANCELED: the venue says that the order ended canceled, 0.0500 filled
                            decided by a message by SOCKET
                              at +3.000 ms, rule order-push: {"st":"Canceled"}
                """);
    }

    @Test
    void aLostSocketThenRestAndASecondCancel() {
        Evidence gone = evidence(REST, "rest-code", "{\"code\":300006}", 1_020_000);
        Evidence query = evidence(REST, "status-query", "{\"st\":\"Canceled\"}", 1_050_000);
        List<Attempt> attempts =
                List.of(sent(SOCKET, 40, new Verdict.Unclear(SILENCE)), sent(REST, 1_000_100, new Verdict.Gone(gone)));
        Log log = new Log()
                .accepted("c2", 0)
                .sent("c2", 40, SOCKET)
                .accepted("c3", 500_000)
                .sent("c2", 1_000_100, REST)
                .told("c2", 1_050_100, (id, order) -> new CancelResult.Canceled(id, order, null, query, attempts))
                .told(
                        "c3",
                        1_050_110,
                        (id, order) ->
                                new CancelResult.TooLate(id, order, OrderStatus.CANCELED, null, query, attempts));

        tells(log.records(), """
                Order a1b2 of BTC-PERP, account main (ascendex, futures)
                CANCELED: the venue says that the order ended canceled.
                2 cancels in 6 records of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2
                  #1        2026-01-02 12:00:00.000000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s
                  #2        2026-01-02 12:00:00.000040  +0.040 ms    sent by SOCKET
                  #4        2026-01-02 12:00:01.000100  +1.000 s     sent by REST
                  #5        2026-01-02 12:00:01.050100  +1.050 s     the caller was told CANCELED: the venue says that the order ended canceled
                            attempt 1 by SOCKET, left at +0.040 ms: it may have been carried out or not: silence, a lost connection or an unclear reply
                              at +1.000 s, rule no-reply: no message
                            attempt 2 by REST, left at +1.000 s: not open any more, or never there; how it ended must be asked
                              at +1.020 s, rule rest-code: {"code":300006}
                            decided by a message by REST
                              at +1.050 s, rule status-query: {"st":"Canceled"}

                Cancel c3
                  #3        2026-01-02 12:00:00.500000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s
                  #6        2026-01-02 12:00:01.050110  +550.110 ms  the caller was told TOO_LATE: the order had ended CANCELED before the cancel reached it; another cancel or the venue itself had canceled it
                            attempt 1 by SOCKET, left at -499.960 ms: it may have been carried out or not: silence, a lost connection or an unclear reply
                              at +500.000 ms, rule no-reply: no message
                            attempt 2 by REST, left at +500.100 ms: not open any more, or never there; how it ended must be asked
                              at +520.000 ms, rule rest-code: {"code":300006}
                            decided by a message by REST
                              at +550.000 ms, rule status-query: {"st":"Canceled"}
                """);
    }

    @Test
    void whatIsNotKnown() {
        List<Attempt> attempts = List.of(sent(SOCKET, 40, null), new Attempt(REST, null, null));
        Log log = new Log()
                .accepted("c2", 0)
                .sent("c2", 40, SOCKET)
                .told(
                        "c2",
                        5_000_000,
                        (id, order) -> new CancelResult.Unknown(id, order, "no proof by the deadline", null, attempts));

        tells(log.records(), """
                Order a1b2 of BTC-PERP, account main (ascendex, futures)
                UNKNOWN: it was sent and nobody knew what had become of it: no proof by the deadline. NOT YET RESOLVED: the gateway goes on asking the venue, also after a restart.
                1 cancel in 3 records of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2
                  #1        2026-01-02 12:00:00.000000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s
                  #2        2026-01-02 12:00:00.000040  +0.040 ms    sent by SOCKET
                  #3        2026-01-02 12:00:05.000000  +5.000 s     the caller was told UNKNOWN: it was sent and nobody knew what had become of it: no proof by the deadline
                            attempt 1 by SOCKET, left at +0.040 ms: no answer so far
                            attempt 2 by REST: not sent so far
                """);
    }

    @Test
    void everyVerdict() {
        Evidence words = evidence(REST, "rest-code", "{}", 100);
        List<Attempt> attempts = List.of(
                sent(REST, 10, new Verdict.Denied(RejectReason.CLOCK_SKEW, "100011", "late", words)),
                sent(REST, 20, new Verdict.Missing(words)),
                sent(REST, 30, new Verdict.Resting(words)),
                sent(REST, 40, new Verdict.Ended(OrderStatus.FILLED, new BigDecimal("1E+3"), words)),
                new Attempt(SOCKET, null, new Verdict.NotSent(words)));
        Log log = new Log()
                .accepted("c2", 0)
                .told(
                        "c2",
                        200,
                        (id, order) -> new CancelResult.Rejected(
                                id, order, RejectReason.CLOCK_SKEW, "100011", "late", words, attempts));

        tells(log.records(), """
                Order a1b2 of BTC-PERP, account main (ascendex, futures)
                REJECTED: the venue said no, and the order stood or never existed: CLOCK_SKEW, code 100011: late.
                1 cancel in 2 records of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2
                  #1        2026-01-02 12:00:00.000000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s
                  #2        2026-01-02 12:00:00.000200  +0.200 ms    the caller was told REJECTED: the venue said no, and the order stood or never existed: CLOCK_SKEW, code 100011: late
                            attempt 1 by REST, left at +0.010 ms: the venue said no: CLOCK_SKEW, code 100011: late
                              at +0.100 ms, rule rest-code: {}
                            attempt 2 by REST, left at +0.020 ms: the venue, asked for its status, did not know the order
                              at +0.100 ms, rule rest-code: {}
                            attempt 3 by REST, left at +0.030 ms: the order rested when the venue was asked
                              at +0.100 ms, rule rest-code: {}
                            attempt 4 by REST, left at +0.040 ms: the order had ended FILLED, 1000 filled
                              at +0.100 ms, rule rest-code: {}
                            attempt 5 by SOCKET: nothing left this machine
                              at +0.100 ms, rule rest-code: {}
                            decided by the answer to attempt 1
                """);
    }

    @Test
    void aRefusalAndTheSameCancelOnceMore() {
        Log log = new Log()
                .accepted("c2", 0, new Placement(SOCKET, at(-1_000), "my-client-id"))
                .told(
                        "c2",
                        5_000_000,
                        (id, order) -> new CancelResult.Refused(
                                id, order, RefusalReason.NO_PATH, null, "no session was ready", null, List.of()))
                .accepted("c2", 9_000_000);

        tells(log.records(), """
                Order a1b2 of BTC-PERP, account main (ascendex, futures)
                NOT YET TOLD: accepted, and no result is recorded. A gateway that runs goes on with it; one that is started again asks the venue first.
                1 cancel in 3 records of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2
                  #1        2026-01-02 12:00:00.000000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s; placed by SOCKET as my-client-id and never acknowledged
                  #2        2026-01-02 12:00:05.000000  +5.000 s     the caller was told REFUSED: the gateway did not send it, so it is safe to try again: NO_PATH: no session was ready
                  #3        2026-01-02 12:00:09.000000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s
                """);
    }

    @Test
    void whatIsNoLongerKeptAndWhatWasNeverTold() {
        Log log = new Log().accepted("c2", 0).sent("c2", 40, SOCKET);

        tells(log.without(1), """
                Order a1b2 of BTC-PERP, account main (ascendex, futures)
                NOT YET TOLD: accepted, and no result is recorded. A gateway that runs goes on with it; one that is started again asks the venue first.
                1 cancel in 1 record of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2
                  Its first records are no longer kept; times count from the first that is.
                  #2        2026-01-02 12:00:00.000040  +0.000 ms    sent by SOCKET
                """);
    }

    @Test
    void wordsOfOthersStayOnTheirLineAndGiveATerminalNoOrders() {
        Evidence nasty = evidence(REST, "r\u001b[2J", "\u001b]0;x\u0007\n\u2028 余额不足 \ud83d\ude00 \ud83d", 100);
        Log log = new Log()
                .accepted("c2\u001b[31m", 0)
                .told(
                        "c2\u001b[31m",
                        200,
                        (id, order) -> new CancelResult.Rejected(
                                id, order, RejectReason.INVALID_REQUEST, "\b", "a\rb", nasty, List.of()));

        assertThat(String.join("\n", OrderStory.of(log.records()))).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
        tells(log.records(), """
                Order a1b2 of BTC-PERP, account main (ascendex, futures)
                REJECTED: the venue said no, and the order stood or never existed: INVALID_REQUEST, code ?: a?b.
                1 cancel in 2 records of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2?[31m
                  #1        2026-01-02 12:00:00.000000  +0.000 ms    accepted: the caller awaits the order's end within 5.000 s
                  #2        2026-01-02 12:00:00.000200  +0.200 ms    the caller was told REJECTED: the venue said no, and the order stood or never existed: INVALID_REQUEST, code ?: a?b
                            decided by a message by REST
                              at +0.100 ms, rule r?[2J: ?]0;x??? 余额不足 😀 ?
                """);
    }

    private static void tells(List<CancelOutcome> records, String story) {
        assertThat(String.join("\n", OrderStory.of(records)) + "\n").isEqualTo(story);
    }
}

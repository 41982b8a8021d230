package io.ordergateway.ws.store;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.RecordListener;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What tests hand to a log, and what they are told. */
final class Cancels {
    static final Account MAIN = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    static final Account SPOT = new Account("spot", Venue.ASCENDEX, Account.Category.CASH);
    static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");
    static final Duration SOON = Duration.ofSeconds(10);

    private Cancels() {}

    static CancelOrder wish(String id) {
        return CancelOrder.of("main", "BTC-PERP", "order-of-" + id).id(id).by(AT.plusSeconds(5));
    }

    /** The same, of an order that is named by its client order id. */
    static CancelOrder byClientId(String id) {
        return CancelOrder.ofClientId("main", "BTC-PERP", "client-id-of-" + id)
                .id(id)
                .by(AT.plusSeconds(5));
    }

    private static Evidence evidence(String rule) {
        return new Evidence(PathKind.SOCKET, rule, "{\"m\":\"order\"}", AT);
    }

    private static List<Attempt> attempts(String rule) {
        return List.of(new Attempt(PathKind.SOCKET, AT, new Verdict.Acknowledged(evidence(rule))));
    }

    static CancelResult acknowledged(CancelOrder wish) {
        return new CancelResult.Acknowledged(wish.cancelId(), wish.order(), evidence("ack"), attempts("ack"));
    }

    static CancelResult canceled(CancelOrder wish) {
        OrderRef order = wish.order();
        return new CancelResult.Canceled(
                wish.cancelId(), order, new BigDecimal("0.10"), evidence("order-push"), attempts("ack"));
    }

    static CancelResult unknown(CancelOrder wish) {
        return new CancelResult.Unknown(wish.cancelId(), wish.order(), "no reply in 1 s", null, attempts("no-reply"));
    }

    static CancelResult refused(CancelOrder wish) {
        return CancelResult.Refused.of(wish, RefusalReason.DEADLINE, null, "the deadline passed");
    }

    /** Hands over the three records of a cancel that ends well. */
    static void whole(SqliteOutcomeLog log, String id, RecordListener listener) {
        CancelOrder wish = wish(id);
        log.accepted(MAIN, wish, AT, RecordListener.NOBODY);
        log.sent(MAIN, wish, PathKind.SOCKET, AT);
        log.settled(MAIN, wish, canceled(wish), AT, listener);
    }

    /** Hands over a number of cancels that end well, and waits until they are written. */
    static void whole(SqliteOutcomeLog log, String prefix, int count) throws InterruptedException {
        Told told = new Told();
        for (int i = 0; i < count; i++) {
            whole(log, prefix + i, told.of(prefix + i));
        }
        log.flush(Runnable::run);
        for (int i = 0; i < count; i++) {
            told.expect(prefix + i + " written");
        }
    }

    /** Writes down what listeners are told, in order. */
    static final class Told {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        RecordListener of(String name) {
            return new RecordListener() {
                @Override
                public void written() {
                    heard.add(name + " written");
                }

                @Override
                public void lost(String why) {
                    heard.add(name + " lost: " + why);
                }
            };
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(SOON.toSeconds(), TimeUnit.SECONDS));
        }

        void expect(String said) throws InterruptedException {
            String next = next();
            if (!next.equals(said)) {
                throw new AssertionError("expected \"" + said + "\", heard \"" + next + "\"");
            }
        }

        List<String> soFar() {
            return List.copyOf(heard);
        }
    }
}

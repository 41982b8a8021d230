package io.ordergateway.ws.metrics;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.timing.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A gateway that is asked how it is, and has something of everything: an account, a log and a relay. */
final class FakeGateway {
    private static final RateLimit REST = new RateLimit("rest", 6_000, Duration.ofMinutes(1), 1_500);

    final StageTimes times = new StageTimes();
    final OrderGateway gateway =
            new OrderGateway(Map.of(), new MemoryOutcomeLog(1), id -> List.of(), this::health, () -> {});

    private GatewayHealth health() {
        GatewayHealth.Log log = new GatewayHealth.Log(40, 12, Instant.EPOCH, 3, 4_096, "");
        GatewayHealth.Relay relay = new GatewayHealth.Relay(true, 40, 12, Instant.EPOCH, Level.GREEN, "");
        return new GatewayHealth(List.of(account()), log, relay);
    }

    private AccountHealth account() {
        GatewayHealth.Vitals vitals = new GatewayHealth.Vitals("the venue answered HTTP 502", "", Duration.ofMillis(5));
        return new AccountHealth(
                new Account("main", Venue.ASCENDEX, Account.Category.FUTURES),
                List.of(session(SessionState.READY, 1), session(SessionState.WAITING, 4)),
                List.of(new RateBudget.Seen(REST, 5_990)),
                cancels(),
                vitals,
                Level.GREEN,
                List.of());
    }

    private static SessionHealth session(SessionState state, long connections) {
        SessionHealth.Unmatched unmatched = new SessionHealth.Unmatched(1, 0, 0);
        return new SessionHealth(
                state, connections, 2, "", new SessionHealth.Counts(connections, 350, 7, unmatched, 0, 0));
    }

    private GatewayHealth.Cancels cancels() {
        return new GatewayHealth.Cancels(
                4,
                11,
                6,
                new GatewayHealth.Doubts(1, Instant.EPOCH),
                times.seen(),
                Map.of(CancelResult.Kind.CANCELED, 700L),
                Map.of(RefusalReason.NO_PATH, 3L));
    }
}

package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.Tags;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import java.util.function.ToLongFunction;

/** The socket sessions of an account, all of them together: which one it was is for {@code /v1/sessions} to say. */
final class SessionMeters {
    private static final String UNMATCHED = "order.gateway.session.replies.unmatched";

    private SessionMeters() {}

    static void bind(AccountMeters meters) {
        for (SessionState state : SessionState.values()) {
            meters.gauge(
                    "order.gateway.sessions",
                    "sessions in this state",
                    Tags.of("state", StageMeters.label(state)),
                    account -> account.sessions().stream()
                            .filter(session -> session.state() == state)
                            .count());
        }
        meters.gauge(
                "order.gateway.session.in.flight",
                "requests that wait for a reply",
                Tags.empty(),
                account -> account.sessions().stream()
                        .mapToInt(SessionHealth::inFlight)
                        .sum());
        sum(meters, "connections", "connections begun", SessionHealth.Counts::connections);
        sum(meters, "frames", "cancel frames written", SessionHealth.Counts::sent);
        sum(meters, "flushes", "times that frames were pushed out", SessionHealth.Counts::flushes);
        sum(meters, "unreadable", "frames that could not be read", SessionHealth.Counts::unreadable);
        sum(meters, "stale", "events of connections that had been left", SessionHealth.Counts::stale);
        unmatched(meters, "late", SessionHealth.Counts::late);
        unmatched(meters, "duplicate", SessionHealth.Counts::duplicate);
        unmatched(meters, "foreign", SessionHealth.Counts::foreign);
    }

    private static void sum(
            AccountMeters meters, String name, String text, ToLongFunction<SessionHealth.Counts> count) {
        meters.counter("order.gateway.session." + name, text, Tags.empty(), account -> sum(account, count));
    }

    private static void unmatched(AccountMeters meters, String match, ToLongFunction<SessionHealth.Counts> count) {
        meters.counter(
                UNMATCHED, "replies that nobody waited for", Tags.of("match", match), account -> sum(account, count));
    }

    private static long sum(AccountHealth account, ToLongFunction<SessionHealth.Counts> count) {
        return account.sessions().stream()
                .map(SessionHealth::counts)
                .mapToLong(count)
                .sum();
    }
}

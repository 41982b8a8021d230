package io.ordergateway.ws.app;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.ledger.CancelStatistics;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.ws.venue.rest.VenueIntroduction;
import io.ordergateway.ws.venue.stream.OrderStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with an account, and how much that matters. Reads what other threads may read, and nothing else. */
final class AccountChecks {
    private final List<String> warnings = new ArrayList<>();
    private Level level = Level.GREEN;

    private AccountChecks() {}

    /**
     * How an account is.
     *
     * @param logTrouble why its outcomes cannot be recorded, or {@code null} if they can
     */
    static AccountHealth health(AccountWiring account, @Nullable String logTrouble) {
        AccountChecks checks = new AccountChecks();
        List<SessionHealth> sessions =
                account.sessions() == null ? List.of() : account.sessions().seen();
        if (logTrouble != null) {
            checks.warn(Level.RED, logTrouble);
        }
        checks.introduction(account);
        checks.sessions(sessions);
        checks.stream(account.stream());
        checks.rest(account, sessions);
        checks.budgets(account.budgets().seen());
        checks.clock(account.rest().clock());
        return new AccountHealth(
                account.account(),
                sessions,
                account.budgets().seen(),
                cancels(account),
                new GatewayHealth.Vitals(
                        restTrouble(account),
                        ordersTrouble(sessions, account.stream()),
                        account.rest().loop().sinceSweep()),
                checks.level,
                List.copyOf(checks.warnings));
    }

    private static GatewayHealth.Cancels cancels(AccountWiring account) {
        CancelStatistics counted = account.service().statistics();
        CancelStatistics.Doubts doubts = counted.doubts();
        return new GatewayHealth.Cancels(
                account.door().waiting(),
                counted.pending(),
                counted.inDoubt(),
                new GatewayHealth.Doubts(doubts.lasting(), doubts.oldest()),
                counted.stages().seen(),
                counted.results(),
                counted.refusals());
    }

    private static String restTrouble(AccountWiring account) {
        String unusable = account.rest().introduction().unusable();
        return unusable.isEmpty() ? account.rest().health().trouble() : unusable;
    }

    /** Where a venue tells of orders on sessions, one that is ready will do; who has neither sessions nor a stream asks. */
    private static String ordersTrouble(List<SessionHealth> sessions, @Nullable OrderStream stream) {
        List<SessionHealth> channels = stream == null ? sessions : List.of(stream.seen());
        if (channels.isEmpty() || channels.stream().anyMatch(SessionHealth::isReady)) {
            return "";
        }
        SessionHealth first = channels.get(0);
        String what = stream == null ? "session 1" : "the stream of orders";
        return what + " is " + first.state() + (first.trouble().isEmpty() ? "" : ": " + first.trouble());
    }

    private void introduction(AccountWiring account) {
        String trouble = account.rest().introduction().trouble();
        if (!trouble.isEmpty()) {
            VenueIntroduction introduction = account.rest().introduction();
            boolean closed = introduction.isRefused() || !introduction.isKnown() || !introduction.mayTrade();
            warn(closed ? Level.RED : Level.YELLOW, trouble);
        }
    }

    private void sessions(List<SessionHealth> sessions) {
        for (int i = 0; i < sessions.size(); i++) {
            SessionHealth session = sessions.get(i);
            if (!session.isReady() || !session.trouble().isEmpty()) {
                boolean begun = session.state() != SessionState.STOPPED
                        || !session.trouble().isEmpty();
                String why = session.trouble().isEmpty() ? begun ? "" : ", not started yet" : ": " + session.trouble();
                Level worst = session.state() == SessionState.BARRED ? Level.RED : Level.YELLOW;
                warn(worst, "session " + (i + 1) + " is " + session.state() + why);
            }
        }
    }

    /** Without it each order's end is asked for, which is slower and no less sure. */
    private void stream(@Nullable OrderStream stream) {
        if (stream != null && !stream.seen().isReady()) {
            String why = stream.seen().trouble();
            warn(Level.YELLOW, "the stream of orders is " + stream.seen().state() + (why.isEmpty() ? "" : ": " + why));
        }
    }

    private void rest(AccountWiring account, List<SessionHealth> sessions) {
        String trouble = account.rest().health().trouble();
        if (!trouble.isEmpty()) {
            boolean noWay = sessions.stream().noneMatch(SessionHealth::isReady);
            warn(noWay || account.rest().health().isAlarming() ? Level.RED : Level.YELLOW, trouble);
        }
    }

    private void budgets(List<RateBudget.Seen> budgets) {
        for (RateBudget.Seen budget : budgets) {
            if (budget.remaining() == 0) {
                warn(
                        Level.YELLOW,
                        "the rate limit " + budget.limit().name() + " is used up; other paths take what they can");
            }
        }
    }

    private void clock(VenueClock clock) {
        Duration skew = clock.seenSkew();
        if (skew.abs().compareTo(VenueClock.SKEW_WARNING) > 0) {
            warn(
                    Level.YELLOW,
                    "the venue's clock is " + skew.abs() + (skew.isNegative() ? " behind" : " ahead of")
                            + " this host's; requests carry the venue's time, but this host's clock should be mended");
        }
    }

    private void warn(Level worst, String text) {
        warnings.add(text);
        level = level.compareTo(worst) < 0 ? worst : level;
    }
}

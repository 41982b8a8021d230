package io.ordergateway.core;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.timing.StageTimes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway at one moment, for operators and for those who decide where to send the next order.
 *
 * @param accounts one entry per account, in the order of configuration
 * @param relay how far the outcomes were relayed to other machines, or {@code null} if they are not
 */
public record GatewayHealth(
        List<AccountHealth> accounts, @Nullable Relay relay) {
    /** A gateway that keeps its outcomes to itself. */
    public GatewayHealth(List<AccountHealth> accounts) {
        this(accounts, null);
    }

    /** How well something is, worst last. */
    public enum Level {
        /** Everything works. */
        GREEN,
        /** Cancels go out, with less behind them than there should be. */
        YELLOW,
        /** Cancels cannot go out, or somebody must look. */
        RED
    }

    /**
     * One account.
     *
     * @param account which
     * @param sessions its socket sessions
     * @param budgets what it may still send, one entry for each class of requests that the venue limits
     * @param cancels how many are under way, and how long the others took
     * @param level the worst of its warnings
     * @param warnings what is wrong, in one line each, with the venue's own words where it said something
     */
    public record AccountHealth(
            Account account,
            List<SessionHealth> sessions,
            List<RateBudget.Seen> budgets,
            Cancels cancels,
            Level level,
            List<String> warnings) {
        /** An account of which no times are known. */
        public AccountHealth(
                Account account,
                List<SessionHealth> sessions,
                List<RateBudget.Seen> budgets,
                int pending,
                int inDoubt,
                Level level,
                List<String> warnings) {
            this(account, sessions, budgets, new Cancels(pending, inDoubt, List.of()), level, warnings);
        }

        /** Cancels accepted and not ended. */
        public int pending() {
            return cancels.pending;
        }

        /** Orders whose status waits to be asked. */
        public int inDoubt() {
            return cancels.inDoubt;
        }

        /** How long each stage of a cancel took, one entry for each, since the gateway was opened. */
        public List<StageTimes.Seen> stages() {
            return cancels.stages;
        }

        /** Whether at least one session can take cancels; otherwise REST does. */
        public boolean socketReady() {
            return sessions.stream().anyMatch(SessionHealth::isReady);
        }
    }

    /**
     * The cancels of one account.
     *
     * @param pending cancels accepted and not ended
     * @param inDoubt orders whose status waits to be asked
     * @param stages how long each stage took, one entry for each
     */
    public record Cancels(int pending, int inDoubt, List<StageTimes.Seen> stages) {}

    /**
     * The relay of the outcomes to other machines.
     *
     * @param connected whether what is sent arrives
     * @param relayed the position up to which all has arrived
     * @param waiting how many records have not
     * @param oldest when the oldest of them happened, or {@code null} if none waits or it is not known yet
     * @param level red if another gateway has taken these accounts over
     * @param trouble what is wrong, in one line, or empty
     */
    public record Relay(
            boolean connected,
            long relayed,
            long waiting,
            @Nullable Instant oldest,
            Level level,
            String trouble) {}

    /** Whether every account has a socket session that is logged in and subscribed. */
    public boolean socketsReady() {
        return accounts.stream().allMatch(AccountHealth::socketReady);
    }

    /** The worst level of any account, and of the relay. */
    public Level level() {
        Level worst = relay == null ? Level.GREEN : relay.level;
        for (AccountHealth account : accounts) {
            worst = worst.compareTo(account.level) < 0 ? account.level : worst;
        }
        return worst;
    }
}

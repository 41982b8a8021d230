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
 * @param log the file of the outcomes, or {@code null} if they are kept in memory only
 * @param relay how far the outcomes were relayed to other machines, or {@code null} if they are not
 */
public record GatewayHealth(
        List<AccountHealth> accounts,
        @Nullable Log log,
        @Nullable Relay relay) {
    /** A gateway that keeps its outcomes in memory, and to itself. */
    public GatewayHealth(List<AccountHealth> accounts) {
        this(accounts, null, null);
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
     * The file of the outcomes. That it cannot be written is a warning of each account, too: no cancel is taken then, unless
     * the operator chose otherwise.
     *
     * @param written the position of the newest record that is in it; 0 if none is
     * @param waiting how many records wait to be written, and answers with them
     * @param lost records that could not be written and never will be, since the gateway was opened: only where cancels go
     *     out whether or not they can be recorded
     * @param bytes the size of the file, without what waits beside it to be moved into it
     */
    public record Log(long written, long waiting, long lost, long bytes) {}

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

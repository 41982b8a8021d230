package io.ordergateway.core;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.timing.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
     * @param vitals what else its cancels depend on
     * @param level the worst of its warnings
     * @param warnings what is wrong, in one line each, with the venue's own words where it said something
     */
    public record AccountHealth(
            Account account,
            List<SessionHealth> sessions,
            List<RateBudget.Seen> budgets,
            Cancels cancels,
            Vitals vitals,
            Level level,
            List<String> warnings) {
        /** An account of which no times are known, and that lacks nothing. */
        public AccountHealth(
                Account account,
                List<SessionHealth> sessions,
                List<RateBudget.Seen> budgets,
                int pending,
                int inDoubt,
                Level level,
                List<String> warnings) {
            this(account, sessions, budgets, Cancels.of(pending, inDoubt), Vitals.SOUND, level, warnings);
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
     * The cancels of one account. What is counted is counted since the gateway was opened.
     *
     * @param waiting cancels that wait for the account's thread
     * @param pending cancels accepted and not ended
     * @param inDoubt orders whose status waits to be asked, those among them that were acknowledged a moment ago
     * @param doubts cancels that were sent, or may have been, and of whose orders the end is not known
     * @param stages how long each stage took, one entry for each
     * @param results how many were told which kind of result, one entry for each kind; repeated answers to one id not counted
     * @param refusals how many of them were refused for which reason, one entry for each reason
     */
    public record Cancels(
            int waiting,
            int pending,
            int inDoubt,
            Doubts doubts,
            List<StageTimes.Seen> stages,
            Map<CancelResult.Kind, Long> results,
            Map<RefusalReason, Long> refusals) {
        /** Cancels of which nothing else is known. */
        public static Cancels of(int pending, int inDoubt) {
            return new Cancels(0, pending, inDoubt, Doubts.NONE, List.of(), Map.of(), Map.of());
        }
    }

    /**
     * Cancels that were sent, or may have been, and of whose orders the end is not known; as it was up to a second ago.
     *
     * @param lasting orders that have been in doubt for longer than {@link CancelLimits.Doubt#LASTING}
     * @param oldest when the cancel was accepted that is in doubt longest, by this host's clock, or {@code null} if none is
     */
    public record Doubts(int lasting, @Nullable Instant oldest) {
        /** None. */
        public static final Doubts NONE = new Doubts(0, null);
    }

    /**
     * What an account's cancels depend on beside its sessions.
     *
     * @param rest why no cancel can go over HTTP now, or empty if one can
     * @param orders why the venue does not tell of orders now, or empty if it does, or never would: then each order's end is
     *     asked for
     * @param sinceSweep how long ago the account's thread last looked for what is due, as it does all the time
     */
    public record Vitals(String rest, String orders, Duration sinceSweep) {
        /** Nothing is wrong. */
        public static final Vitals SOUND = new Vitals("", "", Duration.ZERO);
    }

    /**
     * The file of the outcomes. That it cannot be written is a warning of each account, too: no cancel is taken then, unless
     * the operator chose otherwise.
     *
     * @param written the position of the newest record that is in it; 0 if none is
     * @param waiting how many records wait to be written, and answers with them
     * @param oldest when the oldest of them happened, or {@code null} if none waits
     * @param lost records that could not be written and never will be, since the gateway was opened: only where cancels go
     *     out whether or not they can be recorded
     * @param bytes the size of the file, without what waits beside it to be moved into it
     * @param trouble why no record can be written now, or no cancel taken on for the many that wait; empty if nothing is wrong
     */
    public record Log(long written, long waiting, @Nullable Instant oldest, long lost, long bytes, String trouble) {}

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

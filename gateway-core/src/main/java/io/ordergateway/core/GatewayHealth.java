package io.ordergateway.core;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.session.SessionHealth;
import java.util.List;

/**
 * The gateway at one moment, for operators and for those who decide where to send the next order.
 *
 * @param accounts one entry per account, in the order of configuration
 */
public record GatewayHealth(List<AccountHealth> accounts) {
    /**
     * One account.
     *
     * @param account which
     * @param sessions its socket sessions
     * @param pending cancels accepted and not ended
     * @param inDoubt orders whose status waits to be asked
     */
    public record AccountHealth(Account account, List<SessionHealth> sessions, int pending, int inDoubt) {
        /** Whether at least one session can take cancels; otherwise REST does. */
        public boolean socketReady() {
            return sessions.stream().anyMatch(SessionHealth::isReady);
        }
    }

    /** Whether every account has a socket session that is logged in and subscribed. */
    public boolean socketsReady() {
        return accounts.stream().allMatch(AccountHealth::socketReady);
    }
}

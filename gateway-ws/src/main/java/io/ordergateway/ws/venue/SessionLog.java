package io.ordergateway.ws.venue;

import io.ordergateway.core.session.SessionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session tells operators: each change once, each trouble once per connection, and a venue that stays away only
 * when it went. Lines begin with {@code [venue|account#session|epoch]}.
 */
public final class SessionLog {
    private static final Logger log = LoggerFactory.getLogger(SessionPool.class);

    private final String label;
    private boolean away;
    private long unreadableTold;

    /**
     * @param label how log lines call the session
     */
    public SessionLog(String label) {
        this.label = label;
    }

    /** It stands elsewhere now. */
    public void changed(SessionState from, SessionState to, long epoch) {
        log.debug("[{}|{}] {} -> {}", label, epoch, from, to);
        if (to == SessionState.READY) {
            away = false;
            log.info("[{}|{}] ready", label, epoch);
        }
    }

    /** It left a connection. */
    public void closed(SessionState to, long epoch, String why) {
        if (to == SessionState.BARRED) {
            log.error(
                    "[{}|{}] {}; check the account's key and secret. Not trying again until restarted",
                    label,
                    epoch,
                    why);
        } else if (away || to == SessionState.STOPPED) {
            log.debug("[{}|{}] {}", label, epoch, why);
        } else {
            away = true;
            log.warn("[{}|{}] {}; reconnecting", label, epoch, why);
        }
    }

    /** Something came that cannot be read. */
    public void unreadable(long epoch, String why) {
        if (unreadableTold != epoch) {
            unreadableTold = epoch;
            log.warn("[{}|{}] unreadable frame ({}); further ones are only counted", label, epoch, why);
        }
    }
}

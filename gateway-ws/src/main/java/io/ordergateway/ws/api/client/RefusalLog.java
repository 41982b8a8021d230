package io.ordergateway.ws.api.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log who was refused what. Whoever is refused all the time is not told of all the time: the first refusal of
 * each kind is said at once, the others are counted and said now and then. Thread-safe.
 */
final class RefusalLog {
    static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    /** How many kinds are remembered; the one longest unheard of makes room. */
    static final int MAX_KINDS = 1_024;

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    private final Map<String, Heard> kinds = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Heard> eldest) {
            return size() > MAX_KINDS;
        }
    };

    private static final class Heard {
        private long saidAt;
        private long unsaid;
    }

    /**
     * A refusal.
     *
     * @param who without anything secret
     * @param status what kind it is, in the words of HTTP
     */
    synchronized void refused(String who, int status, String text, long nowNanos) {
        Heard heard = kinds.get(who + " " + status);
        if (heard == null) {
            heard = new Heard();
            kinds.put(who + " " + status, heard);
        } else if (nowNanos - heard.saidAt < EVERY_NANOS) {
            heard.unsaid++;
            return;
        }
        String more = heard.unsaid == 0 ? "" : " (and " + heard.unsaid + " more of this kind before)";
        log.warn("{} was refused with {}: {}{}", who, status, text, more);
        heard.saidAt = nowNanos;
        heard.unsaid = 0;
    }
}

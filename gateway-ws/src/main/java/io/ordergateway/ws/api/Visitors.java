package io.ordergateway.ws.api;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every connection there is. One that has not shown who it is counts as a stranger: it is closed soon, and when there are
 * too many, the one that came first makes room, so that nobody keeps clients out by coming often and saying nothing.
 * Thread-safe.
 */
final class Visitors {
    private static final Logger log = LoggerFactory.getLogger(Visitors.class);

    /** How many connections there may be. */
    static final int MAX = 8_192;

    /** How many of them may be strangers. */
    static final int MAX_STRANGERS = 1_024;

    /** How long a connection may be a stranger. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long SAY_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Set<Channel> strangers = new LinkedHashSet<>();
    private int all;
    private boolean said;
    private long saidAt;

    /** A connection was opened. */
    void came(Channel channel) {
        Channel crowdedOut = null;
        synchronized (this) {
            all++;
            strangers.add(channel);
            if (strangers.size() > MAX_STRANGERS || all > MAX) {
                Iterator<Channel> oldest = strangers.iterator();
                crowdedOut = oldest.next();
                oldest.remove();
                say();
            }
        }
        if (crowdedOut != null) {
            crowdedOut.close();
        }
        channel.closeFuture().addListener(closed -> left(channel));
        channel.eventLoop().schedule(() -> lose(channel), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A connection has shown who it is. */
    synchronized void known(Channel channel) {
        strangers.remove(channel);
    }

    private synchronized void left(Channel channel) {
        all--;
        strangers.remove(channel);
    }

    private void lose(Channel channel) {
        boolean stranger;
        synchronized (this) {
            stranger = strangers.remove(channel);
        }
        if (stranger) {
            channel.close();
        }
    }

    private void say() {
        long now = System.nanoTime();
        if (!said || now - saidAt > SAY_EVERY_NANOS) {
            said = true;
            saidAt = now;
            log.warn("{} connections, {} of them of strangers: the oldest strangers are closed", all, strangers.size());
        }
    }
}

package io.ordergateway.ws.venue.stream;

import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.KeyLease;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.venue.rest.RestAccess;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.OrderStreamCodec.KeyReply;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The key that opens one account's stream, over HTTP. When to do what is {@link KeyLease}'s to say. Owned by the account's
 * thread.
 */
final class ListenKeys {
    private static final Backoff RENEW_AGAIN = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));

    private final RestAccess rest;
    private final OrderStreamCodec.ListenKeys venue;
    private final Consumer<OrderStreamCodec.Key> onHeld;
    private final Consumer<String> onNone;
    private final KeyLease lease;
    private OrderStreamCodec.@Nullable Key key;
    private boolean wanted;
    private @Nullable Runnable left;

    /**
     * No key yet.
     *
     * @param onHeld told of the key that was wanted
     * @param onNone told why there is none, or none any more: a stream that was opened with it tells nothing
     */
    ListenKeys(
            RestAccess rest,
            OrderStreamCodec.ListenKeys venue,
            Consumer<OrderStreamCodec.Key> onHeld,
            Consumer<String> onNone) {
        this.rest = rest;
        this.venue = venue;
        this.onHeld = onHeld;
        this.onNone = onNone;
        this.lease = new KeyLease(
                venue.renewEvery(),
                venue.lifetime(),
                RENEW_AGAIN,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Somebody wants a key: is told of it as soon as there is one, or that it could not be made. */
    void want(Now now) {
        if (key != null) {
            onHeld.accept(key);
        } else {
            wanted = true;
            create(now);
        }
    }

    /** Not before the venue's limits and its health allow it; each sweep looks again, ahead of other questions. */
    private void create(Now asked) {
        if (!wanted || !mayAsk(asked) || !lease.want()) {
            return;
        }
        wanted = false;
        rest.ask(
                RequestClass.OTHER,
                now -> venue.create(rest.millis(now)),
                (reply, now) -> created(venue.readCreated(reply.status(), reply.body()), asked),
                (error, now) -> notCreated(error));
    }

    private void created(KeyReply reply, Now asked) {
        if (reply instanceof KeyReply.Granted granted) {
            lease.granted(asked.nanos());
            key = granted.key();
            if (left != null) {
                delete(granted.key(), left);
            } else {
                onHeld.accept(granted.key());
            }
        } else {
            notCreated(words(reply));
        }
    }

    private void notCreated(String why) {
        lease.denied();
        if (left != null) {
            left.run();
        } else {
            rest.clock().doubt(); // among the reasons for a no, the one that can be mended
            onNone.accept("no listen key: " + why);
        }
    }

    private boolean mayAsk(Now now) {
        return rest.mayAsk(RequestClass.OTHER, now);
    }

    /** Does what time has made due. */
    void sweep(Now now) {
        create(now);
        KeyLease.Due due = lease.due(now.nanos(), mayAsk(now));
        if (due == KeyLease.Due.EXPIRED) {
            key = null;
            onNone.accept("the listen key was not renewed for " + venue.lifetime());
        } else if (due == KeyLease.Due.RENEW && key != null) {
            renew(key, now);
        }
    }

    private void renew(OrderStreamCodec.Key current, Now asked) {
        long number = lease.number();
        rest.ask(
                RequestClass.OTHER,
                now -> venue.renew(current, rest.millis(now)),
                (reply, now) -> renewed(number, venue.readRenewed(reply.status(), reply.body()), asked, now),
                (error, now) -> lease.notRenewed(number, now.nanos()));
    }

    private void renewed(long number, KeyReply reply, Now asked, Now now) {
        if (reply instanceof KeyReply.Renewed) {
            lease.renewed(number, asked.nanos());
        } else if (reply instanceof KeyReply.Unknown unknown) {
            forget(number, "the venue does not know the listen key any more: " + unknown.text());
        } else {
            rest.clock().doubt();
            lease.notRenewed(number, now.nanos());
        }
    }

    private void forget(long number, String why) {
        if (lease.lost(number)) {
            key = null;
            onNone.accept(why);
        }
    }

    /** The key may be why a stream said nothing: the venue is asked about it, by renewing it. */
    void doubt(Now now) {
        lease.doubt(now.nanos());
    }

    /** The venue turned a stream with this key away: the next one gets another. */
    void refused() {
        lease.lost(lease.number());
        key = null;
    }

    /** Gives the key back, or the one that is being asked for; then runs this. */
    void leave(Runnable whenLeft) {
        wanted = false;
        if (key != null) {
            delete(key, whenLeft);
        } else if (lease.isAsking()) {
            left = whenLeft;
        } else {
            whenLeft.run();
        }
    }

    private void delete(OrderStreamCodec.Key current, Runnable whenLeft) {
        lease.lost(lease.number());
        key = null;
        rest.ask(
                RequestClass.OTHER,
                now -> venue.delete(current, rest.millis(now)),
                (reply, now) -> whenLeft.run(),
                (error, now) -> whenLeft.run()); // it dies of itself within the hour
    }

    private static String words(KeyReply reply) {
        return reply instanceof KeyReply.Failed failed ? failed.text() : "the venue answered something else";
    }
}

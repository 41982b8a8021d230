package io.ordergateway.ws.wire;

import io.ordergateway.core.order.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A venue's dialect of a stream that tells what becomes of orders, and takes no requests. Pure: time comes in as an argument,
 * nothing is remembered, nothing throws: what cannot be read is a value.
 */
public interface OrderStreamCodec {
    /** The keys of this stream, which must be asked for before one may connect; empty if the venue wants none. */
    Optional<ListenKeys> listenKeys();

    /**
     * The path of the socket's URL with its query, from the slash on; asked for at each connect.
     *
     * @param key the key held, or {@code null} if the venue wants none
     */
    String socketPath(@Nullable Key key);

    /**
     * How long a venue that answers the WebSocket handshake like this wants no other, or {@code null} if it does not say so.
     */
    @Nullable
    Duration stayAway(VenueRest.Reply handshake);

    /** What to do when the WebSocket handshake is done. */
    Opening open(long timeMillis);

    /**
     * Our own ping, {@code null} if only the venue asks.
     *
     * @param timeMillis the time on the venue's clock
     */
    @Nullable
    String ping(long timeMillis);

    /** How both sides show that they live, unless the venue {@linkplain Frame.Step#heartbeat says otherwise}. */
    Heartbeat heartbeat();

    /**
     * Reads a text message.
     *
     * @param at when it came
     * @return {@link Frame.Unreadable} if it cannot be read
     */
    Frame decode(byte[] utf8, int from, int to, Instant at);

    /**
     * A key that opens an order stream, and lets anybody read it who has it: it is never printed.
     *
     * @param text as the venue wrote it
     */
    record Key(String text) {
        @Override
        public String toString() {
            return "Key[hidden]";
        }
    }

    /**
     * What follows the WebSocket handshake.
     *
     * @param send the messages to send, in order
     * @param ready whether the venue tells of orders from now on, without any further word
     */
    record Opening(List<String> send, boolean ready) {}

    /**
     * How both sides show that they live.
     *
     * @param pingEvery how often we {@linkplain #ping ping}
     * @param silence how long nothing may come until the connection counts as dead
     */
    record Heartbeat(Duration pingEvery, Duration silence) {}

    /** One message from the venue. */
    sealed interface Frame {
        /**
         * A step of opening the stream.
         *
         * @param reply what to send now
         * @param heartbeat how both sides show that they live from now on, or {@code null} if it stays as it was
         */
        record Step(String reply, OrderStreamCodec.@Nullable Heartbeat heartbeat) implements Frame {
            /** One that leaves the heartbeat as it was. */
            public Step(String reply) {
                this(reply, null);
            }

            /** Without the reply: a key may stand there. */
            @Override
            public String toString() {
                return "Step[" + heartbeat + "]";
            }
        }

        /**
         * From now on the venue tells of orders.
         *
         * @param reply what to send for that, or {@code null} for nothing
         */
        record Ready(@Nullable String reply) implements Frame {
            /** Without the reply: a key may stand there. */
            @Override
            public String toString() {
                return "Ready[]";
            }
        }

        /**
         * The venue lives, or asks whether we do.
         *
         * @param reply what to send at once, or {@code null} for nothing
         */
        record Heartbeat(@Nullable String reply) implements Frame {}

        /**
         * What became of orders, in the order of the venue.
         *
         * @param updates none if the venue spoke of something else
         */
        record Updates(List<Update> updates) implements Frame {}

        /**
         * The venue will not tell us of orders.
         *
         * @param why in its words
         * @param forGood whether it never will, with these credentials
         */
        record Refused(String why, boolean forGood) implements Frame {}

        /** The venue ends the stream. */
        record Goodbye(String why) implements Frame {}

        /** Something sound of no concern here. */
        record Other(String kind) implements Frame {}

        /** Something that is not a message. */
        record Unreadable(String why) implements Frame {}
    }

    /**
     * What a message says of one order. Of its two ids at least one is there.
     *
     * @param orderId the venue's id, empty if it named none
     * @param clientOrderId the id that the order was placed under, empty if it named none
     * @param symbol the instrument, empty if it named none
     * @param verdict what that proves. A venue whose stream is proof says {@link Verdict.Ended}; one whose stream is only a
     *     hint says {@link Verdict.Unclear}, upon which the order's status is asked
     */
    record Update(String orderId, String clientOrderId, String symbol, Verdict verdict) {}

    /** How the keys of a stream are asked for and kept, over HTTP. There is one key for an account, however many ask. */
    interface ListenKeys {
        /** How often a key is to be renewed; well within its {@link #lifetime}. */
        Duration renewEvery();

        /** How long a key lives that is not renewed. */
        Duration lifetime();

        VenueRest.Request create(long timeMillis);

        VenueRest.Request renew(Key key, long timeMillis);

        VenueRest.Request delete(Key key, long timeMillis);

        /** What the reply to {@link #create} says: {@link KeyReply.Granted}, or {@link KeyReply.Failed}. */
        KeyReply readCreated(int httpStatus, String body);

        /** What the reply to {@link #renew} says: anything but {@link KeyReply.Granted}. */
        KeyReply readRenewed(int httpStatus, String body);
    }

    /** What a venue answers about a key. */
    sealed interface KeyReply {
        /** A new key. */
        record Granted(Key key) implements KeyReply {}

        /** The key lives on. */
        record Renewed() implements KeyReply {}

        /**
         * The venue does not know the key, or not any more: nothing will come on its stream.
         *
         * @param text the venue's words
         */
        record Unknown(String text) implements KeyReply {}

        /**
         * No answer that says either; to be asked again.
         *
         * @param text what came instead
         */
        record Failed(String text) implements KeyReply {}
    }
}

package io.ordergateway.ws.wire.coinswitch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.VenueJson;
import io.ordergateway.ws.wire.VenueRest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order updates of spot, in Socket.IO 4 (9). Whoever has the public API key can ask for them, nothing is replayed, and
 * what they look like is not documented: so they prove nothing, and are a reason to ask for the order. Futures have none.
 */
public final class CoinswitchOrderStream implements OrderStreamCodec {
    static final String NAMESPACE = "/orderupdates";

    private static final String PATH = "/pro/realtime-rates-socket/spot/order-updates?EIO=4&transport=websocket";
    private static final String SUBSCRIBE = "FETCH_ORDER_UPDATES";

    /** The documented name, and the one that an old client listens for (13.12). */
    private static final Set<String> UPDATES = Set.of(SUBSCRIBE, "ORDER_UPDATE");

    /** Statuses on which there is nothing to ask yet: the order works, or is on its way to its end (6). */
    private static final Set<String> UNDER_WAY =
            Set.of("OPEN", CoinswitchSurface.PARTIALLY_EXECUTED, "CANCELLATION_RAISED", "EXPIRATION_RAISED");

    /** How deep an order is looked for in what came: under {@code data}, in a list, in a text. */
    private static final int MAX_DEPTH = 4;

    /** What servers of Socket.IO do unless told otherwise: a ping every 25 s, and 20 s to answer it. */
    private static final Heartbeat DEFAULT_HEARTBEAT = new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(45));

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /** How long a venue is left alone that does not say how long. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final CoinswitchAccount account;

    public CoinswitchOrderStream(CoinswitchAccount account) {
        this.account = account;
    }

    /** The API key in the subscription is all that it takes. */
    @Override
    public Optional<ListenKeys> listenKeys() {
        return Optional.empty();
    }

    @Override
    public String socketPath(@Nullable Key key) {
        return PATH;
    }

    /** Nothing is documented of it (13.12); these two ask for it everywhere. */
    @Override
    public @Nullable Duration stayAway(VenueRest.Reply handshake) {
        return switch (handshake.status()) {
            case 403, 429 -> handshake.pause(PAUSE);
            default -> null;
        };
    }

    /** The server speaks first. */
    @Override
    public Opening open(long timeMillis) {
        return new Opening(List.of(), false);
    }

    /** Only the server asks. */
    @Override
    public @Nullable String ping(long timeMillis) {
        return null;
    }

    @Override
    public Heartbeat heartbeat() {
        return DEFAULT_HEARTBEAT;
    }

    @Override
    public Frame decode(byte[] utf8, int from, int to, Instant at) {
        String message = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        SocketIoPacket packet = SocketIoPacket.read(message);
        if (packet instanceof SocketIoPacket.Ping ping) {
            return new Frame.Heartbeat(SocketIoPacket.pong(ping));
        }
        if (packet instanceof SocketIoPacket.Open open) {
            return new Frame.Step(SocketIoPacket.connect(NAMESPACE), heartbeat(open));
        }
        if (packet instanceof SocketIoPacket.Connected connected
                && connected.namespace().equals(NAMESPACE)) {
            return new Frame.Ready(subscription());
        }
        if (packet instanceof SocketIoPacket.Event event && event.namespace().equals(NAMESPACE)) {
            return updates(event, message, at);
        }
        return end(packet);
    }

    private static Frame end(SocketIoPacket packet) {
        if (packet instanceof SocketIoPacket.Close) {
            return new Frame.Goodbye("the server closed the connection");
        }
        if (packet instanceof SocketIoPacket.Disconnected gone
                && gone.namespace().equals(NAMESPACE)) {
            return new Frame.Goodbye("the server closed " + NAMESPACE);
        }
        if (packet instanceof SocketIoPacket.Refused no && no.namespace().equals(NAMESPACE)) {
            return new Frame.Refused(no.text(), false);
        }
        if (packet instanceof SocketIoPacket.Unreadable unreadable) {
            return new Frame.Unreadable(unreadable.why());
        }
        return packet instanceof SocketIoPacket.Pong
                ? new Frame.Heartbeat(null)
                : new Frame.Other(packet.getClass().getSimpleName());
    }

    /** Which rhythm the server names; {@code null} if it names none that makes sense. */
    private static @Nullable Heartbeat heartbeat(SocketIoPacket.Open open) {
        boolean sane = open.pingInterval() > 0
                && open.pingTimeout() > 0
                && open.pingInterval() < LONGEST_SILENCE.toMillis()
                && open.pingTimeout() < LONGEST_SILENCE.toMillis();
        return sane
                ? new Heartbeat(
                        Duration.ofMillis(open.pingInterval()),
                        Duration.ofMillis(open.pingInterval() + open.pingTimeout()))
                : null;
    }

    /** Sent again whenever the namespace connects: whether the venue remembers is not known (13.12). */
    private String subscription() {
        JsonNode argument =
                JsonNodeFactory.instance.objectNode().put("event", "subscribe").put("apikey", account.key());
        return SocketIoPacket.event(NAMESPACE, SUBSCRIBE, argument);
    }

    // ---- updates ----

    private static Frame updates(SocketIoPacket.Event event, String message, Instant at) {
        if (!UPDATES.contains(event.name())) {
            return new Frame.Other("an event");
        }
        List<Update> updates = new ArrayList<>();
        Evidence hint = new Evidence(PathKind.SOCKET, "order-hint", message, at);
        event.arguments().forEach(argument -> collect(argument, 0, hint, updates));
        return new Frame.Updates(List.copyOf(updates));
    }

    /** Takes what may be an order, in any of the places where one may stand. */
    private static void collect(JsonNode json, int depth, Evidence hint, List<Update> to) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (json.isTextual()) {
            JsonNode inside = VenueJson.read(json.asText());
            if (inside != null) {
                collect(inside, depth + 1, hint, to);
            }
        } else if (json.isArray()) {
            json.forEach(each -> collect(each, depth + 1, hint, to));
        } else if (json.has("data")) {
            collect(json.path("data"), depth + 1, hint, to);
        } else {
            update(json, hint, to);
        }
    }

    private static void update(JsonNode order, Evidence hint, List<Update> to) {
        String orderId = VenueJson.text(order, "order_id");
        String clientOrderId = VenueJson.text(order, "client_order_id");
        String status = VenueJson.text(order, "status").toUpperCase(Locale.ROOT);
        boolean named = !orderId.isEmpty() || !clientOrderId.isEmpty();
        if (named && !UNDER_WAY.contains(status)) {
            String symbol = VenueJson.text(order, "symbol");
            to.add(new Update(orderId, clientOrderId, symbol, new Verdict.Unclear(hint)));
        }
    }
}

package io.ordergateway.ws.wire.hashkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.VenueJson;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The private stream of HashKey (9). What it says of an order's end is proof. */
public final class HashkeyStream implements OrderStreamCodec {
    /** The venue pings every 30 s and recommends that we do every 10 s; of three unanswered one may be bad luck. */
    private static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(10), Duration.ofSeconds(35));

    /** How long to wait where the venue says nothing of it. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Set<String> ORDER_EVENTS = Set.of("executionReport", "contractExecutionReport");

    private final HashkeyListenKeys keys;

    /** The stream of this account. */
    public HashkeyStream(HashkeyAccount account) {
        this.keys = new HashkeyListenKeys(account);
    }

    @Override
    public Optional<ListenKeys> listenKeys() {
        return Optional.of(keys);
    }

    @Override
    public String socketPath(@Nullable Key key) {
        if (key == null) {
            throw new IllegalArgumentException("key is null; create one first");
        }
        return "/api/v1/ws/" + HashkeyAccount.escaped(key.text());
    }

    /** Too many requests, a ban, or who stands before the venue (8). */
    @Override
    public @Nullable Duration stayAway(VenueRest.Reply handshake) {
        return switch (handshake.status()) {
            case 403, 429 -> handshake.pause(PAUSE);
            case 418 -> handshake.pause(VenueRest.Reply.LONGEST_PAUSE);
            default -> null;
        };
    }

    /** Nothing is to be subscribed: events flow. */
    @Override
    public Opening open(long timeMillis) {
        return new Opening(List.of(), true);
    }

    @Override
    public String ping(long timeMillis) {
        return "{\"ping\":" + timeMillis + "}";
    }

    @Override
    public Heartbeat heartbeat() {
        return HEARTBEAT;
    }

    /** Heartbeats are objects, events come in arrays, or, in some documents, alone (13.9). */
    @Override
    public Frame decode(byte[] utf8, int from, int to, Instant at) {
        JsonNode json = VenueJson.read(utf8, from, to);
        if (json == null) {
            return new Frame.Unreadable("not JSON");
        }
        if (json.isArray()) {
            return events(json, at);
        }
        if (!json.isObject()) {
            return new Frame.Unreadable("JSON, but neither an object nor an array");
        }
        if (json.has("ping")) {
            return pong(json.get("ping"));
        }
        if (json.has("pong")) {
            return new Frame.Heartbeat(null);
        }
        if (isOrderEvent(json)) {
            return events(List.of(json), at);
        }
        return new Frame.Other(VenueJson.text(json, "e", "event", "code"));
    }

    /** The value goes back as it came; that it is a number is all that is sure of it. */
    private static Frame pong(JsonNode ping) {
        return ping.isIntegralNumber()
                ? new Frame.Heartbeat("{\"pong\":" + ping.asText() + "}")
                : new Frame.Unreadable("a ping that is no number");
    }

    private static Frame events(Iterable<JsonNode> events, Instant at) {
        List<Update> updates = new ArrayList<>();
        for (JsonNode event : events) {
            if (isOrderEvent(event)) {
                updates.add(update(event, at));
            }
        }
        return new Frame.Updates(List.copyOf(updates));
    }

    /** Some samples have an empty name where an order's status and id show what it is. */
    private static boolean isOrderEvent(JsonNode event) {
        String name = VenueJson.text(event, "e");
        boolean ofOrder = name.isEmpty() ? event.has("X") : ORDER_EVENTS.contains(name);
        return ofOrder && !VenueJson.text(event, "i").isEmpty();
    }

    /** The quantity filled is {@code z}, on the second futures API {@code ebq}. */
    private static Update update(JsonNode event, Instant at) {
        Evidence evidence = new Evidence(PathKind.SOCKET, "order-push", event.toString(), at);
        Verdict verdict =
                HashkeyEvidence.of(VenueJson.text(event, "X"), VenueJson.quantity(event, "z", "ebq"), evidence);
        return new Update(VenueJson.text(event, "i"), VenueJson.text(event, "c"), VenueJson.text(event, "s"), verdict);
    }
}

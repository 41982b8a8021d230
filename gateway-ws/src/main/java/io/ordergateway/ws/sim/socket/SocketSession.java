package io.ordergateway.ws.sim.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Pushes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one client's session knows and says: login, subscriptions and requests (sections 3.1, 3.4 and 3.6). */
final class SocketSession {
    private static final String FUTURES_CHANNEL = "futures-order";
    private static final String CHANNEL = "order:";
    private static final Logger log = LoggerFactory.getLogger(SocketSession.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final SimFloor floor;
    private final SimAuth auth;
    private final SocketOrders orders;
    private final Stream stream;
    private final Set<Category> subscribed = EnumSet.noneOf(Category.class);
    private boolean loggedIn;
    private boolean everLoggedIn;
    private boolean ready;

    SocketSession(SimFloor floor, SimAuth auth, SocketOrders orders, Stream stream, boolean loggedIn) {
        this.floor = floor;
        this.auth = auth;
        this.orders = orders;
        this.stream = stream;
        this.loggedIn = loggedIn;
        this.everLoggedIn = loggedIn;
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    boolean isSubscribed(Category category) {
        return subscribed.contains(category);
    }

    /** How this session is told of a category's orders. */
    Pushes.Style style(Category category) {
        if (category == Category.FUTURES) {
            return stream.v1() && floor.habits().servesFuturesV1() ? Pushes.Style.V1 : Pushes.Style.PLAIN;
        }
        return ready ? Pushes.Style.READY : Pushes.Style.PLAIN;
    }

    void end() {
        subscribed.clear();
    }

    void message(SocketFace face, String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            face.heard();
            face.sendError(null, "Invalid JSON");
            return;
        }
        String op = OrderArgs.text(message, "op");
        switch (floor.meter().take(RateLimits.Kind.of(op, OrderArgs.text(message, "action")))) {
            case IGNORE -> log.debug("too many messages: {} is ignored", op);
            case BAN -> {
                log.info("far too many messages: the session is killed and its address banned");
                face.cut();
            }
            case SERVE -> {
                face.heard();
                serve(face, op, message);
            }
        }
    }

    private void serve(SocketFace face, String op, JsonNode message) {
        JsonNode id = message.hasNonNull("id") ? message.get("id") : null;
        switch (op) {
            case "auth" -> logIn(face, id, message);
            case "ping" -> face.answerPing();
            case "pong" -> log.trace("pong");
            case "sub", "unsub" -> {
                if (isAllowed(face, id)) {
                    subscribe(face, op, id, OrderArgs.text(message, "ch"));
                }
            }
            case "req" -> {
                if (isAllowed(face, id)) {
                    orders.handle(face, stream, id, message);
                }
            }
            default -> face.sendError(id, "Invalid op: " + op);
        }
    }

    /** Section 3.1; a login that fails leaves an earlier one standing. */
    private void logIn(SocketFace face, @Nullable JsonNode id, JsonNode message) {
        SimAuth.Verdict verdict = stream.open()
                ? SimAuth.Verdict.MISMATCH
                : auth.checkStream(
                        stream.v1(),
                        OrderArgs.text(message, "key"),
                        OrderArgs.text(message, "t"),
                        OrderArgs.text(message, "sig"));
        ObjectNode reply = Frames.withId(Frames.object().put("m", "auth"), id);
        switch (verdict) {
            case GOOD -> {
                loggedIn(OrderArgs.text(message, "ack"));
                reply.put("code", 0);
                face.send(ready ? reply.put("ack", "ready") : reply);
            }
            case MISMATCH -> face.send(reply.put("code", 200006).put("err", "Unable to find User Account Data"));
            case STALE -> face.send(reply.put("code", 100011).put("err", "INVALID_TIMESTAMP"));
        }
    }

    /** Section 3.6: the mode cannot be changed during the session. */
    private void loggedIn(String ack) {
        if (!everLoggedIn) {
            ready = ack.equalsIgnoreCase("ready");
        }
        everLoggedIn = true;
        loggedIn = true;
        floor.tally().logins.increment();
    }

    /** Section 2.6. */
    private boolean isAllowed(SocketFace face, @Nullable JsonNode id) {
        if (!loggedIn) {
            face.send(Frames.error(id, 100009, "AUTHORIZATION_NEEDED", "Authorization needed"));
        }
        return loggedIn;
    }

    /** Section 3.4: the acknowledgement of a subscription names the account's id, whatever it was asked by. */
    private void subscribe(SocketFace face, String op, @Nullable JsonNode id, String wanted) {
        Optional<Category> category = wanted.equals(FUTURES_CHANNEL)
                ? Optional.of(Category.FUTURES)
                : Optional.of(wanted)
                        .filter(channel -> channel.startsWith(CHANNEL))
                        .flatMap(channel -> Category.named(channel.substring(CHANNEL.length())));
        if (category.isEmpty()) {
            face.sendError(id, "Invalid channel: " + wanted);
            return;
        }
        boolean begins = op.equals("sub");
        if (begins) {
            subscribed.add(category.get());
        } else {
            subscribed.remove(category.get());
        }
        boolean renamed = begins && !wanted.equals(FUTURES_CHANNEL);
        face.send(Frames.withId(Frames.object().put("m", op), id)
                .put("ch", renamed ? CHANNEL + category.get().accountId() : wanted)
                .put("code", 0));
    }
}

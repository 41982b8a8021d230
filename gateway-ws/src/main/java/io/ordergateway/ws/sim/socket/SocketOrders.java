package io.ordergateway.ws.sim.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.fault.SimFaults;
import io.ordergateway.ws.sim.shape.FuturesShapes;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Refusal;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The order actions of the futures stream (section 4), and the faults in answering a cancel. */
public final class SocketOrders {
    private static final int HUGE_FRAME = 2 * 1024 * 1024;
    private static final int SHORT_PAYLOAD = 126;
    private static final JsonNode FOREIGN_ID = TextNode.valueOf("nobodyAskedThis");
    private static final String FOREIGN_ORDER = "s18bcfe56800U0000000000nobodyask";

    private final SimBook book;
    private final SimFaults faults;
    private final SocketHub hub;
    private final SimCounts.Tally tally;
    private final Clock clock;

    public SocketOrders(SimBook book, SimFaults faults, SocketHub hub, SimCounts.Tally tally, Clock clock) {
        this.book = book;
        this.faults = faults;
        this.hub = hub;
        this.tally = tally;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** An {@code op:req} of a client that is logged in. */
    public void handle(SocketFace socket, @Nullable JsonNode id, JsonNode request) {
        String sentAction = OrderArgs.text(request, "action");
        String action = sentAction.toLowerCase(Locale.ROOT);
        if (action.equals("cancel-order")) {
            tally.socketCancels.increment();
        }
        String category = OrderArgs.text(request, request.hasNonNull("ac") ? "ac" : "account");
        if (!category.isEmpty() && !category.equalsIgnoreCase("futures")) {
            socket.sendError(id, "Invalid account category: " + category);
            return;
        }
        JsonNode args = request.path("args");
        if (!args.isObject() && !action.equals("cancel-all")) {
            socket.sendError(id, "Missing required parameter: args");
            return;
        }
        try {
            switch (action) {
                case "place-order" -> place(socket, id, args);
                case "cancel-order" -> cancel(socket, id, args);
                case "cancel-all" -> cancelAll(socket, id, args);
                case "futures-open-orders" -> openOrders(socket, id, args);
                default -> socket.sendError(id, "Invalid request action: " + sentAction);
            }
        } catch (Refusal refusal) {
            socket.send(FuturesShapes.socketError(action, id, OrderArgs.text(args, "symbol"), refusal));
        }
    }

    private void place(SocketFace socket, @Nullable JsonNode id, JsonNode args) {
        OrderArgs.Place place = new OrderArgs(args, clock.millis()).place('s', book);
        SimOrder order = OrderArgs.rest(place, book);
        socket.send(
                FuturesShapes.socketAck("place-order", id, FuturesShapes.orderInfo(order.orderId(), order.symbol())));
    }

    /** Section 4.5: the reply names no symbol even if the request did. */
    private void cancelAll(SocketFace socket, @Nullable JsonNode id, JsonNode args) {
        book.cancelAll(OrderArgs.text(args, "symbol"));
        socket.send(
                FuturesShapes.socketAck("cancel-all", id, FuturesShapes.object().put("symbol", "")));
    }

    /** Section 4.6. */
    private void openOrders(SocketFace socket, @Nullable JsonNode id, JsonNode args) {
        tally.openQueries.increment();
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        book.open(OrderArgs.text(args, "symbol")).forEach(order -> data.add(FuturesShapes.order(order)));
        ObjectNode reply =
                FuturesShapes.object().put("m", "futures-open-orders").put("code", 0);
        socket.send(FuturesShapes.withId(reply, id).put("ac", "FUTURES").set("data", data));
    }

    private void cancel(SocketFace socket, @Nullable JsonNode id, JsonNode args) {
        OrderArgs.Cancel cancel = new OrderArgs(args, clock.millis()).cancel();
        SimFault fault = faults.draw().onSocket();
        ObjectNode ack = ack(id, cancel);
        switch (fault) {
            case SILENT -> {}
            case MUTE -> book.cancelQuietly(cancel.orderId(), cancel.symbol());
            case CUT_BEFORE -> socket.cut();
            case CUT_AFTER -> {
                book.cancelQuietly(cancel.orderId(), cancel.symbol());
                socket.cut();
            }
            case HALF_FRAME -> {
                book.cancelQuietly(cancel.orderId(), cancel.symbol());
                byte[] frame = textFrame(ack.toString());
                socket.sendRaw(Arrays.copyOf(frame, frame.length / 2));
                socket.end();
            }
            case NO_PUSH -> {
                book.cancelQuietly(cancel.orderId(), cancel.symbol());
                socket.send(ack);
            }
            case LATE -> {
                Runnable push = executeQuietly(cancel);
                socket.later(faults.lateness(), () -> {
                    socket.send(ack);
                    push.run();
                });
            }
            case LIE -> {
                socket.send(ack);
                if (!book.fill(cancel.orderId())) {
                    tellNotOpen(cancel);
                }
            }
            case ERR -> throw Refusal.badId(id == null ? cancel.id() : id.asText());
            case ERR_SAYS_ACK -> socket.send(FuturesShapes.errorThatSaysAck(id, cancel));
            default -> executeAndReply(socket, id, cancel, fault);
        }
    }

    /** The cancel is done and told of; the fault is only in what the reply looks like or comes with. */
    private void executeAndReply(SocketFace socket, @Nullable JsonNode id, OrderArgs.Cancel cancel, SimFault fault) {
        Optional<SimBook.Canceled> done = book.cancel(cancel.orderId(), cancel.symbol());
        if (done.isEmpty()) {
            tellNotOpen(cancel);
        }
        ObjectNode ack = ack(id, cancel);
        switch (fault) {
            case DUPLICATE -> socket.send(ack);
            case FOREIGN_ID ->
                socket.send(FuturesShapes.socketAck(
                        "cancel-order", FOREIGN_ID, FuturesShapes.orderInfo(FOREIGN_ORDER, cancel.symbol())));
            case GARBAGE -> socket.send("{\"m\":\"order\",\"action\":\"cancel-");
            case BINARY -> socket.sendBinary(ack.toString().getBytes(UTF_8));
            case HUGE ->
                socket.send(FuturesShapes.object()
                        .put("m", "notice")
                        .put("text", "x".repeat(HUGE_FRAME))
                        .toString());
            case FLAT_ACK ->
                ack = done.map(canceled -> FuturesShapes.order(canceled.before()))
                        .orElse(ack);
            case V1_ACK -> ack = FuturesShapes.v1Ack(id, cancel, clock.instant());
            default -> {}
        }
        socket.send(ack);
    }

    /** Does it now; what it returns tells of it. */
    private Runnable executeQuietly(OrderArgs.Cancel cancel) {
        return book.cancelQuietly(cancel.orderId(), cancel.symbol())
                .<Runnable>map(done -> () -> hub.publish(() -> FuturesShapes.push(done.after())))
                .orElse(() -> tellNotOpen(cancel));
    }

    /** Section 11, row 39: the door acknowledges, the matching engine then finds nothing to cancel. */
    private void tellNotOpen(OrderArgs.Cancel cancel) {
        long sn = book.drawSn();
        hub.publish(() -> FuturesShapes.cancelReject(cancel, sn, clock.instant()));
    }

    private static ObjectNode ack(@Nullable JsonNode id, OrderArgs.Cancel cancel) {
        return FuturesShapes.socketAck("cancel-order", id, FuturesShapes.orderInfo(cancel.orderId(), cancel.symbol()));
    }

    /** An unmasked, final text frame (RFC 6455, section 5.2), by hand: the codec sends whole frames only. */
    private static byte[] textFrame(String text) {
        byte[] payload = text.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (payload.length < SHORT_PAYLOAD) {
            frame.write(payload.length);
        } else {
            frame.write(SHORT_PAYLOAD);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}

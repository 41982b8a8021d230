package io.ordergateway.ws.sim.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Orders;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.shape.SocketDialect;
import io.ordergateway.ws.sim.shape.V1Frames;
import io.ordergateway.ws.sim.shape.V2Frames;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** Cancels of one order on a socket (sections 4.2 and 4.3), and the faults in answering them. */
final class SocketCancels {
    private static final int HUGE_FRAME = 2 * 1024 * 1024;
    private static final int SHORT_PAYLOAD = 126;
    private static final JsonNode FOREIGN_ID = TextNode.valueOf("nobodyAskedThis");
    private static final String FOREIGN_ORDER = "s18bcfe56800U0000000000nobodyask";

    private final SimFloor floor;

    SocketCancels(SimFloor floor) {
        this.floor = floor;
    }

    /** A request to cancel, on its way through here. */
    private record Wish(
            SocketFace socket,
            SimBook book,
            SocketDialect dialect,
            SocketDialect.Request request,
            OrderArgs.Cancel cancel,
            SimFault fault) {}

    void cancel(SocketFace socket, SimBook book, SocketDialect dialect, SocketDialect.Request request) {
        OrderArgs.Cancel cancel = new OrderArgs(request.args(), floor.clock().millis())
                .cancel('s', book, floor.habits().resolvesClientIds());
        floor.arrived(cancel.orderId(), cancel.time());
        SimFault fault = floor.faults().draw().onSocket();
        floor.before(fault, book, cancel.orderId());
        Wish wish = new Wish(socket, book, dialect, request, cancel, fault);
        switch (fault) {
            case SILENT -> {}
            case CUT_BEFORE -> socket.cut();
            case DISCONNECTED -> socket.disconnect("Session is disconnected");
            case ERR,
                    V1_ERR,
                    V2_ERR,
                    ERR_WITHOUT_ID,
                    ERR_SAYS_ACK,
                    ERR_SAYS_ACK_WITHOUT_M,
                    ERROR_FRAME,
                    ERROR_FRAME_WITHOUT_ID -> refuse(wish);
            case LIE -> {
                socket.send(ack(wish));
                if (!book.fill(cancel.orderId())) {
                    tellNotOpen(wish);
                }
            }
            case MUTE, CUT_AFTER, HALF_FRAME, NO_PUSH, LATE, PUSH_LATE -> executeQuietly(wish);
            default -> executeAndTell(wish);
        }
    }

    private void refuse(Wish wish) {
        SocketDialect.Request request = wish.request;
        Refusal refusal = Refusal.badId(request.anyId());
        V1Frames v1 = new V1Frames(wish.book.category());
        V2Frames v2 = new V2Frames(wish.book.category());
        switch (wish.fault) {
            case V1_ERR -> wish.socket.send(v1.refused(request, refusal));
            case V2_ERR -> wish.socket.send(v2.refused(request, refusal));
            case ERR_WITHOUT_ID -> wish.socket.send(v2.refusedWithoutId(request, refusal));
            case ERR_SAYS_ACK -> wish.socket.send(v1.refusedAsAck(request, refusal));
            case ERR_SAYS_ACK_WITHOUT_M -> {
                ObjectNode draft = v1.refusedAsAck(request, refusal);
                draft.remove("m");
                wish.socket.send(draft);
            }
            case ERROR_FRAME -> wish.socket.sendError(request.id(), "Invalid request");
            case ERROR_FRAME_WITHOUT_ID -> wish.socket.sendError(null, "Invalid request");
            default -> throw refusal;
        }
    }

    /** The cancel is done; the fault is in who is told of it, and when. */
    private void executeQuietly(Wish wish) {
        SocketFace socket = wish.socket;
        Optional<SimBook.Canceled> done = wish.book.cancelQuietly(wish.cancel.orderId(), wish.cancel.symbol());
        Runnable push = () -> done.ifPresentOrElse(gone -> wish.book.tell(gone.after()), () -> tellNotOpen(wish));
        switch (wish.fault) {
            case CUT_AFTER -> socket.cut();
            case HALF_FRAME -> {
                byte[] frame = textFrame(ack(wish).toString());
                socket.sendRaw(Arrays.copyOf(frame, frame.length / 2));
                socket.end();
            }
            case NO_PUSH -> socket.send(ack(wish));
            case LATE ->
                socket.later(floor.faults().lateness(), () -> {
                    socket.send(ack(wish));
                    push.run();
                });
            case PUSH_LATE -> {
                socket.send(ack(wish));
                socket.later(floor.faults().lateness(), push);
            }
            default -> {} // muted
        }
    }

    /** The cancel is done and told of; the fault is only in what the reply looks like or comes with. */
    private void executeAndTell(Wish wish) {
        SocketFace socket = wish.socket;
        Optional<SimBook.Canceled> done = wish.book.cancel(wish.cancel.orderId(), wish.cancel.symbol());
        if (wish.fault == SimFault.DUPLICATE_300019) {
            throw Refusal.duplicateCancel();
        }
        if (done.isEmpty()) {
            sayGone(wish);
        }
        ObjectNode ack = reply(wish, done);
        switch (wish.fault) {
            case PUSH_FIRST -> socket.afterwards(() -> socket.send(ack));
            case REPLY_LATE -> socket.later(floor.faults().lateness(), () -> socket.send(ack));
            case DUPLICATE -> {
                socket.send(ack);
                socket.send(ack);
            }
            case ERROR_AFTER_ACK -> {
                socket.send(ack);
                socket.send(Frames.error(wish.request.id(), 100009, "AUTHORIZATION_NEEDED", "Authorization needed"));
            }
            case FOREIGN_ID -> {
                socket.send(
                        new V2Frames(wish.book.category()).canceled(FOREIGN_ID, FOREIGN_ORDER, wish.cancel.symbol()));
                socket.send(ack);
            }
            case GARBAGE -> {
                socket.send("{\"m\":\"order\",\"action\":\"cancel-");
                socket.send(ack);
            }
            case BINARY -> {
                socket.sendBinary(ack.toString().getBytes(UTF_8));
                socket.send(ack);
            }
            case HUGE -> {
                socket.send(Frames.object().put("m", "notice").put("text", "x".repeat(HUGE_FRAME)));
                socket.send(ack);
            }
            default -> socket.send(ack);
        }
    }

    private ObjectNode reply(Wish wish, Optional<SimBook.Canceled> done) {
        return switch (wish.fault) {
            case FLAT_ACK -> done.map(canceled -> Orders.v2(canceled.before())).orElseGet(() -> ack(wish));
            case V1_ACK ->
                new V1Frames(wish.book.category())
                        .canceled(wish.request, wish.cancel, floor.clock().instant());
            case V2_ACK ->
                new V2Frames(wish.book.category())
                        .canceled(wish.request, wish.cancel, floor.clock().instant());
            case ACK_WITHOUT_ID ->
                new V2Frames(wish.book.category()).canceled(null, wish.cancel.orderId(), wish.cancel.symbol());
            default -> ack(wish);
        };
    }

    /** Section 11, row 39: the door acknowledges and the matching engine then finds nothing, or the door knows. */
    private void sayGone(Wish wish) {
        switch (wish.fault) {
            case GONE_300006 -> throw Refusal.gone();
            case GONE_300019 -> throw Refusal.notOpen();
            case GONE_60060 -> throw Refusal.goneBeforePro();
            default -> tellNotOpen(wish);
        }
    }

    private void tellNotOpen(Wish wish) {
        boolean byRequestId = wish.fault == SimFault.GONE_PUSH_BY_REQUEST;
        wish.book.refuseCancel(wish.cancel.requestId(), wish.cancel.orderId(), wish.cancel.symbol(), byRequestId);
    }

    private ObjectNode ack(Wish wish) {
        return wish.dialect.canceled(wish.request, wish.cancel, floor.clock().instant());
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

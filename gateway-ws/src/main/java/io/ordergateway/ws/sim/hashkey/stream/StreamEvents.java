package io.ordergateway.ws.sim.hashkey.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.shape.Fills;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import io.ordergateway.ws.sim.hashkey.shape.Shapes;
import java.util.List;

/** The frames that tell of a change: one event each, since public clients read no more (section 12). */
final class StreamEvents {
    private final HashKeyFloor floor;
    private final Shapes shapes;

    StreamEvents(HashKeyFloor floor) {
        this.floor = floor;
        this.shapes = Shapes.of(floor);
    }

    /** What an order's change is told with; a fill has a second frame. */
    List<String> frames(HashKeyOrder order) {
        String change = frame(event(order));
        return order.lastFill().signum() > 0 ? List.of(change, frame(Fills.event(order))) : List.of(change);
    }

    /** The same, as if its cancel were still on its way. */
    String pendingFrame(HashKeyOrder order) {
        return frame(event(order).put("X", "PENDING_CANCEL").put("x", ""));
    }

    private ObjectNode event(HashKeyOrder order) {
        return shapes.of(order.wanted().product()).event(order);
    }

    private String frame(ObjectNode event) {
        if (floor.has(HashKeyHabit.SINGLE_EVENTS)) {
            return event.toString();
        }
        if (floor.has(HashKeyHabit.EMPTY_EVENT_FIRST) && event.has("X")) {
            ObjectNode asItWas = event.deepCopy().put("e", "").put("X", "NEW").put("x", "");
            return Json.array(List.of(asItWas, event), element -> element).toString();
        }
        return Json.array(List.of(event), element -> element).toString();
    }
}

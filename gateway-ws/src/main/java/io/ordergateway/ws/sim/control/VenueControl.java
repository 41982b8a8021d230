package io.ordergateway.ws.sim.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.control.ControlledVenue.Filling;
import java.time.Duration;

/** What the control of every venue can do. */
final class VenueControl {
    private final ControlledVenue venue;

    VenueControl(ControlledVenue venue) {
        this.venue = venue;
    }

    void addTo(Controls controls) {
        controls.add("POST fill", this::fill);
        controls.add("POST cut", this::cut);
        controls.add("POST sockets", this::sockets);
        controls.add("POST rest", this::rest);
        controls.add("POST clock", this::clock);
    }

    private ObjectNode fill(ControlCall call) {
        ControlArgs args = call.args("qty");
        Filling order = venue.filling(call.target()).orElseThrow(call::unknownOrder);
        try {
            return Controls.done(
                    order.fill(args.has("qty") ? args.amount("qty", "").toPlainString() : null));
        } catch (IllegalArgumentException e) {
            throw args.bad("qty", "write no more than what is left of the order");
        }
    }

    private ObjectNode cut(ControlCall call) {
        call.args();
        venue.cutSockets();
        return Controls.done();
    }

    private ObjectNode sockets(ControlCall call) {
        ControlArgs args = call.args("accept", "status", "retryAfter");
        int status = (int) args.number("status", 503, 400, 599);
        Duration retryAfter = args.notNegative("retryAfter", Duration.ZERO);
        if (args.flag("accept", true)) {
            venue.acceptSockets(true);
        } else if (args.has("retryAfter")) {
            venue.refuseSockets(status, retryAfter);
        } else {
            venue.refuseSockets(status);
        }
        return Controls.done();
    }

    private ObjectNode rest(ControlCall call) {
        venue.acceptRest(call.args("accept").flag("accept", true));
        return Controls.done();
    }

    private ObjectNode clock(ControlCall call) {
        ControlArgs args = call.args("skew");
        if (!args.has("skew")) {
            throw args.bad("skew", "write how far ahead the venue's clock is to be, such as 90s or -90s");
        }
        venue.skew(args.duration("skew", Duration.ZERO));
        return Controls.done();
    }
}

package io.ordergateway.ws.demo;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Where the commands play: the venues there are to simulate, and who opens a gateway to one.
 *
 * @param venues by their names, in the order in which they are offered; each is started on a port, or on a free one if that
 *     is 0
 * @param opener opens gateways
 */
public record Stage(Map<String, IntFunction<SimulatedVenue>> venues, Opener opener) {
    /** Opens a gateway with one account, to a simulated venue that enforces no limits: the gateway keeps to none. */
    public interface Opener {
        OrderGateway open(String account, String venue, SimulatedVenue simulated, Pace pace);
    }

    /**
     * How patient a gateway is that is played with.
     *
     * @param reconnectIn how long it waits at first until it opens a lost socket again
     * @param reconnectAtMost how long at most
     * @param replyTimeout how long a reply on a socket is awaited
     * @param requestWindow for how long the venue may carry a request out after it was sent
     */
    public record Pace(Duration reconnectIn, Duration reconnectAtMost, Duration replyTimeout, Duration requestWindow) {}

    /** What is wrong with a venue's name as an option, and what to write instead; empty if nothing is. */
    String faultIn(String venue) {
        List<String> names = List.copyOf(venues.keySet());
        return names.contains(venue) ? "" : "--venue is \"" + venue + "\"; write " + String.join(" or ", names);
    }

    /**
     * Starts a venue.
     *
     * @param port 0 takes a free one
     */
    SimulatedVenue start(String venue, int port) {
        IntFunction<SimulatedVenue> start = venues.get(venue);
        if (start == null) {
            throw new IllegalArgumentException(faultIn(venue));
        }
        return start.apply(port);
    }
}

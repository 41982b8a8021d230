package io.ordergateway.ws.demo;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where the commands play: the venues there are to simulate, and who opens a gateway to one.
 *
 * @param venues by their names, in the order in which they are offered, at least one; each is started on a port, or on a free one if that
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

    /**
     * The venue that an option names, the first of all if it names none.
     *
     * @throws ParameterException if there is none of that name; the message says what to write
     */
    String chosen(@Nullable String option, CommandLine line) {
        if (option == null) {
            return venues.keySet().iterator().next();
        }
        if (!venues.containsKey(option)) {
            String names = String.join(" or ", venues.keySet());
            throw new ParameterException(line, "--venue is \"" + option + "\"; write " + names);
        }
        return option;
    }

    /**
     * Starts a venue.
     *
     * @param port 0 takes a free one
     */
    SimulatedVenue start(String venue, int port) {
        return Objects.requireNonNull(venues.get(venue), venue).apply(port);
    }
}

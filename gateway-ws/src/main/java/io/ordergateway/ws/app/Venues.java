package io.ordergateway.ws.app;

import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.sim.AscendexStage;
import io.ordergateway.ws.sim.coinswitch.CoinswitchStage;
import io.ordergateway.ws.sim.hashkey.HashKeyStage;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import io.ordergateway.ws.wire.ascendex.AscendexKit;
import io.ordergateway.ws.wire.coinswitch.CoinswitchKit;
import io.ordergateway.ws.wire.hashkey.HashkeyKit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The venues there are, and their simulated counterparts: one line each. */
final class Venues {
    private static final List<Wired> WIRED = List.of(
            new Wired(new AscendexKit(), AscendexStage::start),
            new Wired(new HashkeyKit(), HashKeyStage::start),
            new Wired(new CoinswitchKit(), CoinswitchStage::start));

    private Venues() {}

    /**
     * A venue.
     *
     * @param simulated starts one on a port, or on a free one if that is 0
     */
    private record Wired(VenueKit kit, IntFunction<SimulatedVenue> simulated) {}

    /** What the venues bring, in the order in which they are offered. */
    static List<VenueKit> kits() {
        return WIRED.stream().map(Wired::kit).toList();
    }

    /** Their names, as they stand in configurations. */
    static List<String> names() {
        return kits().stream().map(kit -> kit.venue().name()).toList();
    }

    /** What starts the simulated ones, by the venues' names. */
    static Map<String, IntFunction<SimulatedVenue>> simulated() {
        Map<String, IntFunction<SimulatedVenue>> all = new LinkedHashMap<>();
        WIRED.forEach(wired -> all.put(wired.kit.venue().name(), wired.simulated));
        return all;
    }

    /**
     * What a venue brings.
     *
     * @throws ConfigException if there is no such venue
     */
    static VenueKit kit(Venue venue) {
        return kits().stream()
                .filter(kit -> kit.venue().equals(venue))
                .findFirst()
                .orElseThrow(
                        () -> new ConfigException("venue is \"" + venue + "\"; write " + String.join(" or ", names())));
    }
}

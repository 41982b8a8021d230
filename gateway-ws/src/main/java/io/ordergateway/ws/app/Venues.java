package io.ordergateway.ws.app;

import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.wire.ascendex.AscendexKit;
import java.util.List;

/** The venues there are: one line each. */
final class Venues {
    private static final List<VenueKit> KITS = List.of(new AscendexKit());

    private Venues() {}

    /** What the venues bring, in the order in which they are offered. */
    static List<VenueKit> kits() {
        return KITS;
    }

    /** Their names, as they stand in configurations. */
    static List<String> names() {
        return kits().stream().map(kit -> kit.venue().name()).toList();
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

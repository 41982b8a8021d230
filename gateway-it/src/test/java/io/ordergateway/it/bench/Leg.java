package io.ordergateway.it.bench;

import java.util.List;

/**
 * One way to place and connect the clients, and what is measured that way.
 *
 * @param name as it stands in the report
 */
record Leg(String name, boolean tls, boolean pinned, List<String> modes) {
    static final String PINNED = "pinned";
    static final String FREE = "free";
    static final String TLS = "TLS";

    static final List<Leg> ALL = List.of(
            new Leg(PINNED, false, true, Settings.MODES),
            new Leg(
                    FREE,
                    false,
                    false,
                    List.of("burst100", "burst1000", Settings.PACED_ONE, Settings.PACED_BURST, "open5k", "open20k")),
            new Leg(TLS, true, true, List.of("pingpong", "burst100", "burst1000")));

    static List<Leg> wanted(Settings settings) {
        return ALL.stream()
                .filter(leg -> settings.tls() || !leg.tls)
                .filter(leg -> settings.free() || leg.pinned)
                .filter(leg -> !settings.clients().isEmpty())
                .map(leg -> leg.only(settings.modes()))
                .filter(leg -> !leg.modes.isEmpty())
                .toList();
    }

    /** A mode that stands in no leg by itself is run in the first. */
    private Leg only(List<String> wanted) {
        List<String> chosen = wanted.stream()
                .filter(mode -> modes.contains(mode) || (name.equals(PINNED) && !Settings.MODES.contains(mode)))
                .toList();
        return new Leg(name, tls, pinned, chosen);
    }
}

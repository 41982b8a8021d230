package io.ordergateway.it.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be run, from {@code -Dbench.…}.
 *
 * @param rounds after one that is thrown away
 * @param windowMillis how long a client has its turn in one mode
 * @param whole whether nothing was left out by name, so that the parts beside the rounds run as well
 */
record Settings(
        int rounds,
        int windowMillis,
        List<String> clients,
        List<String> modes,
        boolean tls,
        boolean free,
        boolean whole) {
    static final List<String> MODES = List.of(
            "pingpong", "chain", "burst10", "burst100", "burst1000", "burst100x2", "burst1000x2", "open5k", "open20k");

    static Settings read() {
        boolean whole = System.getProperty("bench.clients", "").isEmpty()
                && System.getProperty("bench.modes", "").isEmpty();
        return new Settings(
                Integer.parseInt(text("bench.rounds", "5")),
                Integer.parseInt(text("bench.window", "300")),
                list("bench.clients", Clients.ALL),
                list("bench.modes", MODES),
                Boolean.parseBoolean(text("bench.tls", "true")),
                Boolean.parseBoolean(text("bench.free", "true")),
                whole);
    }

    /** Where everything goes. */
    static Path folder() {
        return Path.of(text("bench.folder", "target/bench"));
    }

    /** Maven hands over an empty text for what was not set. */
    private static String text(String name, String otherwise) {
        String set = System.getProperty(name, "");
        return set.isEmpty() ? otherwise : set;
    }

    private static List<String> list(String name, List<String> otherwise) {
        String set = text(name, "");
        return set.isEmpty() ? otherwise : List.of(set.split(",", -1));
    }
}

package io.ordergateway.it.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be run, from {@code -Dbench.…}.
 *
 * @param rounds after one that is thrown away
 * @param windowMillis how long a client has its turn in one mode
 * @param parts what runs beside the rounds; everything, if no clients and modes are chosen
 */
record Settings(
        int rounds,
        int windowMillis,
        List<String> clients,
        List<String> modes,
        boolean tls,
        boolean free,
        List<String> parts) {
    /** One cancel, and a burst, now and then: the pace is slow enough for every client, its log included. */
    static final String PACED_ONE = "burst1every2ms";

    static final String PACED_BURST = "burst100every20ms";

    static final List<String> MODES = List.of(
            "pingpong",
            "chain",
            "burst10",
            "burst100",
            "burst1000",
            "burst100x2",
            "burst1000x2",
            PACED_ONE,
            PACED_BURST,
            "open5k",
            "open20k");

    static final String IN_FLIGHT = "inflight";
    static final String OPERATIONS = "jmh";
    static final String RESTING = "resting";
    static final List<String> PARTS = List.of(IN_FLIGHT, RESTING, OPERATIONS);
    private static final String NONE = "none";

    static Settings read() {
        boolean whole = System.getProperty("bench.clients", "").isEmpty()
                && System.getProperty("bench.modes", "").isEmpty();
        return new Settings(
                number("bench.rounds", 5),
                number("bench.window", 300),
                known("bench.clients", list("bench.clients", Clients.ALL), Clients.ALL),
                modes(list("bench.modes", MODES)),
                Boolean.parseBoolean(text("bench.tls", "true")),
                Boolean.parseBoolean(text("bench.free", "true")),
                known("bench.parts", list("bench.parts", whole ? PARTS : List.of()), PARTS));
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

    private static int number(String name, int otherwise) {
        String set = text(name, Integer.toString(otherwise));
        if (!set.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(name + " is \"" + set + "\"; write a number from 1 to 999999");
        }
        return Integer.parseInt(set);
    }

    private static List<String> known(String name, List<String> chosen, List<String> all) {
        for (String one : chosen) {
            if (!all.contains(one)) {
                throw new IllegalArgumentException(
                        name + " has \"" + one + "\"; write some of " + String.join(",", all) + ", or none");
            }
        }
        return chosen;
    }

    /** Each says what is wrong with itself. */
    private static List<String> modes(List<String> chosen) {
        chosen.forEach(Mode::of);
        return chosen;
    }

    private static List<String> list(String name, List<String> otherwise) {
        String set = text(name, "");
        if (set.equals(NONE)) {
            return List.of();
        }
        return set.isEmpty() ? otherwise : List.of(set.split(",", -1));
    }
}

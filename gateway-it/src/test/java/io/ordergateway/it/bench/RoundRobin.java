package io.ordergateway.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Lets clients take turns, so that whatever else the machine does meets all of them: in every mode one after the other, then the next
 * mode, and all of that round after round.
 */
final class RoundRobin implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Placement placement;
    private final Child venue;
    private final Map<String, Child> clients = new LinkedHashMap<>();

    private RoundRobin(Settings settings, Placement placement, Child venue) {
        this.settings = settings;
        this.placement = placement;
        this.venue = venue;
    }

    /** Starts the clients, and lets them run until the compiler has nothing more to say. */
    static RoundRobin warm(
            Settings settings,
            Placement placement,
            Child venue,
            VenueAddress address,
            List<String> options,
            List<Leg> legs)
            throws IOException {
        RoundRobin robin = new RoundRobin(settings, placement, venue);
        placement.free(venue);
        for (String name : settings.clients()) {
            String modes = legs.stream()
                    .flatMap(leg -> leg.modes().stream())
                    .distinct()
                    .filter(mode -> Clients.does(name, mode))
                    .collect(Collectors.joining(","));
            if (!modes.isEmpty()) {
                progress("warming " + name + (address.tls() ? " over TLS" : ""));
                robin.start(name, address, options, modes);
            }
        }
        return robin;
    }

    private void start(String name, VenueAddress address, List<String> options, String modes) throws IOException {
        List<String> arguments = List.of(
                name,
                Integer.toString(address.port()),
                Boolean.toString(address.tls()),
                Integer.toString(address.controlPort()));
        Child client = Child.start(name, ClientMain.class.getName(), options(name, address, options), arguments);
        clients.put(name, client);
        client.hear(ClientMain.MARK + "ready");
        client.say(ClientMain.WARM + " " + modes);
        client.hear(ClientMain.MARK + ClientMain.WARM);
    }

    /** With async-profiler in it, if its library was named: the flame graph is written when the client ends. */
    private static List<String> options(String client, VenueAddress address, List<String> options) {
        String library = System.getProperty("bench.profiler", "");
        if (library.isEmpty()) {
            return options;
        }
        Path graph = Settings.folder().resolve("flame-" + client + (address.tls() ? "-tls" : "") + ".html");
        List<String> profiled = new ArrayList<>(options);
        profiled.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
        profiled.add("-agentpath:" + library + "=start,event=cpu,title=" + client + ",file=" + graph);
        return profiled;
    }

    /** Runs one leg; the first round is thrown away. */
    void run(Leg leg, Results results, Noise noise) throws IOException {
        for (int round = 0; round <= settings.rounds(); round++) {
            noise.startRound(leg.name(), round);
            for (String mode : leg.modes()) {
                StringJoiner line = new StringJoiner(", ");
                for (Map.Entry<String, Child> client : clients.entrySet()) {
                    if (Clients.does(client.getKey(), mode)) {
                        place(leg, client.getValue());
                        Measured measured = turn(client.getValue(), mode, settings.windowMillis());
                        line.add(String.format(
                                Locale.ROOT,
                                "%s %.1f µs",
                                client.getKey(),
                                measured.micros().p50()));
                        results.add(leg.name(), round, measured);
                    }
                }
                String number = round == 0 ? "thrown away" : round + "/" + settings.rounds();
                progress(leg.name() + " " + number + " " + mode + ": " + line);
            }
            noise.endRound();
        }
    }

    private void place(Leg leg, Child next) throws IOException {
        if (!leg.pinned()) {
            placement.free(venue);
            for (Child client : clients.values()) {
                placement.free(client);
            }
            return;
        }
        placement.measured(venue);
        for (Child client : clients.values()) {
            if (client == next) {
                placement.measured(client);
            } else {
                placement.aside(client);
            }
        }
    }

    private Measured turn(Child client, String mode, int millis) throws IOException {
        client.say(mode + " " + millis);
        return JSON.readValue(client.hear(ClientMain.MARK), Measured.class);
    }

    static void progress(String text) {
        System.out.println("bench: " + text);
    }

    @Override
    public void close() throws IOException {
        for (Child client : clients.values()) {
            client.close();
        }
    }
}

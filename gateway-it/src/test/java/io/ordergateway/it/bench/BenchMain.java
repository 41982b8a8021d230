package io.ordergateway.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmark and writes its report. See {@link Settings} for what can be left out. */
final class BenchMain {
    private final Settings settings = Settings.read();
    private final Placement placement = new Placement();
    private final Results results = new Results();
    private final Noise noise = new Noise();

    private BenchMain() throws IOException {}

    public static void main(String[] args) throws Exception {
        new BenchMain().run();
    }

    private void run() throws Exception {
        Path folder = Files.createDirectories(Settings.folder());
        List<Leg> legs = Leg.wanted(settings);
        Certificate certificate = settings.tls() ? Certificate.make(folder) : null;
        List<String> keys =
                certificate == null ? List.of() : List.of(certificate.keys().toString());
        try (Child venue = Child.start("venue", Venue.class, List.of(), keys)) {
            String[] ports = venue.hear("ports ").split(" ", -1);
            int control = Integer.parseInt(ports[2]);
            rounds(venue, new VenueAddress(Integer.parseInt(ports[0]), false, control), List.of(), legs);
            if (certificate != null) {
                VenueAddress address = new VenueAddress(Integer.parseInt(ports[1]), true, control);
                rounds(venue, address, certificate.trustOptions(), legs);
            }
        }
    }

    private void rounds(Child venue, VenueAddress address, List<String> options, List<Leg> legs) throws IOException {
        List<Leg> ours = legs.stream().filter(leg -> leg.tls() == address.tls()).toList();
        if (ours.isEmpty()) {
            return;
        }
        try (RoundRobin robin = RoundRobin.warm(settings, placement, venue, address, options)) {
            for (Leg leg : ours) {
                robin.run(leg, results, noise);
            }
        }
    }
}

package io.ordergateway.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        if (settings.parts().equals(Settings.PARTS)) {
            Part.clear();
        }
        try (Child venue = Child.start("venue", Venue.class.getName(), List.of(), keys)) {
            String[] ports = venue.hear("ports ").split(" ", -1);
            VenueAddress plain = new VenueAddress(Integer.parseInt(ports[0]), false, Integer.parseInt(ports[2]));
            rounds(venue, plain, List.of(), legs);
            if (certificate != null) {
                VenueAddress tls = new VenueAddress(Integer.parseInt(ports[1]), true, plain.controlPort());
                rounds(venue, tls, certificate.trustOptions(), legs);
            }
            if (settings.parts().contains(Settings.IN_FLIGHT)) {
                part(
                        "memory of cancels in flight",
                        "InFlightMemory",
                        Integer.toString(plain.port()),
                        Integer.toString(plain.controlPort()));
            }
        }
        if (settings.parts().contains(Settings.RESTING)) {
            part("memory of resting sessions", "RestingSessions");
        }
        if (settings.parts().contains(Settings.OPERATIONS)) {
            part("single operations", "Operations");
        }
        Path report = new Report(settings, legs, results, noise, placement.isPossible()).write(folder);
        System.out.println("bench: the report is " + report.toAbsolutePath() + ", and report.json beside it");
    }

    /** Runs what measures a part beside the rounds, in a process of its own. */
    private static void part(String what, String mainClass, String... arguments)
            throws IOException, InterruptedException {
        if (BenchMain.class.getResource(mainClass + ".class") == null) {
            RoundRobin.progress("nothing measures " + what + " yet");
            return;
        }
        RoundRobin.progress("measuring " + what);
        String name = BenchMain.class.getPackageName() + "." + mainClass;
        List<String> options = new ArrayList<>(List.of("-Xmx2g", "-Dbench.folder=" + Settings.folder()));
        try (Child part = Child.start(what, name, options, List.of(arguments))) {
            part.hearOut();
        }
    }

    private void rounds(Child venue, VenueAddress address, List<String> options, List<Leg> legs) throws IOException {
        List<Leg> ours = legs.stream().filter(leg -> leg.tls() == address.tls()).toList();
        if (ours.isEmpty()) {
            return;
        }
        try (RoundRobin robin = RoundRobin.warm(settings, placement, venue, address, options, ours)) {
            for (Leg leg : ours) {
                robin.run(leg, results, noise);
            }
        }
    }
}

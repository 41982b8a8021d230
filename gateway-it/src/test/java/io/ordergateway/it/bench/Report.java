package io.ordergateway.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.it.bench.Results.Median;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is left of a run: one page to read, one file to reckon with. */
final class Report {
    private static final String NONE = "–";

    private final Settings settings;
    private final List<Leg> legs;
    private final Results results;
    private final Noise noise;
    private final boolean pinned;
    private final List<Part> parts;
    private final List<Targets.Checked> targets;
    private final StringBuilder page = new StringBuilder();

    Report(Settings settings, List<Leg> legs, Results results, Noise noise, boolean pinned) throws IOException {
        this.settings = settings;
        this.legs = legs;
        this.results = results;
        this.noise = noise;
        this.pinned = pinned;
        this.parts = Part.all();
        this.targets = new Targets(results, Part.values(parts)).check();
    }

    /** Writes both, and returns where the page is. */
    Path write(Path folder) throws IOException {
        Path file = folder.resolve("report.md");
        Files.writeString(file, page());
        Files.writeString(folder.resolve("report.json"), json());
        return file;
    }

    private String page() {
        line("# What a cancel costs");
        line("");
        line(Instant.now().truncatedTo(ChronoUnit.MINUTES) + ". " + Noise.machine() + ".");
        line("");
        line("Medians of " + settings.rounds()
                + " rounds after one that was thrown away; in brackets the lowest and the"
                + " highest. \"÷\" is a multiple of the raw Netty floor in the same round. "
                + (pinned
                        ? "Pinned: venue and client on one CPU once warm, so that time is the sum of all work."
                        : "This machine cannot pin processes: what is called pinned was free, too.")
                + " Only ratios carry over to another machine or day.");
        line("");
        targets();
        for (Leg leg : legs) {
            for (String mode : leg.modes()) {
                mode(leg, mode);
            }
        }
        ends();
        parts.forEach(this::part);
        noise();
        return page.toString();
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        line(row.toString());
    }

    private void head(String title, Object... cells) {
        line("## " + title);
        line("");
        row(cells);
        line("|---".repeat(cells.length) + "|");
    }

    private void targets() {
        head("Targets", "target", "limit", "measured", "");
        targets.forEach(target -> row(target.name(), target.limit(), spread(target.measured()), target.verdict().text));
        line("");
    }

    private void mode(Leg leg, String mode) {
        if (clients(leg, mode).isEmpty()) {
            return;
        }
        head(
                leg.name() + ": " + mode,
                "client",
                "p50 µs",
                "÷",
                "p99 µs",
                "÷",
                "p99.9 µs",
                "÷",
                "µs to bytes written, mean",
                "CPU ns per cancel",
                "÷",
                "bytes per cancel",
                "lost, wrong, doubled");
        for (String client : clients(leg, mode)) {
            row(
                    client,
                    median(leg, mode, client, Measured::p50),
                    ratio(leg, mode, client, Measured::p50),
                    median(leg, mode, client, Measured::p99),
                    ratio(leg, mode, client, Measured::p99),
                    median(leg, mode, client, Measured::p999),
                    ratio(leg, mode, client, Measured::p999),
                    known(leg, mode, client, Measured::written),
                    median(leg, mode, client, Measured::cpuNanos),
                    ratio(leg, mode, client, Measured::cpuNanos),
                    median(leg, mode, client, Measured::bytes),
                    faults(leg, mode, client));
        }
        line("");
    }

    private List<String> clients(Leg leg, String mode) {
        return settings.clients().stream()
                .filter(client ->
                        results.median(leg.name(), mode, client, any -> 0).isMeasured())
                .toList();
    }

    private String median(Leg leg, String mode, String client, ToDoubleFunction<Measured> value) {
        return number(results.median(leg.name(), mode, client, value).middle());
    }

    /** What 0 stands for is not known. */
    private String known(Leg leg, String mode, String client, ToDoubleFunction<Measured> value) {
        double middle = results.median(leg.name(), mode, client, value).middle();
        return middle == 0 ? NONE : number(middle);
    }

    private String ratio(Leg leg, String mode, String client, ToDoubleFunction<Measured> value) {
        return client.equals(Clients.FLOOR)
                ? "1"
                : spread(results.ratio(leg.name(), mode, client, Clients.FLOOR, value));
    }

    private String faults(Leg leg, String mode, String client) {
        long lost = 0;
        long wrong = 0;
        long doubled = 0;
        for (Results.Turn turn : results.turns()) {
            Measured measured = turn.measured();
            if (turn.leg().equals(leg.name())
                    && measured.mode().equals(mode)
                    && measured.client().equals(client)) {
                lost += measured.faults().lost();
                wrong += measured.faults().wrong();
                doubled += measured.faults().doubled();
            }
        }
        return lost + ", " + wrong + ", " + doubled;
    }

    /** What comes after a cancel is not in its cost above. */
    private void ends() {
        head("The order's end by push", "leg", "mode", "client", "CPU ns per order end", "bytes per order end");
        for (Leg leg : legs) {
            for (String mode : leg.modes()) {
                for (String client : clients(leg, mode)) {
                    Median cpu = results.median(
                            leg.name(),
                            mode,
                            client,
                            measured -> measured.endCost().cpuNanos());
                    if (cpu.middle() > 0) {
                        row(
                                leg.name(),
                                mode,
                                client,
                                spread(cpu),
                                median(
                                        leg,
                                        mode,
                                        client,
                                        measured -> measured.endCost().bytes()));
                    }
                }
            }
        }
        line("");
        line(
                "The gateway pursues an acknowledged cancel until the order's end is known; the clients written by hand do not. The"
                        + " venue pushes the ends after what is timed, and what they cost, the asking whether all have come included,"
                        + " stands here and nowhere else.");
        line("");
    }

    private void part(Part part) {
        head(part.title(), part.columns().toArray());
        part.rows().forEach(row -> row(row.toArray()));
        line("");
        line(part.note());
        line("");
    }

    private void noise() {
        head("Noise: what else the machine did", "leg", "round", "load at its start", "stolen %", "idle %");
        for (Noise.Round round : noise.rounds()) {
            String number = round.round() == 0 ? "thrown away" : Integer.toString(round.round());
            row(round.leg(), number, number(round.load()), known(round.steal()), known(round.idle()));
        }
        line("");
        head("Noise: the floor's own p50", "leg", "mode", "µs [lowest-highest of the rounds]");
        for (Leg leg : legs) {
            for (String mode : leg.modes()) {
                Median floor = results.median(leg.name(), mode, Clients.FLOOR, Measured::p50);
                row(leg.name(), mode, spread(floor));
            }
        }
    }

    private static String known(double percent) {
        return percent < 0 ? NONE : number(percent);
    }

    private static String spread(Median median) {
        if (!median.isMeasured()) {
            return NONE;
        }
        return median.rounds() == 1
                ? number(median.middle())
                : number(median.middle()) + " [" + number(median.lowest()) + "-" + number(median.highest()) + "]";
    }

    /** With as many digits as mean anything. */
    static String number(double value) {
        double size = Math.abs(value);
        String form = size == Math.rint(size) || size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }

    // ---- the file ----

    private String json() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode all = mapper.createObjectNode();
        all.put("at", Instant.now().toString());
        all.put("machine", Noise.machine());
        all.put("pinned", pinned);
        all.set("settings", mapper.valueToTree(settings));
        all.set("targets", mapper.valueToTree(targets));
        all.set("ratios", ratios(mapper));
        all.set("turns", mapper.valueToTree(results.turns()));
        all.set("parts", mapper.valueToTree(parts));
        all.set("noise", mapper.valueToTree(noise.rounds()));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    /** Everything as a multiple of the floor, allocation as well: there the floor is next to nothing. */
    private ArrayNode ratios(ObjectMapper mapper) {
        ArrayNode list = mapper.createArrayNode();
        for (Leg leg : legs) {
            for (String mode : leg.modes()) {
                for (String client : new ArrayList<>(clients(leg, mode))) {
                    ObjectNode row = list.addObject();
                    row.put("leg", leg.name()).put("mode", mode).put("client", client);
                    put(mapper, row, "p50", leg, Measured::p50);
                    put(mapper, row, "p99", leg, Measured::p99);
                    put(mapper, row, "p999", leg, Measured::p999);
                    put(mapper, row, "cpu", leg, Measured::cpuNanos);
                    put(mapper, row, "bytes", leg, Measured::bytes);
                }
            }
        }
        return list;
    }

    private void put(ObjectMapper mapper, ObjectNode row, String name, Leg leg, ToDoubleFunction<Measured> value) {
        String mode = row.get("mode").asText();
        String client = row.get("client").asText();
        row.set(name, mapper.valueToTree(results.ratio(leg.name(), mode, client, Clients.FLOOR, value)));
    }
}

package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a session at rest costs: the difference between a gateway whose accounts have many sessions and one whose accounts have one
 * each, over the number of sessions between them. Every session has sent a burst of {@value RestingGateway#BURST} before. Run by
 * itself, without arguments; it takes less than a minute and leaves a part of the report.
 */
final class RestingSessions {
    static final int ACCOUNTS = 10;
    static final int SESSIONS = 19;

    private static final double MOST_PLAIN = 12 * 1024.0;
    private static final double MOST_TLS = 16 * 1024.0;
    private static final Path BENCH = Path.of("target", "bench");

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode part = json.createObjectNode();
    private final ArrayNode rows;

    private RestingSessions() {
        part.put("title", "A session at rest");
        rows = part.putArray("rows");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        RestingSessions resting = new RestingSessions();
        Files.createDirectories(BENCH);
        Certificate certificate = Certificate.make(BENCH);
        resting.measure(false, "JDK", certificate, MOST_PLAIN);
        resting.measure(true, "BoringSSL", certificate, MOST_TLS);
        resting.measure(true, "JDK", certificate, MOST_TLS);
        Path file = BENCH.resolve("part-resting.json");
        Files.writeString(file, resting.json.writerWithDefaultPrettyPrinter().writeValueAsString(resting.part), UTF_8);
        System.out.println(file.toAbsolutePath());
    }

    private void measure(boolean tls, String engine, Certificate certificate, double most) throws IOException {
        RestingGateway.Rest few = run(tls, engine, certificate, 1);
        RestingGateway.Rest many = run(tls, engine, certificate, SESSIONS);
        double sessions = ACCOUNTS * (SESSIONS - 1);
        double heap = (many.heap() - few.heap()) / sessions;
        double direct = (many.direct() - few.direct()) / sessions;
        String name = tls ? "TLS by " + engine : "plain";
        row(name + ", heap", heap, "bytes a session", "");
        row(name + ", direct", direct, "bytes a session", "");
        row(name + ", together", heap + direct, "bytes a session", heap + direct <= most ? "met" : "missed");
        row(name + ", most allowed", most, "bytes a session", "");
        row(name + ", threads", (many.threads() - few.threads()) / sessions, "a session", "");
        double sweeps = ACCOUNTS * 0.01;
        row(name + ", one session an account, CPU at rest", few.cpu() / sweeps, "% of a CPU an account", "");
        row(
                name + ", " + SESSIONS + " sessions an account, CPU at rest",
                many.cpu() / sweeps,
                "% of a CPU an account",
                "");
        row(
                name + ", " + SESSIONS + " sessions an account, garbage at rest",
                many.garbage() / ACCOUNTS,
                "bytes/s an account",
                "");
    }

    private void row(String what, double value, String unit, String verdict) {
        ObjectNode row = rows.addObject();
        row.put("what", what);
        row.put("value", Double.parseDouble(String.format(Locale.ROOT, "%.3f", value)));
        row.put("unit", unit);
        row.put("verdict", verdict);
        System.out.printf(Locale.ROOT, "%-60s %12.3f %s %s%n", what, value, unit, verdict);
    }

    private RestingGateway.Rest run(boolean tls, String engine, Certificate certificate, int sessions)
            throws IOException {
        List<String> trust = new ArrayList<>(tls ? certificate.trustOptions() : List.of());
        trust.add("-Dio.netty.handler.ssl.noOpenSsl=" + engine.equals("JDK"));
        trust.add("-Dresting.histogram=" + Boolean.getBoolean("resting.histogram"));
        List<String> keys = tls ? List.of(certificate.keys().toString()) : List.of();
        try (Child venue = Child.start("venue", Venue.class.getName(), List.of(), keys)) {
            String[] ports = venue.hear("ports ").split(" ", -1);
            List<String> arguments =
                    List.of(ports[tls ? 1 : 0], Boolean.toString(tls), ports[2], Integer.toString(sessions));
            try (Child gateway = Child.start("gateway", RestingGateway.class.getName(), trust, arguments)) {
                return json.readValue(gateway.hear(ClientMain.MARK), RestingGateway.Rest.class);
            }
        }
    }
}

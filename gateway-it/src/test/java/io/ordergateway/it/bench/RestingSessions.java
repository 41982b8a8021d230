package io.ordergateway.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What a session at rest costs: the difference between a gateway whose accounts have many sessions and one whose accounts have one
 * each, over the number of sessions between them. Before, most have sent a burst of {@value RestingGateway#BURST}. Run by
 * itself, without arguments; it takes less than a minute and leaves a part of the report.
 */
final class RestingSessions {
    static final int ACCOUNTS = 10;
    static final int SESSIONS = 19;

    private static final String PLAIN = "plain";
    private static final String BORINGSSL = "TLS by BoringSSL";
    private static final String JDK = "TLS by the JDK";

    private final ObjectMapper json = new ObjectMapper();
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, Double> values = new TreeMap<>();

    private RestingSessions() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        RestingSessions resting = new RestingSessions();
        Certificate certificate = Certificate.make(Files.createDirectories(Settings.folder()));
        resting.values.put("resting.plain.bytes", resting.measure(PLAIN, certificate));
        resting.values.put("resting.tls.bytes", resting.measure(BORINGSSL, certificate));
        resting.measure(JDK, certificate);
        new Part(
                        "A session at rest",
                        "After full collections: " + ACCOUNTS + " accounts with " + SESSIONS
                                + " sessions each, less as many"
                                + " with one, by session. Most have sent a burst of " + RestingGateway.BURST
                                + ". Heap is what is"
                                + " reachable, direct what Netty and the JDK know of; what BoringSSL keeps outside is in neither."
                                + " CPU and garbage are the account's thread's, for all its sessions.",
                        List.of(
                                "",
                                "have sent a burst",
                                "heap, bytes",
                                "direct, bytes",
                                "threads",
                                "CPU of an idle account, %",
                                "garbage of an idle account, bytes/s"),
                        resting.rows,
                        resting.values)
                .write("resting");
    }

    /** Bytes of a session. */
    private double measure(String how, Certificate certificate) throws IOException {
        RestingGateway.Rest few = run(how, certificate, 1);
        RestingGateway.Rest many = run(how, certificate, SESSIONS);
        double sessions = ACCOUNTS * (SESSIONS - 1);
        double heap = (many.heap() - few.heap()) / sessions;
        double direct = (many.direct() - few.direct()) / sessions;
        double threads = (many.threads() - few.threads()) / sessions;
        values.merge("resting.threads", threads, Math::max);
        List<String> row = new ArrayList<>(List.of(how, many.sent() + " of " + ACCOUNTS * SESSIONS));
        DoubleStream.of(heap, direct, threads, many.cpu() * 100 / ACCOUNTS, many.garbage() / ACCOUNTS)
                .mapToObj(Report::number)
                .forEach(row::add);
        rows.add(row);
        System.out.println(row);
        return heap + direct;
    }

    private RestingGateway.Rest run(String how, Certificate certificate, int sessions) throws IOException {
        boolean tls = !how.equals(PLAIN);
        List<String> options = new ArrayList<>(tls ? certificate.trustOptions() : List.of());
        options.add("-Dio.netty.handler.ssl.noOpenSsl=" + how.equals(JDK));
        options.add("-Dresting.histogram=" + Boolean.getBoolean("resting.histogram"));
        List<String> keys = tls ? List.of(certificate.keys().toString()) : List.of();
        try (Child venue = Child.start("venue", Venue.class.getName(), List.of(), keys)) {
            String[] ports = venue.hear("ports ").split(" ", -1);
            List<String> arguments =
                    List.of(ports[tls ? 1 : 0], Boolean.toString(tls), ports[2], Integer.toString(sessions));
            try (Child gateway = Child.start("gateway", RestingGateway.class.getName(), options, arguments)) {
                return json.readValue(gateway.hear(ClientMain.MARK), RestingGateway.Rest.class);
            }
        }
    }
}

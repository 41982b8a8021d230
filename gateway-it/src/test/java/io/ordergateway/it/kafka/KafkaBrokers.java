package io.ordergateway.it.kafka;

import static org.awaitility.Awaitility.await;

import io.ordergateway.ws.kafka.KafkaSettings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Real brokers, each in a process of its own, on ports that were free. None outlives the tests. */
final class KafkaBrokers implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path CLASS_PATH = Path.of("broker", "target", "broker.classpath");
    private static final Random RANDOM = new Random();

    /** Below those that the system gives to whoever asks for any. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 32_000;

    private final Path folder;
    private final List<Integer> ports;
    private final List<Integer> controllerPorts;
    private final Process[] processes;

    private KafkaBrokers(Path folder, int count) {
        this.folder = folder;
        List<Integer> free = freePorts(2 * count);
        this.ports = free.subList(0, count);
        this.controllerPorts = free.subList(count, 2 * count);
        this.processes = new Process[count];
    }

    /** Starts brokers that form a cluster, and returns when they do. */
    static KafkaBrokers start(Path folder, int count) throws IOException {
        KafkaBrokers brokers = new KafkaBrokers(folder, count);
        try {
            for (int i = 0; i < count; i++) {
                brokers.start(i);
            }
            brokers.awaitAll();
            return brokers;
        } catch (IOException | RuntimeException e) {
            brokers.close();
            throw e;
        }
    }

    String servers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    KafkaSettings settings(String topic) {
        return KafkaSettings.of(servers(), topic);
    }

    Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers()));
    }

    /** SIGKILL: it has no time for anything. */
    void kill(int broker) throws InterruptedException {
        processes[broker].destroyForcibly().waitFor();
    }

    /** On the same port, with the same data. Does not wait for it. */
    void start(int broker) throws IOException {
        Path home = Files.createDirectories(folder.resolve("broker-" + broker));
        Path data = home.resolve("data");
        Path properties = Files.writeString(home.resolve("server.properties"), properties(broker, data));
        processes[broker] = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        Files.readString(CLASS_PATH).strip() + File.pathSeparator + Path.of("target", "test-classes"),
                        BrokerMain.class.getName(),
                        properties.toString(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    void awaitAll() {
        await("brokers on " + ports + "; their logs are in " + folder)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsMatching(ExecutionException.class::isInstance)
                .until(() -> {
                    try (Admin admin = admin()) {
                        return admin.describeCluster().nodes().get().size() == ports.size();
                    }
                });
    }

    private String properties(int broker, Path data) {
        int copies = ports.size();
        String voters = IntStream.range(0, copies)
                .mapToObj(i -> i + 1 + "@127.0.0.1:" + controllerPorts.get(i))
                .collect(Collectors.joining(","));
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=" + (broker + 1),
                "controller.quorum.voters=" + voters,
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://127.0.0.1:" + ports.get(broker) + ",CONTROLLER://127.0.0.1:"
                        + controllerPorts.get(broker),
                "log.dirs=" + data,
                "num.partitions=4",
                "default.replication.factor=" + copies,
                "min.insync.replicas=" + (copies > 1 ? 2 : 1),
                "transaction.state.log.num.partitions=4",
                "transaction.state.log.replication.factor=" + copies,
                "transaction.state.log.min.isr=" + (copies > 1 ? 2 : 1),
                "offsets.topic.num.partitions=1",
                "offsets.topic.replication.factor=" + copies,
                "auto.create.topics.enable=false",
                "");
    }

    private static List<Integer> freePorts(int count) {
        List<Integer> free = new ArrayList<>();
        while (free.size() < count) {
            int port = LOWEST_PORT + RANDOM.nextInt(HIGHEST_PORT - LOWEST_PORT);
            if (!free.contains(port) && isFree(port)) {
                free.add(port);
            }
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly().onExit().join();
            }
        }
    }
}

package io.ordergateway.it.sim;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code gateway.jar sim} in a process of its own. */
final class SimProcess implements AutoCloseable {
    private static final Path JAR = Path.of("..", "gateway-ws", "target", "gateway.jar");
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final Pattern SERVED = Pattern.compile("is served on http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;

    private SimProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SimProcess start(Path folder, String... options) throws IOException {
        Path out = Files.createTempFile(folder, "sim", ".out");
        Process process = new ProcessBuilder(command(options))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            return new SimProcess(process, await().atMost(STARTS_WITHIN).until(() -> port(out), found -> found > 0));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** On a free port. */
    static List<String> command(String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-jar", JAR.toString(), "sim", "--port", "0"));
        command.addAll(List.of(options));
        return command;
    }

    private static int port(Path out) throws IOException {
        Matcher served = SERVED.matcher(Files.readString(out));
        return served.find() ? Integer.parseInt(served.group(1)) : 0;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }
}

package io.ordergateway.it.sim;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The unmodified ccxt, from npm, in the exact version that {@code package.json} names. Where it cannot be had the test is
 * skipped, unless the environment says {@code ORDER_GATEWAY_NODE=required}: then it fails.
 */
final class Ccxt {
    private static final Path FOLDER = Path.of("target", "ccxt");
    private static final long INSTALL_SECONDS = 180;
    private static final long RUN_SECONDS = 60;
    private static final List<String> FILES = List.of("package.json", "trade.mjs");

    private Ccxt() {}

    static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            try (InputStream in = Ccxt.class.getResourceAsStream("/ccxt/" + file)) {
                Files.copy(Objects.requireNonNull(in), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        List<String> npm = List.of(
                "npm",
                "install",
                "--prefer-offline",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--no-package-lock");
        Ran node = run(RUN_SECONDS, List.of("node", "--version"));
        Ran installed = node.status == 0 ? run(INSTALL_SECONDS, npm) : node;
        if (installed.status != 0) {
            cannot("ccxt cannot be installed from npm: " + installed.out);
        }
    }

    static String version() throws IOException {
        Path description = FOLDER.resolve(Path.of("node_modules", "ccxt", "package.json"));
        return SimClient.json(Files.readString(description)).path("version").asText();
    }

    /** What the script printed. */
    static String trade(int port, String key, String secret, String symbol) throws IOException, InterruptedException {
        Ran ran = run(RUN_SECONDS, List.of("node", "trade.mjs", Integer.toString(port), key, secret, symbol));
        if (ran.status != 0) {
            throw new AssertionError("ccxt ended with " + ran.status + ":\n" + ran.out);
        }
        return ran.out;
    }

    private static void cannot(String why) {
        if ("required".equals(System.getenv("ORDER_GATEWAY_NODE"))) {
            throw new AssertionError(why);
        }
        abort(why);
    }

    private record Ran(int status, String out) {}

    private static Ran run(long seconds, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(FOLDER, "out", "");
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ran(-1, command + " did not end in " + seconds + " s: " + Files.readString(out));
            }
            return new Ran(process.exitValue(), Files.readString(out));
        } catch (IOException e) { // there is no such program
            return new Ran(-1, e.getMessage());
        } finally {
            Files.delete(out);
        }
    }
}

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
 * A script for Node and the unmodified public client that it needs from npm, in the exact version that its
 * {@code package.json} names. Where they cannot be had the test is skipped, unless the environment says
 * {@code ORDER_GATEWAY_NODE=required}: then it fails.
 */
public final class NodeProject {
    private static final long INSTALL_SECONDS = 180;
    private static final long RUN_SECONDS = 60;

    private final Path folder;
    private final String name;
    private final String script;

    /** Both files are resources of the tests, in the folder of this name. */
    public NodeProject(String name, String script) {
        this.folder = Path.of("target", name);
        this.name = name;
        this.script = script;
    }

    public void install() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String file : List.of("package.json", script)) {
            try (InputStream in = NodeProject.class.getResourceAsStream("/" + name + "/" + file)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
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
            cannot(name + " cannot be installed from npm: " + installed.out);
        }
    }

    /** Of a package, as it was installed. */
    public String version(String dependency) throws IOException {
        Path description = folder.resolve(Path.of("node_modules", dependency, "package.json"));
        return SimClient.json(Files.readString(description)).path("version").asText();
    }

    /** What the script printed, once it has ended. */
    public String run(String... args) throws IOException, InterruptedException {
        Ran ran = run(RUN_SECONDS, command(args));
        if (ran.status != 0) {
            throw new AssertionError(script + " ended with " + ran.status + ":\n" + ran.out);
        }
        return ran.out;
    }

    /** The script, running, and what it prints in this file. */
    public Process start(Path out, String... args) throws IOException {
        return builder(out, command(args)).start();
    }

    private List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(args));
        return command;
    }

    private ProcessBuilder builder(Path out, List<String> command) {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
    }

    private static void cannot(String why) {
        if ("required".equals(System.getenv("ORDER_GATEWAY_NODE"))) {
            throw new AssertionError(why);
        }
        abort(why);
    }

    private record Ran(int status, String out) {}

    private Ran run(long seconds, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        try {
            Process process = builder(out, command).start();
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

package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with this one's class path, told what to do on its standard input. Ends with it. */
final class Child implements AutoCloseable {
    /** The same heap and the same collector for all, whatever the machine would choose. */
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC");

    private static final long END_SECONDS = 10;

    private final String label;
    private final Process process;
    private final BufferedReader out;

    private Child(String label, Process process) {
        this.label = label;
        this.process = process;
        this.out = process.inputReader(UTF_8);
    }

    static Child start(String label, String main, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Child(label, process);
    }

    long pid() {
        return process.pid();
    }

    void say(String line) throws IOException {
        process.outputWriter(UTF_8).write(line + "\n");
        process.outputWriter(UTF_8).flush();
    }

    /** The rest of the next line that begins so; what else it says is passed on. */
    String hear(String beginning) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            System.err.println("[" + label + "] " + line);
        }
        throw new IOException(label + " ended; what it said stands above");
    }

    /** Passes on all it says until it ends, which must be well. */
    void hearOut() throws IOException, InterruptedException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            System.out.println("bench: " + line);
        }
        if (process.waitFor() != 0) {
            throw new IOException(label + " failed; what it said stands above");
        }
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(UTF_8).close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

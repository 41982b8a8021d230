package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runnable jar, each command in a process of its own, all in one folder. */
final class GatewayJar {
    static final Path FILE = Path.of("..", "gateway-ws", "target", "gateway.jar")
            .toAbsolutePath()
            .normalize();
    private static final Duration MAY_TAKE = Duration.ofSeconds(60);

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    GatewayJar(Path folder) {
        this.folder = folder;
    }

    GatewayJar with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What a command came to. */
    record Ran(int status, String out, String err) {}

    Ran run(String... arguments) {
        try (Running running = start(arguments)) {
            int status = running.status();
            return new Ran(status, running.out(), running.err());
        }
    }

    Running start(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", FILE.toString()));
        command.addAll(List.of(arguments));
        return new Running(command);
    }

    /** A command that has not ended yet. */
    final class Running implements AutoCloseable {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(List<String> command) {
            try {
                out = Files.createTempFile(folder, "said", ".out");
                err = Files.createTempFile(folder, "said", ".err");
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                process = builder.start();
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String out() {
            return read(out);
        }

        String err() {
            return read(err);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until it has printed this, and says what the pattern's group is. */
        String printed(String pattern) {
            Pattern wanted = Pattern.compile(pattern);
            await().atMost(MAY_TAKE).until(() -> wanted.matcher(out()).find() || !process.isAlive());
            Matcher found = wanted.matcher(out());
            assertThat(found.find()).as(out() + err()).isTrue();
            return found.groupCount() > 0 ? found.group(1) : "";
        }

        /** Waits until it has complained of this. */
        void complained(String part) {
            await().atMost(MAY_TAKE).until(() -> err().contains(part));
        }

        Running signal(String name) {
            try {
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return this;
        }

        boolean isAlive() {
            return process.isAlive();
        }

        int status() {
            try {
                if (!process.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("it did not end in " + MAY_TAKE + ":\n" + out() + err());
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}

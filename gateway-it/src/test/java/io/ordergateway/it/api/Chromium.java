package io.ordergateway.it.api;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real browser, without a screen, driven over the DevTools protocol. Where there is none the test is skipped, unless the
 * environment says {@code ORDER_GATEWAY_CHROMIUM=required}: then it fails.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--remote-debugging-port=0");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");

    private final Process process;
    private final Path profile;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Chromium(Process process, Path profile, String address) {
        this.process = process;
        this.profile = profile;
        this.address = address;
    }

    static Chromium start() {
        String program = NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> cannot("there is no Chromium"));
        try {
            Path profile = Files.createTempDirectory("chromium");
            List<String> command = new ArrayList<>(List.of(program, "--user-data-dir=" + profile));
            command.addAll(OPTIONS);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new Chromium(process, profile, address(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cannot(String why) {
        String skipped = why + "; the console is not tested in a browser";
        if ("required".equals(System.getenv("ORDER_GATEWAY_CHROMIUM"))) {
            throw new AssertionError(skipped);
        }
        return abort(skipped);
    }

    private static String address(Process process) {
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reading = new Thread(() -> listen(process, address), "chromium");
        reading.setDaemon(true);
        reading.start();
        try {
            return address.get(Served.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            return cannot("Chromium does not start: " + e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Finds its address in what it prints, and reads on: it would stop where nobody reads. */
    private static void listen(Process process, CompletableFuture<String> address) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.matches()) {
                    address.complete(listening.group(1));
                }
            }
            address.completeExceptionally(new AssertionError("Chromium ended with " + process.waitFor()));
        } catch (IOException | InterruptedException e) {
            address.completeExceptionally(e);
        }
    }

    /** A tab of its own, empty. */
    BrowserPage page() {
        HttpRequest wish = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> tab = http.send(wish, HttpResponse.BodyHandlers.ofString());
            JsonNode described = Served.json(tab);
            return BrowserPage.open(
                    http, URI.create(described.path("webSocketDebuggerUrl").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit()
                    .orTimeout(Served.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

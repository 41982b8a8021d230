package io.ordergateway.ws.wire.ascendex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Messages as the dossier has them, byte for byte. */
final class Recorded {
    private Recorded() {}

    static String message(String name) {
        return file(name + ".json");
    }

    /** All of them, in the order of their names. */
    static List<String> messages() {
        try (Stream<Path> files =
                Files.list(Path.of(Recorded.class.getResource("/ascendex").toURI()))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
            return names.stream().map(Recorded::file).toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot list the recorded messages", e);
        }
    }

    /** What we send, one a line: its name, a space, and the rest. */
    static List<String> sent(String name) {
        return file("sent-" + name + ".txt").lines().toList();
    }

    private static String file(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream("/ascendex/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no recorded file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

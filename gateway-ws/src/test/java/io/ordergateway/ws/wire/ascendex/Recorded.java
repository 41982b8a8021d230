package io.ordergateway.ws.wire.ascendex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages as the dossier has them, byte for byte. */
final class Recorded {
    private Recorded() {}

    static String message(String name) {
        return file(name + ".json");
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

package io.ordergateway.ws.wire.ascendex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages as the dossier has them, byte for byte. */
final class Recorded {
    private Recorded() {}

    static String message(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream("/ascendex/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no recorded message " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

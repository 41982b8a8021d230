package io.ordergateway.ws.wire.coinswitch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The samples of the dossier, byte for byte. */
final class Sample {
    private Sample() {}

    static String of(String name) {
        return file(name + ".json");
    }

    /** What we send, one a line: its name, a space, and the rest. */
    static List<String> sent(String name) {
        return file("sent-" + name + ".txt").lines().toList();
    }

    /** The conversation on the order stream (9), one frame a line, behind an arrow that says whose it is. */
    static List<String> frames() {
        return file("frames.txt").lines().toList();
    }

    private static String file(String name) {
        try (InputStream in = Sample.class.getResourceAsStream("/coinswitch/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

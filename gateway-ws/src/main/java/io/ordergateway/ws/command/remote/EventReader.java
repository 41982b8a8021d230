package io.ordergateway.ws.command.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds server-sent events in a stream of bytes, wherever it is cut to pieces (WHATWG HTML, section 9.2). Not thread-safe.
 */
final class EventReader {
    /** The longest line; an outcome has some KiB. */
    static final int MAX_LINE = 1 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";

    /** An event with data; others say nothing. */
    record Event(String name, String data) {}

    /**
     * The events that end in these bytes.
     *
     * @throws IOException if a line has no end
     */
    List<Event> read(List<ByteBuffer> parts) throws IOException {
        List<Event> events = new ArrayList<>();
        for (ByteBuffer part : parts) {
            while (part.hasRemaining()) {
                byte next = part.get();
                if (next == '\n') {
                    ended(line.toString(StandardCharsets.UTF_8), events);
                    line.reset();
                } else if (line.size() == MAX_LINE) {
                    throw new IOException("a line of more than " + MAX_LINE + " bytes");
                } else if (next != '\r') {
                    line.write(next);
                }
            }
        }
        return events;
    }

    private void ended(String text, List<Event> events) {
        if (text.isEmpty()) {
            if (!data.isEmpty()) {
                events.add(new Event(name, data.toString()));
            }
            data.setLength(0);
            name = "";
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("event")) {
            name = value;
        } else if (field.equals("data")) {
            data.append(data.isEmpty() ? "" : "\n").append(value);
        }
    }
}

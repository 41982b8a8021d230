package io.ordergateway.ws.sim.coinswitch.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packet of Socket.IO, version 5 of its protocol, without attachments: type, namespace, id of the acknowledgement that
 * is asked for, and JSON.
 *
 * @param namespace a slash, if none is named
 * @param json empty if there is none
 */
record Packet(char type, String namespace, String json) {
    static final char CONNECT = '0';
    static final char DISCONNECT = '1';
    static final char EVENT = '2';
    static final char REFUSED = '4';

    private static final Pattern FORM = Pattern.compile("([0-4])(?:(/[^,]*),?)?(\\d*)(.*)", Pattern.DOTALL);

    static Optional<Packet> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String namespace = form.group(2) == null ? "/" : form.group(2);
        return Optional.of(new Packet(form.group(1).charAt(0), namespace, form.group(4)));
    }

    /** As a message of Engine.IO. */
    String toMessage() {
        return "4" + type + (namespace.equals("/") ? "" : namespace + ",") + json;
    }
}

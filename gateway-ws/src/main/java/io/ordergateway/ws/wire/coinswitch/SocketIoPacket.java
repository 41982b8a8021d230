package io.ordergateway.ws.wire.coinswitch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ordergateway.ws.wire.VenueJson;
import java.util.ArrayList;
import java.util.List;

/**
 * One text message of Engine.IO 4 with the packet of Socket.IO that it carries, if it carries one (9). Reading and writing of
 * those that a client without acknowledgements and binary attachments meets.
 */
sealed interface SocketIoPacket {
    /**
     * The server's first words.
     *
     * @param pingInterval how often it will ask whether we live, in milliseconds; 0 if it does not say
     * @param pingTimeout how long it waits for the answer, in milliseconds; 0 if it does not say
     */
    record Open(long pingInterval, long pingTimeout) implements SocketIoPacket {}

    /** The server ends the connection. */
    record Close() implements SocketIoPacket {}

    /**
     * The server asks whether we live.
     *
     * @param suffix what the answer must repeat, mostly nothing
     */
    record Ping(String suffix) implements SocketIoPacket {}

    /** The server lives. */
    record Pong() implements SocketIoPacket {}

    /** We are connected to a namespace. */
    record Connected(String namespace) implements SocketIoPacket {}

    /** The server ends our connection to a namespace. */
    record Disconnected(String namespace) implements SocketIoPacket {}

    /**
     * The server does not let us into a namespace.
     *
     * @param text its words
     */
    record Refused(String namespace, String text) implements SocketIoPacket {}

    /**
     * An event.
     *
     * @param arguments what came with it
     */
    record Event(String namespace, String name, List<JsonNode> arguments) implements SocketIoPacket {}

    /** Something sound that is of no concern here: a no-op, an acknowledgement, something binary. */
    record Other(String kind) implements SocketIoPacket {}

    /** Something that is no packet. */
    record Unreadable(String why) implements SocketIoPacket {}

    // ---- what we send ----

    /** Asks to be connected to a namespace. */
    static String connect(String namespace) {
        return "40" + namespace + ",";
    }

    /** An event with one argument. */
    static String event(String namespace, String name, JsonNode argument) {
        return "42" + namespace + ","
                + JsonNodeFactory.instance.arrayNode().add(name).add(argument);
    }

    /** The answer to a ping. */
    static String pong(Ping ping) {
        return "3" + ping.suffix();
    }

    // ---- what we read ----

    /** Reads one message, the whole of it: fragments are put together by the frame layer. */
    static SocketIoPacket read(String message) {
        if (message.isEmpty()) {
            return new Unreadable("an empty message");
        }
        String rest = message.substring(1);
        return switch (message.charAt(0)) {
            case '0' -> open(rest);
            case '1' -> new Close();
            case '2' -> new Ping(rest);
            case '3' -> new Pong();
            case '4' -> packet(rest);
            case '5' -> new Other("an upgrade");
            case '6' -> new Other("a no-op");
            default -> new Unreadable("an unknown type of message: " + message.charAt(0));
        };
    }

    private static SocketIoPacket open(String text) {
        JsonNode json = VenueJson.read(text);
        return json == null || !json.isObject()
                ? new Unreadable("an opening that is no object")
                : new Open(
                        Math.max(0, json.path("pingInterval").asLong()),
                        Math.max(0, json.path("pingTimeout").asLong()));
    }

    /** Behind the type stand the namespace, closed by a comma, unless it is {@code /}, and then the payload. */
    private static SocketIoPacket packet(String text) {
        if (text.isEmpty()) {
            return new Unreadable("a packet without a type");
        }
        int comma = text.startsWith("/", 1) ? text.indexOf(',') : 0;
        if (comma < 0) {
            comma = text.length(); // some servers leave the comma out if nothing follows
        }
        String namespace = comma == 0 ? "/" : text.substring(1, comma);
        String payload = text.substring(Math.min(text.length(), comma + 1));
        return switch (text.charAt(0)) {
            case '0' -> new Connected(namespace);
            case '1' -> new Disconnected(namespace);
            case '2' -> event(namespace, payload);
            case '3' -> new Other("an acknowledgement");
            case '4' -> new Refused(namespace, payload);
            case '5', '6' -> new Other("something binary");
            default -> new Unreadable("an unknown type of packet: " + text.charAt(0));
        };
    }

    /** The number before the array asks for an acknowledgement, which the venue is not known to want. */
    private static SocketIoPacket event(String namespace, String payload) {
        int array = payload.indexOf('[');
        JsonNode json = array < 0 || !isNumber(payload.substring(0, array)) ? null : read(payload, array);
        if (json == null || !json.path(0).isTextual()) {
            return new Unreadable("an event without a name");
        }
        List<JsonNode> arguments = new ArrayList<>();
        for (int i = 1; i < json.size(); i++) {
            arguments.add(json.get(i));
        }
        return new Event(namespace, json.get(0).asText(), List.copyOf(arguments));
    }

    private static JsonNode read(String payload, int from) {
        return VenueJson.orMissing(VenueJson.read(payload.substring(from)));
    }

    private static boolean isNumber(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

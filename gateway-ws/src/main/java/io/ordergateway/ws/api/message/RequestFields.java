package io.ordergateway.ws.api.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.order.IdRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object that a client wrote. What is not as it should be is a {@link RequestFault} that names the field,
 * from the message's outside in.
 */
public final class RequestFields {
    /** The deepest nesting read; a batch of orders takes four. */
    static final int MAX_DEPTH = 8;

    /** The longest string read, in characters. */
    static final int MAX_STRING = 1_024;

    private static final int MAX_NUMBER = 20;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .maxNameLength(MAX_STRING)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String path;
    private final JsonNode object;

    /** Whether it comes from an address, where numbers are strings as well. */
    private final boolean query;

    private RequestFields(String path, JsonNode object, boolean query) {
        this.path = path;
        this.object = object;
        this.query = query;
    }

    /**
     * The fields of a message.
     *
     * @throws RequestFault if it is no JSON object, or one that is nested deeper or longer in a field than any request
     */
    public static RequestFields read(byte[] json) {
        JsonNode tree;
        try {
            tree = READER.readTree(json);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new RequestFault(
                    HttpResponseStatus.BAD_REQUEST, null, "the message cannot be read; write JSON in UTF-8");
        }
        if (!tree.isObject()) {
            throw RequestFault.field("the message", tree.toString(), "write a JSON object");
        }
        return new RequestFields("", tree, false);
    }

    /**
     * The fields of an address: what stands behind its question mark.
     *
     * @throws RequestFault if one is written twice
     */
    public static RequestFields query(Map<String, List<String>> parameters) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, values) -> {
            if (values.size() > 1) {
                throw RequestFault.field(
                        IdRules.quotable(name), "written " + values.size() + " times", "write it once");
            }
            object.put(name, values.get(0));
        });
        return new RequestFields("", object, true);
    }

    private static RequestFault notJson(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        String place = at == null ? "" : " at byte " + Math.max(at.getByteOffset(), 0);
        String reason = IdRules.quotable(fault.getOriginalMessage());
        String text = "the message is not JSON" + place + ": " + reason + "; write one JSON object";
        return new RequestFault(HttpResponseStatus.BAD_REQUEST, null, text);
    }

    /** Refuses other fields than these: a misspelt one must not be passed over. */
    public RequestFields knows(Set<String> names) {
        Iterator<String> written = object.fieldNames();
        while (written.hasNext()) {
            String name = written.next();
            if (!names.contains(name)) {
                String text =
                        path + IdRules.quotable(name) + " is not a field; the fields here are " + new TreeSet<>(names);
                throw new RequestFault(HttpResponseStatus.BAD_REQUEST, path + IdRules.quotable(name), text);
            }
        }
        return this;
    }

    /** Whether the field is there and not {@code null}. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Refuses an object without this field. */
    public RequestFields required(String name, String wanted) {
        if (!has(name)) {
            throw RequestFault.missing(path + name, wanted);
        }
        return this;
    }

    /** A string that must be there. */
    public String text(String name, String wanted) {
        return String.valueOf(required(name, wanted).textOrNull(name, wanted));
    }

    /** A string, or {@code null} if it is not there. */
    public @Nullable String textOrNull(String name, String wanted) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = object.get(name);
        if (!value.isTextual()) {
            throw RequestFault.field(path + name, value.toString(), wanted);
        }
        return value.textValue();
    }

    /** A whole number within bounds, or the default. */
    public long number(String name, long otherwise, long min, long max) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = object.get(name);
        String text = query || value.isIntegralNumber() ? value.asText() : "";
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw noNumber(name, value, min, max);
        }
        throw noNumber(name, value, min, max);
    }

    private RequestFault noNumber(String name, JsonNode value, long min, long max) {
        return RequestFault.field(path + name, value.asText(), "write a whole number, " + min + " to " + max);
    }

    /** A string or a whole number that is there, as it is written. */
    String word(String name) {
        JsonNode value = object.get(name);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw RequestFault.field(path + name, value.toString(), "write a string or a whole number");
        }
        return value.asText();
    }

    /** {@code true} or {@code false}, which is the default. */
    public boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        JsonNode value = object.get(name);
        String text = query || value.isBoolean() ? value.asText() : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw RequestFault.field(path + name, value.toString(), "write true or false");
        }
        return text.equals("true");
    }

    /** An object, or one without fields if it is not there. */
    public RequestFields object(String name) {
        JsonNode value = has(name) ? object.get(name) : JsonNodeFactory.instance.objectNode();
        return object(path + name, value);
    }

    /** A list of objects, of at least one and at most so many. */
    public List<RequestFields> objects(String name, int max) {
        List<RequestFields> objects = new ArrayList<>();
        list(name, max, "objects").forEach(item -> objects.add(object(path + name + "[" + objects.size() + "]", item)));
        return objects;
    }

    /** A list of strings, of at most so many; empty if it is not there. */
    public List<String> texts(String name, int max) {
        if (!has(name)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name, max, "strings")) {
            if (!item.isTextual()) {
                throw RequestFault.field(path + name + "[" + texts.size() + "]", item.toString(), "write a string");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private JsonNode list(String name, int max, String what) {
        String wanted = "write a list of 1 to " + max + " " + what;
        if (!has(name)) {
            throw RequestFault.missing(path + name, wanted);
        }
        JsonNode value = object.get(name);
        if (!value.isArray()) {
            throw RequestFault.field(path + name, value.toString(), wanted);
        }
        if (value.isEmpty() || value.size() > max) {
            throw RequestFault.field(path + name, "a list of " + value.size(), wanted);
        }
        return value;
    }

    private static RequestFields object(String place, JsonNode value) {
        if (!value.isObject()) {
            throw RequestFault.field(place, value.toString(), "write an object");
        }
        return new RequestFields(place + ".", value, false);
    }
}

package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway publishes of itself, as it serves it, and whether what is said is what is written. Objects that the gateway
 * leaves open for later fields are closed here: nothing may be said that is not written.
 */
final class Contract {
    private static final URI HTTP = URI.create("http://gateway/openapi.yaml");
    private static final URI STREAM = URI.create("http://gateway/asyncapi.yaml");
    private static final URI OUTCOME = URI.create("http://gateway/schemas/outcome.v1.schema.json");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

    private final JsonNode http;
    private final JsonNode stream;
    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> schemas = new LinkedHashMap<>();
    private final Set<String> answered = new TreeSet<>();
    private final Set<String> framed = new TreeSet<>();

    private Contract(JsonNode http, JsonNode stream, JsonNode outcome) {
        this.http = prepared(http, HTTP);
        this.stream = prepared(stream, STREAM);
        Map<String, String> files = Map.of(
                HTTP.toString(), this.http.toString(),
                STREAM.toString(), this.stream.toString(),
                OUTCOME.toString(), prepared(outcome, OUTCOME).toString());
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(files));
    }

    /** As this one serves it. */
    static Contract of(Served served) {
        try {
            YAMLMapper yaml = new YAMLMapper();
            return new Contract(
                    yaml.readTree(served.get(HTTP.getPath()).body()),
                    yaml.readTree(served.get(STREAM.getPath()).body()),
                    Served.json(served.get(OUTCOME.getPath())));
        } catch (IOException e) {
            throw new AssertionError("no YAML", e);
        }
    }

    private static JsonNode prepared(JsonNode file, URI base) {
        everyObject(file, object -> {
            if (object.path("$ref").isTextual()) {
                object.put("$ref", base.resolve(object.get("$ref").textValue()).toString());
            }
            boolean whole = object.path("type").asText().equals("object");
            // The record of an outcome is a part of a frame.
            if (whole && !object.has("additionalProperties") && !object.has("$id")) {
                object.put("unevaluatedProperties", false);
            }
        });
        ((ObjectNode) file).remove("$id");
        return file;
    }

    private static void everyObject(JsonNode node, Consumer<ObjectNode> task) {
        if (node instanceof ObjectNode object) {
            task.accept(object);
        }
        node.forEach(child -> everyObject(child, task));
    }

    // ---- what is written ----

    /** One method of one path. */
    record Operation(String method, String path, JsonNode written) {
        String id() {
            return written.path("operationId").asText();
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        http.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> all.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return all;
    }

    /** The one of a request, or {@code null} if none is written. */
    @Nullable
    Operation operation(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.method.equals(method))
                .filter(operation -> path.matches(operation.path.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst()
                .orElse(null);
    }

    /** The names of the parameters that stand behind a path. */
    Set<String> queryOf(Operation operation) {
        Set<String> names = new TreeSet<>();
        parameters(operation, "query")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    private List<JsonNode> parameters(Operation operation, String in) {
        List<JsonNode> all = new ArrayList<>();
        operation.written.path("parameters").forEach(written -> all.add(referred(written)));
        return all.stream().filter(it -> it.path("in").asText().equals(in)).toList();
    }

    /** The messages that clients say, or those that the gateway does, each with what is written of it. */
    Map<String, JsonNode> messages(boolean ofClients) {
        Set<String> places = new LinkedHashSet<>();
        stream.path("operations").forEach(operation -> {
            boolean receives = operation.path("action").asText().equals("receive");
            JsonNode said =
                    receives && !ofClients ? operation.path("reply").path("messages") : operation.path("messages");
            if (receives || !ofClients) {
                said.forEach(message -> places.add(message.path("$ref").asText()));
            }
        });
        Map<String, JsonNode> messages = new TreeMap<>();
        places.forEach(place -> messages.put(place.substring(place.lastIndexOf('/') + 1), referred(referred(place))));
        return messages;
    }

    /** The names of the fields at a place of a client's message, such as {@code cancelBatch/args/orders}. */
    Set<String> fieldsOf(String place) {
        String[] steps = place.split("/", -1);
        JsonNode schema = referred(messages(true).get(steps[0]).path("payload"));
        for (int i = 1; i < steps.length; i++) {
            schema = referred(schema.path("properties").path(steps[i]));
            schema = schema.has("items") ? referred(schema.path("items")) : schema;
        }
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What stands in the place of a reference, which must be there. */
    private JsonNode referred(JsonNode written) {
        return written.path("$ref").isTextual() ? referred(written.get("$ref").textValue()) : written;
    }

    private JsonNode referred(String place) {
        String[] parts = place.split("#", 2);
        JsonNode found = (parts[0].equals(HTTP.toString()) ? http : stream).at(parts[1]);
        assertThat(found.isMissingNode()).as(place + " is missing").isFalse();
        return found;
    }

    /** All schemas: each must be compiled, with whatever it refers to. */
    Stream<JsonNode> allSchemas() {
        return Stream.of(http, stream)
                .flatMap(file -> file.path("components").path("schemas").properties().stream()
                        .map(Map.Entry::getValue));
    }

    List<Error> faults(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, registry::getSchema).validate(value);
    }

    // ---- what is said over HTTP ----

    /** Whether a request is one that is written. */
    boolean allows(Operation operation, String uri, @Nullable String body) {
        Map<String, List<String>> query = new QueryStringDecoder(uri).parameters();
        boolean known = queryOf(operation).containsAll(query.keySet());
        boolean sound = parameters(operation, "query").stream().allMatch(parameter -> {
            List<String> values = query.getOrDefault(parameter.path("name").asText(), List.of());
            return values.isEmpty()
                    ? !parameter.path("required").asBoolean()
                    : values.size() == 1 && fits(parameter.path("schema"), values.get(0));
        });
        JsonNode schema = operation
                .written
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return known && sound && (schema.isMissingNode() || fitsBody(schema, body));
    }

    private boolean fitsBody(JsonNode schema, @Nullable String body) {
        try {
            JsonNode read = body == null ? null : Served.JSON.readTree(body);
            return read != null && !read.isMissingNode() && faults(schema, read).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** A parameter is a text; that of a number or a truth is one, too. */
    private boolean fits(JsonNode schema, String value) {
        JsonNode read = value.matches("-?[0-9]{1,18}")
                ? LongNode.valueOf(Long.parseLong(value))
                : value.equals("true") || value.equals("false") ? BooleanNode.valueOf(value.equals("true")) : null;
        return faults(schema, TextNode.valueOf(value)).isEmpty()
                || (read != null && faults(schema, read).isEmpty());
    }

    /** A response must be one that is written. */
    void requireWritten(@Nullable Operation operation, HttpResponse<?> response) {
        JsonNode written = answer(operation, response.statusCode());
        referred(written).path("headers").properties().forEach(header -> {
            JsonNode form = referred(header.getValue());
            List<String> values = response.headers().allValues(header.getKey());
            assertThat(values).as(header.getKey()).hasSize(1);
            assertThat(faults(form.path("schema"), TextNode.valueOf(values.get(0))))
                    .isEmpty();
        });
        String type = response.headers().firstValue("Content-Type").orElse("nothing");
        JsonNode content = referred(written).path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s %s is not written", response, type)
                .isFalse();
        if (type.endsWith("json") && content.has("schema")) {
            String body = String.valueOf(response.body());
            assertThat(faults(content.path("schema"), Served.json(body)))
                    .as(body)
                    .isEmpty();
        }
    }

    private JsonNode answer(@Nullable Operation operation, int status) {
        if (operation == null) {
            return http.path("components").path("responses").path(status == 405 ? "NotAllowed" : "NotFound");
        }
        JsonNode written = operation.written.path("responses").path(String.valueOf(status));
        assertThat(written.isMissingNode())
                .as("%s is not written for %s", status, operation.id())
                .isFalse();
        answered.add(operation.id() + " " + status);
        return written;
    }

    /** An event of a stream must be one that is written; what it is follows from its type. */
    void requireWrittenEvent(String type, String data) {
        URI schema = type.equals("outcome") ? OUTCOME : HTTP.resolve("#/components/schemas/Problem");
        assertThat(type).isIn("outcome", "problem");
        assertThat(faults(Served.JSON.createObjectNode().put("$ref", schema.toString()), Served.json(data)))
                .as(data)
                .isEmpty();
    }

    /** Which answers that are written were not given. */
    Set<String> unanswered() {
        Set<String> open = new TreeSet<>();
        operations()
                .forEach(operation -> operation
                        .written
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> {
                            if (!answered.contains(operation.id() + " " + status)) {
                                open.add(operation.id() + " " + status);
                            }
                        }));
        return open;
    }

    // ---- what is said over WebSocket ----

    /** The message that a frame is; none or one. */
    List<String> matching(boolean ofClients, JsonNode frame) {
        List<String> matching = messages(ofClients).entrySet().stream()
                .filter(message ->
                        faults(message.getValue().path("payload"), frame).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        framed.addAll(matching);
        return matching;
    }

    /** Which messages that are written were not said. */
    Set<String> unsaid() {
        Set<String> open = new TreeSet<>(messages(true).keySet());
        open.addAll(messages(false).keySet());
        open.removeAll(framed);
        return open;
    }
}

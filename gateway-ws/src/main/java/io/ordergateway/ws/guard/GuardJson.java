package io.ordergateway.ws.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.core.guard.KillScope;
import io.ordergateway.core.guard.KillState;
import io.ordergateway.core.guard.LeaseId;
import io.ordergateway.core.guard.LeaseState;
import io.ordergateway.core.guard.LeaseState.Cause;
import io.ordergateway.core.guard.LeaseState.Phase;
import io.ordergateway.core.guard.LeaseTerms;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guards as the JSON of their file. How far a sweep is stands nowhere: a new process proves it anew. */
final class GuardJson {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private GuardJson() {}

    static byte[] write(KeptGuards guards) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        ArrayNode leases = root.putArray("leases");
        guards.leases().forEach(lease -> leases.add(lease(lease)));
        ArrayNode switches = root.putArray("killSwitches");
        guards.switches().forEach(latched -> switches.add(killSwitch(latched)));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("guards that cannot be written down", e);
        }
    }

    private static ObjectNode lease(LeaseState lease) {
        LeaseTerms terms = lease.terms();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("client", lease.id().client())
                .put("name", lease.id().name())
                .put("account", terms.account())
                .put("ttl", terms.ttl().toString())
                .put("rehearsal", terms.rehearsal())
                .put("armedAt", lease.armedAt().toString())
                .put("firesAt", lease.firesAt().toString());
        ArrayNode symbols = node.putArray("symbols");
        terms.symbols().forEach(symbols::add);
        if (terms.strategy() != null) {
            node.put("strategy", terms.strategy());
        }
        LeaseState.Course course = lease.course();
        if (course != null) {
            node.put("cause", course.cause().name())
                    .put("firedAt", course.firedAt().toString());
        }
        return node;
    }

    private static ObjectNode killSwitch(KillState latched) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("by", latched.by())
                .put("reason", latched.reason())
                .put("latchedAt", latched.latchedAt().toString());
        if (latched.scope().account() != null) {
            node.put("account", latched.scope().account());
        }
        if (latched.scope().symbol() != null) {
            node.put("symbol", latched.scope().symbol());
        }
        return node;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is anything else; the message says where
     */
    static KeptGuards read(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root.path("version").asInt() != VERSION) {
                throw new IllegalArgumentException(
                        "version is " + root.path("version") + ", this gateway knows " + VERSION);
            }
            List<LeaseState> leases = new ArrayList<>();
            array(root, "leases").forEach(node -> leases.add(lease(node)));
            List<KillState> switches = new ArrayList<>();
            array(root, "killSwitches").forEach(node -> switches.add(killSwitch(node)));
            return new KeptGuards(leases, switches);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static LeaseState lease(JsonNode node) {
        List<String> symbols = new ArrayList<>();
        array(node, "symbols").forEach(symbol -> symbols.add(symbol.asText()));
        JsonNode rehearsal = node.path("rehearsal");
        if (!rehearsal.isBoolean()) {
            throw new IllegalArgumentException("rehearsal is " + rehearsal + ", and not true or false");
        }
        LeaseTerms terms = new LeaseTerms(
                text(node, "account"),
                symbols,
                maybe(node, "strategy"),
                Duration.parse(text(node, "ttl")),
                rehearsal.booleanValue());
        LeaseState.Course course = course(node);
        return new LeaseState(
                new LeaseId(text(node, "client"), text(node, "name")),
                terms,
                course == null ? Phase.ARMED : Phase.FIRED,
                Instant.parse(text(node, "armedAt")),
                Instant.parse(text(node, "firesAt")),
                course);
    }

    private static LeaseState.@Nullable Course course(JsonNode node) {
        String cause = maybe(node, "cause");
        return cause == null
                ? null
                : new LeaseState.Course(
                        Cause.valueOf(cause), Instant.parse(text(node, "firedAt")), null, List.of(), List.of());
    }

    private static KillState killSwitch(JsonNode node) {
        return new KillState(
                new KillScope(maybe(node, "account"), maybe(node, "symbol")),
                text(node, "by"),
                text(node, "reason"),
                Instant.parse(text(node, "latchedAt")),
                List.of());
    }

    private static JsonNode array(JsonNode node, String name) {
        JsonNode found = node.path(name);
        if (!found.isArray()) {
            throw new IllegalArgumentException(name + " is no list");
        }
        return found;
    }

    private static String text(JsonNode node, String name) {
        String found = maybe(node, name);
        if (found == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return found;
    }

    /** What is there must be a text: a scope that cannot be read must not pass for a wider one. */
    private static @Nullable String maybe(JsonNode node, String name) {
        JsonNode found = node.path(name);
        if (!found.isMissingNode() && !found.isTextual()) {
            throw new IllegalArgumentException(name + " is " + found + ", and no text");
        }
        return found.textValue();
    }
}

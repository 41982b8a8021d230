package io.ordergateway.ws.kafka.owner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;

/**
 * Who serves the accounts of a gateway.
 *
 * @param gatewayId whose accounts
 * @param owner who serves them: itself, or the gateway that took them over
 * @param generation counts the takeovers, from 1
 * @param at its owner's last sign of life if that is itself; otherwise when they were taken over
 */
public record Ownership(String gatewayId, String owner, long generation, Instant at) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FIRST = 1;

    /** A gateway that was never taken over. */
    public static Ownership first(String gatewayId, Instant at) {
        return new Ownership(gatewayId, gatewayId, FIRST, at);
    }

    /** Whether somebody else serves its accounts. */
    public boolean isTakenOver() {
        return !owner.equals(gatewayId);
    }

    /** The owner is alive. */
    public Ownership renewed(Instant now) {
        return new Ownership(gatewayId, owner, generation, now);
    }

    /** Somebody takes them over, or back. */
    public Ownership passedTo(String other, Instant now) {
        return new Ownership(gatewayId, other, generation + 1, now);
    }

    String write() {
        return JSON.createObjectNode()
                .put("gatewayId", gatewayId)
                .put("owner", owner)
                .put("generation", generation)
                .put("at", at.toString())
                .toString();
    }

    /** Reads a record; what it holds beyond this is passed over. */
    static Ownership read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Ownership(
                    json.required("gatewayId").asText(),
                    json.required("owner").asText(),
                    json.required("generation").asLong(),
                    Instant.parse(json.required("at").asText()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new KafkaException("a record of the owners' topic cannot be read: " + e.getMessage(), e);
        }
    }
}

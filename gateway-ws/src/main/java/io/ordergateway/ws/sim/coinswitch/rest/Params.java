package io.ordergateway.ws.sim.coinswitch.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a request says: the query of a GET, the JSON body of anything else. Section 7 for what it must not say. */
final class Params {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode members;

    private Params(JsonNode members) {
        this.members = members;
    }

    static Params of(HttpExchange exchange) {
        if (exchange.method().equals("GET")) {
            ObjectNode members = JSON.createObjectNode();
            exchange.query().parameters().forEach((name, values) -> members.put(name, values.get(0)));
            return new Params(members);
        }
        if (exchange.body().isBlank()) {
            return new Params(JSON.createObjectNode());
        }
        try {
            JsonNode json = JSON.readTree(exchange.body());
            if (json.isObject()) {
                return new Params(json);
            }
        } catch (JsonProcessingException e) {
            throw Refusal.business("Invalid JSON");
        }
        throw Refusal.business("Invalid JSON");
    }

    boolean has(String field) {
        return members.hasNonNull(field);
    }

    /** A text that must be there. */
    String text(String field) {
        if (!has(field)) {
            throw Refusal.missing(field);
        }
        JsonNode value = members.get(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Refusal.invalid(field);
        }
        return value.textValue();
    }

    /** A text, empty when it is missing. */
    String textOrEmpty(String field) {
        return has(field) ? text(field) : "";
    }

    /** In upper case, of this pattern. */
    String upper(String field, Pattern pattern) {
        String text = text(field).toUpperCase(Locale.ROOT);
        if (!pattern.matcher(text).matches()) {
            throw Refusal.invalid(field);
        }
        return text;
    }

    /** One of these, in any case, as it is written here. */
    String oneOf(String field, String... known) {
        String text = text(field);
        return Arrays.stream(known)
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field));
    }

    /** The parts of a list with commas, in upper case; none when it is missing. */
    List<String> list(String field) {
        return has(field)
                ? Arrays.stream(text(field).toUpperCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    /** A number or a text that is one, more than zero. */
    BigDecimal amount(String field) {
        if (!has(field)) {
            throw Refusal.missing(field);
        }
        try {
            BigDecimal amount = new BigDecimal(members.get(field).asText());
            if (amount.signum() > 0) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw Refusal.invalid(field);
        }
        throw Refusal.invalid(field);
    }

    /** A whole number; empty when it is missing. */
    OptionalLong whole(String field, long min, long max) {
        if (!has(field)) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(members.get(field).asText());
            if (number >= min && number <= max) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            throw Refusal.invalid(field);
        }
        throw Refusal.invalid(field);
    }

    /** True or false, as JSON or as text; false when it is missing. */
    boolean flag(String field) {
        String text = has(field) ? members.get(field).asText() : "false";
        if (!text.equals("true") && !text.equals("false")) {
            throw Refusal.invalid(field);
        }
        return text.equals("true");
    }
}

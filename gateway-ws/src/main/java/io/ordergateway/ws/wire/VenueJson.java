package io.ordergateway.ws.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * JSON as venues write it: the same field under several names, numbers as strings or as numbers. These are read to the digit,
 * since ids go beyond what a double can tell apart. Nothing that a venue sends makes a method throw. Thread-safe.
 */
public final class VenueJson {
    private static final int MAX_DEPTH = 32;

    /** Digits of a quantity, on either side of the point: more than any instrument has, and few enough to write out. */
    private static final int MAX_DIGITS = 64;

    // The years 2001 to 2286: thirteen digits.
    private static final long MIN_MILLIS = 1_000_000_000_000L;
    private static final long MAX_MILLIS = 9_999_999_999_999L;

    /** Of a name that stands twice nobody knows which counts, so such a text cannot be read. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 and nothing else
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private VenueJson() {}

    /** Reads a text, or {@code null} if it is not one JSON value. */
    public static @Nullable JsonNode read(String text) {
        try {
            return present(MAPPER.readTree(text));
        } catch (JsonProcessingException | NumberFormatException e) { // an exponent that fits nowhere
            return null;
        }
    }

    /** Reads UTF-8, or {@code null} if it is not one JSON value. */
    public static @Nullable JsonNode read(byte[] utf8, int from, int to) {
        try {
            return present(MAPPER.readTree(utf8, from, to - from));
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable JsonNode present(@Nullable JsonNode json) {
        return json == null || json.isMissingNode() ? null : json;
    }

    /** What was read, or a missing node if nothing was. */
    public static JsonNode orMissing(@Nullable JsonNode json) {
        return json == null ? MissingNode.getInstance() : json;
    }

    /** The first of these fields that holds something, as text; empty if none does. */
    public static String text(JsonNode json, String... names) {
        for (String name : names) {
            JsonNode value = json.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
                return value.asText();
            }
        }
        return "";
    }

    /** A moment in milliseconds; 0 if there is none, or one that would not be of our times, such as seconds. */
    public static long millis(JsonNode json, String name) {
        try {
            long millis = Long.parseLong(text(json, name));
            return millis >= MIN_MILLIS && millis <= MAX_MILLIS ? millis : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A quantity; {@code null} if there is none, or one that is below zero or too long to be written out. */
    public static @Nullable BigDecimal quantity(JsonNode json, String... names) {
        try {
            BigDecimal quantity = new BigDecimal(text(json, names));
            boolean sane = quantity.signum() >= 0
                    && quantity.scale() <= MAX_DIGITS
                    && quantity.precision() - quantity.scale() <= MAX_DIGITS
                    && quantity.scale() >= -MAX_DIGITS;
            return sane ? quantity : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

package io.ordergateway.ws.wire.hashkey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How HashKey writes JSON: nearly everything as strings, but ids and codes now and then as numbers, which are read to the
 * digit: ids go beyond what a double can tell apart (13.12).
 */
final class HashkeyJson {
    private static final int MAX_DEPTH = 32;

    // The years 2001 to 2286: thirteen digits.
    private static final long MIN_MILLIS = 1_000_000_000_000L;
    private static final long MAX_MILLIS = 9_999_999_999_999L;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 and nothing else
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY) // of two values nobody knows which one counts
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private HashkeyJson() {}

    /** Reads a text, or {@code null} if it is not one JSON value. */
    static @Nullable JsonNode read(String text) {
        try {
            return present(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Reads UTF-8, or {@code null} if it is not one JSON value. */
    static @Nullable JsonNode read(byte[] utf8, int from, int to) {
        try {
            return present(MAPPER.readTree(utf8, from, to - from));
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable JsonNode present(@Nullable JsonNode json) {
        return json == null || json.isMissingNode() ? null : json;
    }

    static JsonNode nothing() {
        return MAPPER.missingNode();
    }

    /** The first of these fields that holds something, as text; empty if none does. */
    static String text(JsonNode json, String... names) {
        for (String name : names) {
            JsonNode value = json.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
                return value.asText();
            }
        }
        return "";
    }

    /** A moment in milliseconds; 0 if there is none, or one that would not be of our times. */
    static long millis(JsonNode json, String name) {
        try {
            long millis = Long.parseLong(text(json, name));
            return millis >= MIN_MILLIS && millis <= MAX_MILLIS ? millis : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static @Nullable BigDecimal decimal(JsonNode json, String... names) {
        String text = text(json, names);
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

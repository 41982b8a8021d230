package io.ordergateway.ws.wire.coinswitch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How CoinSwitch writes JSON: numbers on spot, the same as strings on futures, and fields under several names (1, 13.10). */
final class CoinswitchJson {
    private static final int MAX_DEPTH = 32;

    /** Digits of a quantity, on either side of the point: more than any instrument has, and few enough to write out. */
    private static final int MAX_DIGITS = 64;

    // The years 2001 to 2286: thirteen digits.
    private static final long MIN_MILLIS = 1_000_000_000_000L;
    private static final long MAX_MILLIS = 9_999_999_999_999L;

    /** Of a name that stands twice nobody knows which counts, so such a text cannot be read. */
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CoinswitchJson() {}

    /** Reads a text, or {@code null} if it is not one JSON value. */
    static @Nullable JsonNode read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json == null || json.isMissingNode() ? null : json;
        } catch (JsonProcessingException e) {
            return null;
        }
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

    /** A quantity, written as a number or as a string; {@code null} if there is none. */
    static @Nullable BigDecimal quantity(JsonNode json, String... names) {
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

    /** A moment in milliseconds; 0 if this is none. */
    static long millis(JsonNode value) {
        try {
            long millis = value.isValueNode() ? Long.parseLong(value.asText()) : 0;
            return millis >= MIN_MILLIS && millis <= MAX_MILLIS ? millis : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether an error stands in an answer that would otherwise pass for a success (3.3). */
    static boolean saysError(JsonNode json) {
        JsonNode error = json.path("error");
        boolean nothing = error.isMissingNode() || error.isNull() || (error.isBoolean() && !error.booleanValue());
        return !nothing && !(error.isTextual() && error.asText().isEmpty());
    }
}

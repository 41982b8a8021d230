package io.ordergateway.ws.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a record. What is not as it should be is an {@link UnreadableRecord} that names the field, from
 * the record's outside in.
 *
 * @param path where the object stands: empty, or a name that ends with a dot
 */
record RecordFields(String path, JsonNode object) {
    /** The longest quantity read, as long as a venue's longest message; to read digits takes their number squared. */
    static final int MAX_QUANTITY = 1 << 20;

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw UnreadableRecord.missing(path + name, "write a string");
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isTextual()) {
            throw UnreadableRecord.field(path + name, value.toString(), "write a string");
        }
        return value == null ? null : value.textValue();
    }

    long wholeNumber(String name) {
        JsonNode value = object.get(name);
        String wanted = "write a whole number, 1 or more";
        if (value == null) {
            throw UnreadableRecord.missing(path + name, wanted);
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw UnreadableRecord.field(path + name, value.toString(), wanted);
        }
        return value.longValue();
    }

    /** Whether it is so; what is not, is left out. */
    boolean flag(String name) {
        JsonNode value = object.get(name);
        if (value != null && !(value.isBoolean() && value.booleanValue())) {
            throw UnreadableRecord.field(path + name, value.toString(), "write true, or leave it out");
        }
        return value != null;
    }

    Instant moment(String name) {
        Instant moment = momentOrNull(name);
        if (moment == null) {
            throw UnreadableRecord.missing(path + name, "write a time such as 2026-01-02T03:04:05.678Z");
        }
        return moment;
    }

    @Nullable
    Instant momentOrNull(String name) {
        String text = textOrNull(name);
        if (text == null) {
            return null;
        }
        String wanted = "write a time such as 2026-01-02T03:04:05.678Z";
        if (!text.endsWith("Z")) {
            throw UnreadableRecord.field(path + name, text, wanted);
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw UnreadableRecord.field(path + name, text, wanted);
        }
    }

    @Nullable
    BigDecimal quantityOrNull(String name) {
        String text = textOrNull(name);
        if (text == null) {
            return null;
        }
        if (text.length() > MAX_QUANTITY) {
            throw UnreadableRecord.field(path + name, text, "write at most " + MAX_QUANTITY + " characters");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw UnreadableRecord.field(path + name, text, "write a number as a string, such as \"0.25\"");
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> words) {
        String text = textOrNull(name);
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(text)) {
                return word;
            }
        }
        throw noWord(name, Arrays.asList(words.getEnumConstants()));
    }

    /** What to throw if a field has none of these words. */
    UnreadableRecord noWord(String name, List<?> words) {
        String text = textOrNull(name);
        String wanted = "write one of " + words;
        return text == null
                ? UnreadableRecord.missing(path + name, wanted)
                : UnreadableRecord.field(path + name, text, wanted);
    }

    RecordFields object(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw UnreadableRecord.missing(path + name, "write an object");
        }
        return object(path + name, value);
    }

    List<RecordFields> objects(String name) {
        JsonNode list = object.get(name);
        if (list == null) {
            throw UnreadableRecord.missing(path + name, "write a list, empty if there is none");
        }
        if (!list.isArray()) {
            throw UnreadableRecord.field(path + name, list.toString(), "write a list");
        }
        List<RecordFields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(object(path + name + "[" + i + "]", list.get(i)));
        }
        return objects;
    }

    private static RecordFields object(String place, JsonNode value) {
        if (!value.isObject()) {
            throw UnreadableRecord.field(place, value.toString(), "write an object");
        }
        return new RecordFields(place + ".", value);
    }
}

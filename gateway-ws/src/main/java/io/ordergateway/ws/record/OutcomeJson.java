package io.ordergateway.ws.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.outcome.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * An outcome as JSON, and back without loss: one flat object on one line, ASCII throughout, so that no encoding, terminal or
 * line reader can change it. Times are UTC, quantities are strings, and what is absent is left out. Stateless.
 *
 * <p>A record names its version. Within a version fields may be added, and readers pass over those that they do not know;
 * a new word for a phase, a result, a reason or a verdict is a new version, since nobody could act on it unknowing.
 */
public final class OutcomeJson {
    /** The version that is written, and the only one that is read. */
    public static final int VERSION = 1;

    /** The name of the JSON schema of a record, a resource beside this class. */
    public static final String SCHEMA = "outcome.v" + VERSION + ".schema.json";

    private static final int USUAL_LENGTH = 512;

    // A venue's words may be cut in the middle of a character; escaped, even half a character survives.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectReader READER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private OutcomeJson() {}

    /**
     * The record of an outcome.
     *
     * @throws IllegalArgumentException if it holds the result of another cancel or order than its own
     */
    public static String write(Outcome outcome) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            writeFields(outcome, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString();
    }

    /**
     * Writes a result as an object: the order it is about, and the fields that a record of it has.
     *
     * @throws IOException if the generator's own place fails
     */
    public static void write(CancelResult result, JsonGenerator json) throws IOException {
        new RecordWriter(json).write(result);
    }

    /**
     * Writes the fields of an outcome's record into an object that was begun.
     *
     * @throws IOException if the generator's own place fails
     */
    public static void writeFields(Outcome outcome, JsonGenerator json) throws IOException {
        new RecordWriter(json).write(outcome);
    }

    /**
     * The outcome of a record.
     *
     * @throws UnreadableRecord if the text is not a record, or one of another version; names the field and its value
     */
    public static Outcome read(String json) {
        return RecordReader.read(new RecordFields("", tree(json)));
    }

    /**
     * The result that {@link #write(CancelResult, JsonGenerator)} wrote.
     *
     * @param cancelId whose result it is, which does not stand in it
     * @throws UnreadableRecord if the text is no result; names the field and its value
     */
    public static CancelResult readResult(String cancelId, String json) {
        return RecordReader.result(cancelId, new RecordFields("", tree(json)));
    }

    private static JsonNode tree(String json) {
        JsonNode tree;
        try {
            tree = READER.readTree(json);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
        if (!tree.isObject()) {
            throw UnreadableRecord.field("the record", tree.toString(), "write a JSON object");
        }
        return tree;
    }

    /** In one line, whatever was read. */
    private static UnreadableRecord notJson(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        String place = at == null ? "" : " at character " + at.getCharOffset();
        String reason = fault.getOriginalMessage().replaceAll("[^\\x20-\\x7e]", "?");
        return new UnreadableRecord("not JSON" + place + ": " + reason);
    }
}

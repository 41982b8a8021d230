package io.ordergateway.ws.api.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.record.OutcomeJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the gateway tells clients, over both faces. */
public final class Answers {
    private Answers() {}

    /**
     * One cancel's result, in the dialect of a venue's socket.
     *
     * @param request the id of the request of many that it belongs to, or {@code null} if the cancel was the request
     */
    public static Answer result(String action, String id, @Nullable String request, CancelResult result) {
        return json -> {
            begin(json, "order", id, ResultCode.of(result), action);
            if (request != null) {
                json.writeStringField("request", request);
            }
            fields(json, result);
            json.writeEndObject();
        };
    }

    /** One cancel's result, as the body of an HTTP response or an element of one. */
    public static Answer result(String id, CancelResult result) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeNumberField("code", ResultCode.of(result));
            fields(json, result);
            json.writeEndObject();
        };
    }

    private static void fields(JsonGenerator json, CancelResult result) throws IOException {
        json.writeStringField("result", result.kind().name());
        String path = path(result);
        if (path != null) {
            json.writeStringField("path", path);
        }
        json.writeFieldName("info");
        OutcomeJson.write(result, json);
    }

    /** The way of the message that decided, else of the last attempt. */
    private static @Nullable String path(CancelResult result) {
        Evidence evidence = result.evidence();
        List<Attempt> attempts = result.attempts();
        if (evidence != null) {
            return evidence.path().name().toLowerCase(Locale.ROOT);
        }
        return attempts.isEmpty()
                ? null
                : attempts.get(attempts.size() - 1).path().name().toLowerCase(Locale.ROOT);
    }

    /** That all results of a request were told. */
    public static Answer done(String action, String id, long count) {
        return json -> {
            begin(json, "order", id, 0, action);
            json.writeNumberField("count", count);
            json.writeEndObject();
        };
    }

    /** That a request was carried out which has no more to say. */
    public static Answer ok(String topic, @Nullable String id) {
        return json -> {
            begin(json, topic, id, 0, null);
            json.writeEndObject();
        };
    }

    /**
     * That a client was let in.
     *
     * @param client its name, with which its cancel ids begin on the outcome stream; empty if it has none
     */
    public static Answer welcome(@Nullable String id, String client) {
        return json -> {
            begin(json, "auth", id, 0, null);
            if (!client.isEmpty()) {
                json.writeStringField("client", client);
            }
            json.writeEndObject();
        };
    }

    /** That the gateway is there. */
    public static Answer pong(@Nullable String id) {
        long now = System.currentTimeMillis();
        return json -> {
            begin(json, "pong", id, 0, null);
            json.writeNumberField("ts", now);
            json.writeEndObject();
        };
    }

    /** That a request is not carried out. */
    public static Answer fault(String topic, @Nullable String id, RequestFault fault) {
        return json -> {
            begin(json, topic, id, fault.status(), null);
            if (fault.field() != null) {
                json.writeStringField("field", fault.field());
            }
            json.writeStringField("text", fault.text());
            json.writeEndObject();
        };
    }

    /** A refusal where there is no result to tell. */
    public static RequestFault fault(CancelResult.Refused refusal) {
        return new RequestFault(ResultCode.status(refusal), refusal.field(), refusal.text());
    }

    /**
     * One outcome, in the dialect of a venue's socket: the record's own fields after the topic.
     *
     * @param id whose subscription it is for: a client with two that overlap gets it twice
     */
    public static Answer outcome(String id, Outcome outcome) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("m", "outcome");
            json.writeStringField("id", id);
            OutcomeJson.writeFields(outcome, json);
            json.writeEndObject();
        };
    }

    private static void begin(JsonGenerator json, String topic, @Nullable String id, int code, @Nullable String action)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("m", topic);
        if (action != null) {
            json.writeStringField("action", action);
        }
        if (id != null) {
            json.writeStringField("id", id);
        }
        json.writeNumberField("code", code);
    }
}

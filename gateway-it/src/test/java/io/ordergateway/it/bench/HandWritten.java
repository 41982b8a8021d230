package io.ordergateway.it.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.atomic.AtomicLong;

/** The JSON of those who write their client by hand: Jackson's databind, as in every tutorial. */
final class HandWritten {
    /** Nine characters or more (dossier 4.2), and all of one length. */
    private static final long FIRST_ID = 100_000_000_000L;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong nextId = new AtomicLong(FIRST_ID);

    /** The cancel of dossier 4.2. */
    record Cancel(String op, String action, String ac, String id, Args args) {}

    /** Which order. */
    record Args(long time, String orderId, String symbol) {}

    String nextId() {
        return Long.toString(nextId.getAndIncrement());
    }

    String cancel(String id, String orderId) {
        Args args = new Args(System.currentTimeMillis(), orderId, Orders.SYMBOL);
        return write(new Cancel("req", "cancel-order", "futures", id, args));
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode read(CharSequence text) {
        try {
            return json.readTree(text.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isReply(JsonNode message) {
        return message.path("action").asText().equals("cancel-order");
    }

    /** Tells of a reply to the cancel of this order. */
    static void tell(Batch batch, int index, JsonNode reply) {
        String orderId = reply.path("info").path("orderId").asText();
        batch.answered(orderId, reply.path("code").asInt(-1) == 0 && orderId.equals(batch.id(index)));
    }
}

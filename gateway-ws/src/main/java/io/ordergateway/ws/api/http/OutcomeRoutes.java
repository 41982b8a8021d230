package io.ordergateway.ws.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeFilter;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.api.client.ClientGateway;
import io.ordergateway.ws.api.message.Answer;
import io.ordergateway.ws.api.message.OutcomeFaults;
import io.ordergateway.ws.api.message.OutcomeFields;
import io.ordergateway.ws.api.message.RequestFault;
import io.ordergateway.ws.api.message.RequestFields;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.story.OrderStory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of cancels: the stream, as server-sent events, and one order's story. */
public final class OutcomeRoutes {
    /** How often a stream without outcomes says that it is there, at once for the first time: nobody takes it for dead then. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Behind the last event; it is nothing to see. */
    private static final String END = "";

    private static final String COMMENT = ":\n\n";

    private static final Set<String> STREAM = Set.of("from", "account", "symbol", "ends");
    private static final Set<String> EXPLAIN = Set.of();
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private OutcomeRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.of(HttpMethod.GET, "/v1/outcomes", OutcomeRoutes::stream),
                Route.of(HttpMethod.GET, "/v1/orders/*/explain", OutcomeRoutes::explain));
    }

    // ---- the stream ----

    private static Mono<Void> stream(ApiCall call) {
        RequestFields query = call.query().knows(STREAM);
        OutcomeFilter filter = OutcomeFields.filter(query);
        Position from = from(call, query);
        ClientGateway gateway = call.gateway();
        Flux<Outcome> outcomes = gateway.outcomes(from, filter);
        gateway.connected();
        Flux<String> events = outcomes.map(OutcomeRoutes::event)
                .onErrorResume(fault -> Mono.just(event(call, OutcomeFaults.of(fault))))
                .concatWithValues(END)
                .mergeWith(Flux.interval(Duration.ZERO, HEARTBEAT)
                        .onBackpressureDrop()
                        .map(tick -> COMMENT))
                .takeUntil(END::equals)
                .takeUntilOther(call.revoked())
                .doFinally(end -> gateway.disconnected());
        return call.response()
                .header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .sendGroups(events.map(event -> Mono.just(bytes(event))))
                .then();
    }

    /** A client that was cut off says which outcome it saw last. */
    private static Position from(ApiCall call, RequestFields query) {
        String last = call.request().requestHeaders().get(LAST_EVENT_ID);
        return last == null ? OutcomeFields.from(query) : OutcomeFields.after(LAST_EVENT_ID, last);
    }

    private static String event(Outcome outcome) {
        return "id: " + outcome.position() + "\nevent: outcome\ndata: " + OutcomeJson.write(outcome) + "\n\n";
    }

    /** Not of the type {@code error}, which a browser uses for a lost connection. */
    private static String event(ApiCall call, RequestFault fault) {
        ByteBuf problem = Responses.problem(call.response(), fault).bytes(UnpooledByteBufAllocator.DEFAULT);
        try {
            return "event: problem\ndata: " + problem.toString(StandardCharsets.UTF_8) + "\n\n";
        } finally {
            problem.release();
        }
    }

    /** In memory that nobody must give back: a stream may be cut off with events under way. */
    private static ByteBuf bytes(String event) {
        return Unpooled.wrappedBuffer(event.getBytes(StandardCharsets.UTF_8));
    }

    // ---- one order ----

    private static Mono<Void> explain(ApiCall call) {
        call.query().knows(EXPLAIN);
        ClientGateway gateway = call.gateway();
        String order = call.segments().get(2);
        return gateway.history(order).flatMap(records -> {
            if (records.isEmpty()) {
                String text = "nothing is known of order " + order
                        + "; perhaps nobody asked this gateway to cancel it, or its cancels named it by its other id";
                throw new RequestFault(HttpResponseStatus.NOT_FOUND, "orderId", text);
            }
            return call.answer(HttpResponseStatus.OK, story(order, records));
        });
    }

    private static Answer story(String order, List<CancelOutcome> records) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("order", order);
            json.writeArrayFieldStart("story");
            for (String line : OrderStory.all(records)) {
                json.writeString(line);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("records");
            for (CancelOutcome record : records) {
                json.writeStartObject();
                OutcomeJson.writeFields(record, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }
}

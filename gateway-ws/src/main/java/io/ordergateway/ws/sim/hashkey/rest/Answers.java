package io.ordergateway.ws.sim.hashkey.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.LimitMeter;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.fault.FaultAnswer;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.util.Map;
import java.util.function.Supplier;

/** Gives answers: true ones, refusals, and those of a fault. */
public final class Answers {
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;
    private static final String RETRY_AFTER = "Retry-After";

    private final HashKeyFloor floor;
    private final LimitMeter meter;

    public Answers(HashKeyFloor floor, LimitMeter meter) {
        this.floor = floor;
        this.meter = meter;
    }

    private record Answer(int status, ObjectNode body) {}

    /** Section 3.2: unknown paths answer with HTML under a JSON content type. */
    void notFound(HttpExchange exchange) {
        exchange.reply(404, HttpExchange.JSON_TYPE, HttpExchange.page(404, "Not Found"));
    }

    void refuse(HttpExchange exchange, Refusal refusal) {
        boolean limit = refusal.code.equals(Refusal.LIMIT);
        Map<String, String> headers = limit && floor.has(HashKeyHabit.RETRY_AFTER)
                ? Map.of(RETRY_AFTER, Long.toString(meter.retryAfterSeconds()))
                : Map.of();
        if (refusal.status == TOO_MANY_REQUESTS) {
            exchange.replyPage(refusal.status, "Too Many Requests", headers);
        } else if (refusal.status == BANNED) {
            exchange.replyPage(refusal.status, "I'm a teapot", headers);
        } else {
            Answer answer = refusal(refusal);
            exchange.reply(
                    answer.status(), HttpExchange.JSON_TYPE, answer.body().toString(), headers);
        }
    }

    private Answer refusal(Refusal refusal) {
        return new Answer(refusal.status, Json.failure(refusal, floor.has(HashKeyHabit.NUMERIC_CODES)));
    }

    /** The true answer, or what the fault makes of it. */
    void give(HttpExchange exchange, HashKeyFault fault, Supplier<ObjectNode> truth) {
        FaultAnswer says = fault.answer();
        switch (says.kind()) {
            case SILENCE -> {}
            case CUT -> exchange.cut();
            case PAGE -> exchange.replyPage(says.status(), says.text());
            case PAGE_WITH_HINT -> exchange.replyPage(says.status(), says.text(), Map.of(RETRY_AFTER, "1"));
            case PAGE_AS_JSON ->
                exchange.reply(says.status(), HttpExchange.JSON_TYPE, HttpExchange.page(says.status(), says.text()));
            case ERROR -> reply(exchange, refusal(Refusal.of(says.text())));
            case HALF -> {
                Answer answer = answer(truth);
                exchange.replyHalf(
                        answer.status(), HttpExchange.JSON_TYPE, answer.body().toString());
            }
            case LATE -> {
                Answer answer = answer(truth);
                exchange.later(floor.faults().lateness(), () -> reply(exchange, answer));
            }
            case SAYS -> reply(exchange, saying(says.text(), answer(truth)));
            case TRUE, ERROR_IF_GONE, ACCEPTED_IF_GONE -> reply(exchange, answer(truth));
        }
    }

    private static Answer saying(String status, Answer answer) {
        if (answer.body().has("status")) {
            answer.body().put("status", status);
        }
        return answer;
    }

    private Answer answer(Supplier<ObjectNode> truth) {
        try {
            return new Answer(OK, truth.get());
        } catch (Refusal refusal) {
            return refusal(refusal);
        }
    }

    private static void reply(HttpExchange exchange, Answer answer) {
        exchange.reply(answer.status(), HttpExchange.JSON_TYPE, answer.body().toString());
    }
}

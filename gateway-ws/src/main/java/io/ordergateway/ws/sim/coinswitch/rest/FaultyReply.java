package io.ordergateway.ws.sim.coinswitch.rest;

import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.time.Duration;
import java.util.Map;

/** The faults in answering a request: nothing, something else, too little or too late. */
final class FaultyReply {
    private static final Map<String, String> RETRY_AFTER = Map.of("Retry-After", "1");
    private static final String SERVER_ERROR = "Internal Server Error";
    private static final String PAGE = "Service is under maintenance";

    private FaultyReply() {}

    /** Whether the request is dealt with, before anything is done. */
    static boolean insteadOf(HttpExchange exchange, CoinswitchFault fault, int unknownStatus) {
        switch (fault) {
            case SILENT -> {}
            case CUT_BEFORE -> exchange.cut();
            case HTTP_401 -> Answer.message(401, "Invalid Access").send(exchange);
            case HTTP_403 -> exchange.replyPage(403, "Forbidden");
            case HTTP_429 -> Answer.message(429, "Too Many Requests").send(exchange);
            case HTTP_429_RETRY_AFTER ->
                exchange.reply(
                        429,
                        HttpExchange.JSON_TYPE,
                        Answer.message(429, "Too Many Requests").json(),
                        RETRY_AFTER);
            case HTTP_500 -> Answer.message(500, SERVER_ERROR).send(exchange);
            case HTTP_502 -> exchange.replyPage(502, "Bad Gateway");
            case HTML -> exchange.replyPage(200, PAGE);
            case ERROR_IN_200 -> new Answer(200, "{\"error\":\"Something went wrong\"}").send(exchange);
            case NOT_ACKNOWLEDGED -> Answer.refused(Refusal.notAcknowledged()).send(exchange);
            case UNKNOWN_ORDER ->
                Answer.refused(Refusal.unknownOrder(unknownStatus)).send(exchange);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Answers what was done. */
    static void send(HttpExchange exchange, CoinswitchFault fault, Answer answer, Duration lateness) {
        switch (fault) {
            case MUTE -> {}
            case CUT_AFTER -> exchange.cut();
            case HALF_ANSWER -> exchange.replyHalf(answer.status(), HttpExchange.JSON_TYPE, answer.json());
            case HTTP_500_AFTER -> Answer.message(500, SERVER_ERROR).send(exchange);
            case HTTP_502_AFTER -> exchange.replyPage(502, "Bad Gateway");
            case HTML_AFTER -> exchange.replyPage(200, PAGE);
            case LATE -> exchange.later(lateness, () -> answer.send(exchange));
            default -> answer.send(exchange);
        }
    }
}

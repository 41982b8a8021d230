package io.ordergateway.ws.sim.rest;

import io.ordergateway.ws.sim.fault.SimFault;
import java.util.Map;

/** The faults that treat a request as a whole: they answer in the place of whoever would (section 5.1). */
final class RestFaults {
    private static final Map<String, String> RETRY_AFTER = Map.of("Retry-After", "1");

    private RestFaults() {}

    /** Whether the request is dealt with, before anything is done. */
    static boolean insteadOf(Exchange exchange, SimFault fault) {
        switch (fault) {
            case HTTP_403 -> exchange.replyPage(403, "Forbidden");
            case HTTP_429 -> exchange.replyPage(429, "Too Many Requests");
            case HTTP_429_RETRY_AFTER -> exchange.replyPage(429, "Too Many Requests", RETRY_AFTER);
            case HTTP_502 -> exchange.replyPage(502, "Bad Gateway");
            case HTTP_524 -> exchange.replyPage(524, "A timeout occurred");
            case HANG -> {}
            case CUT_BEFORE -> exchange.cut();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether the request is dealt with, once it is done. */
    static boolean after(Exchange exchange, SimFault fault) {
        switch (fault) {
            case HTTP_502_AFTER -> exchange.replyPage(502, "Bad Gateway");
            case HTTP_524_AFTER -> exchange.replyPage(524, "A timeout occurred");
            case HTML_AFTER -> exchange.replyPage(200, "Service is under maintenance");
            case CUT_AFTER -> exchange.cut();
            case MUTE -> {}
            default -> {
                return false;
            }
        }
        return true;
    }
}

package io.ordergateway.ws.api.message;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;

/** What a result is in the words of HTTP, which over WebSocket are the code where that is not 0. */
public final class ResultCode {
    private ResultCode() {}

    /** The status of an answer that consists of this result. */
    public static HttpResponseStatus status(CancelResult result) {
        return switch (result.kind()) {
            case CANCELED, TOO_LATE -> HttpResponseStatus.OK;
            // The order's end is still to come, or to be found out.
            case ACKNOWLEDGED, UNKNOWN -> HttpResponseStatus.ACCEPTED;
            case REJECTED -> HttpResponseStatus.CONFLICT;
            case REFUSED -> status(((CancelResult.Refused) result).reason());
        };
    }

    private static HttpResponseStatus status(RefusalReason reason) {
        return switch (reason) {
            case INVALID -> HttpResponseStatus.BAD_REQUEST;
            case BUDGET, OVERLOADED -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case DEADLINE -> HttpResponseStatus.GATEWAY_TIMEOUT;
            case NO_PATH, UNRECORDED, SHUTTING_DOWN -> HttpResponseStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** 0 if the venue did something about the order, else the status. */
    public static int of(CancelResult result) {
        return switch (result.kind()) {
            case ACKNOWLEDGED, CANCELED, TOO_LATE -> 0;
            case REJECTED, REFUSED, UNKNOWN -> status(result).code();
        };
    }
}

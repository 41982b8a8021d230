package io.ordergateway.ws.api.message;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.order.IdRules;
import org.jspecify.annotations.Nullable;

/** A request that is not carried out, and why: what is wrong, and what to write or do instead. Nothing was sent to a venue. */
public final class RequestFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String field;

    /**
     * A fault.
     *
     * @param status in the words of HTTP, over WebSocket too
     * @param field what to mend, or {@code null} if it is no one field
     */
    public RequestFault(HttpResponseStatus status, @Nullable String field, String text) {
        // Whoever floods the gateway with nonsense is not answered with stack traces.
        super(text, null, false, false);
        this.status = status.code();
        this.field = field;
    }

    /** A field that has a value which it cannot have. */
    public static RequestFault field(String name, String value, String wanted) {
        String text = name + " is " + IdRules.quotable(value) + "; " + wanted;
        return new RequestFault(HttpResponseStatus.BAD_REQUEST, name, text);
    }

    /** A field that is not there. */
    public static RequestFault missing(String name, String wanted) {
        return new RequestFault(HttpResponseStatus.BAD_REQUEST, name, name + " is missing; " + wanted);
    }

    /** A bound that is reached; the same may be asked again later. */
    public static RequestFault tooMany(String text) {
        return new RequestFault(HttpResponseStatus.TOO_MANY_REQUESTS, null, text);
    }

    /** A fault of the gateway itself: what became of the request is not known to whoever asked. */
    public static RequestFault ofGateway() {
        String text =
                "a fault of the gateway, whose log says more; the outcome stream says what became of what you asked for";
        return new RequestFault(HttpResponseStatus.INTERNAL_SERVER_ERROR, null, text);
    }

    /** In the words of HTTP. */
    public int status() {
        return status;
    }

    /** What to mend, or {@code null} if it is no one field. */
    public @Nullable String field() {
        return field;
    }

    /** What is wrong, and what to do. */
    public String text() {
        return String.valueOf(getMessage());
    }
}

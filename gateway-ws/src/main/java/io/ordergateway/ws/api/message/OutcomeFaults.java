package io.ordergateway.ws.api.message;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.outcome.OutcomesLost;
import io.ordergateway.core.outcome.SubscriberTooSlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a stream of outcomes ends, as a subscriber is told. */
public final class OutcomeFaults {
    private static final Logger log = LoggerFactory.getLogger(OutcomeFaults.class);

    private OutcomeFaults() {}

    /** What a subscriber can do about a stream's error. */
    public static RequestFault of(Throwable fault) {
        if (fault instanceof RequestFault known) {
            return known;
        }
        if (fault instanceof OutcomesLost) {
            return new RequestFault(HttpResponseStatus.GONE, "from", String.valueOf(fault.getMessage()));
        }
        if (fault instanceof SubscriberTooSlow) {
            return RequestFault.tooMany(String.valueOf(fault.getMessage()));
        }
        log.error("outcomes cannot be read", fault);
        String text = "outcomes cannot be read now; the gateway's log says why";
        return new RequestFault(HttpResponseStatus.INTERNAL_SERVER_ERROR, null, text);
    }
}

package io.ordergateway.core.cancel;

import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.PathHealth;

/** A way to send cancels. Called on the account's thread only, and answers on it. */
public interface CancelPath {
    PathKind kind();

    /** What the path can do at this moment. */
    PathHealth health();

    /**
     * Takes an attempt. The path calls {@link PathAttempt#sent} when the first byte leaves, and {@link
     * PathAttempt#settle} at least once, whatever breaks: silence and a lost connection are verdicts too. It sends
     * nothing that {@link PathAttempt#mayLeave} forbids at the moment it would leave: the path reads the clock then, since in a
     * long burst the moment of its start may be long ago. What is sent in one go of the account's thread may leave together
     * at the end of it.
     */
    void send(PathAttempt attempt);
}

package io.ordergateway.core.order;

/** A way to a venue. */
public enum PathKind {
    /** An authenticated WebSocket session. */
    SOCKET,
    /** A signed HTTP request. */
    REST
}

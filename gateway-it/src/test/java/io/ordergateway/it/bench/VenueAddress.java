package io.ordergateway.it.bench;

import java.net.URI;

/** Where the venue is. */
record VenueAddress(int port, boolean tls, int controlPort) {
    URI socket() {
        return URI.create((tls ? "wss" : "ws") + "://127.0.0.1:" + port);
    }

    URI stream() {
        return socket().resolve("/7/api/pro/v2/stream");
    }

    URI rest() {
        return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
    }
}

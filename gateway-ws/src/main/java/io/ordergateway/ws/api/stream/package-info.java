/** The WebSocket that strategies and services hold: cancels in, results and outcomes out. */
@NullMarked
package io.ordergateway.ws.api.stream;

import org.jspecify.annotations.NullMarked;

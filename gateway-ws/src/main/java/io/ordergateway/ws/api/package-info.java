/** The gateway over the network: one port for WebSocket, HTTP, streams of outcomes and the console. */
@NullMarked
package io.ordergateway.ws.api;

import org.jspecify.annotations.NullMarked;

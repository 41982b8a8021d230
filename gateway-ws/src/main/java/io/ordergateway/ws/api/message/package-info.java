/** What clients write to the gateway and what it answers, in JSON. The same words over HTTP and over WebSocket. */
@NullMarked
package io.ordergateway.ws.api.message;

import org.jspecify.annotations.NullMarked;

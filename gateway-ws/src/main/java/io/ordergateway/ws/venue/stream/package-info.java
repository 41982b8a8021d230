/** The live connection of an order stream that takes no requests: HTTP cancels, and this tells what became of them. */
@NullMarked
package io.ordergateway.ws.venue.stream;

import org.jspecify.annotations.NullMarked;

/** Live connections to venues. Everything here belongs to one account's event loop and is touched by it alone. */
@NullMarked
package io.ordergateway.ws.venue;

import org.jspecify.annotations.NullMarked;

/** The simulated venue's order books: what rests, what changes, and how an order ends. */
@NullMarked
package io.ordergateway.ws.sim.book;

import org.jspecify.annotations.NullMarked;

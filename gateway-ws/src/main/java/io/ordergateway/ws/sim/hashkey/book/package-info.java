/** The simulated HashKey's orders, and how they end. */
@NullMarked
package io.ordergateway.ws.sim.hashkey.book;

import org.jspecify.annotations.NullMarked;

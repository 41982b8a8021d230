/** The commands that play: a simulated venue to try things on, and a demonstration that ends with a proof. */
@NullMarked
package io.ordergateway.ws.demo;

import org.jspecify.annotations.NullMarked;

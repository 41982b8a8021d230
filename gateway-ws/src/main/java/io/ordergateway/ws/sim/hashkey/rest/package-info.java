/** The simulated HashKey over HTTP. */
@NullMarked
package io.ordergateway.ws.sim.hashkey.rest;

import org.jspecify.annotations.NullMarked;

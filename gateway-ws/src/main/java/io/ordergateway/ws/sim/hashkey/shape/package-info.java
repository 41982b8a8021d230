/** What the simulated HashKey says, as JSON. */
@NullMarked
package io.ordergateway.ws.sim.hashkey.shape;

import org.jspecify.annotations.NullMarked;

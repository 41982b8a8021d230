/** The simulated venue's door: who may come in, and what came in. */
@NullMarked
package io.ordergateway.ws.sim.door;

import org.jspecify.annotations.NullMarked;

/** The simulated HashKey's door: who may come in, how often, and what came in. */
@NullMarked
package io.ordergateway.ws.sim.hashkey.door;

import org.jspecify.annotations.NullMarked;

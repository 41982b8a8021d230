/** What the simulated venue reads and writes: the requests it takes, and every reply and push as JSON. */
@NullMarked
package io.ordergateway.ws.sim.shape;

import org.jspecify.annotations.NullMarked;

/** What goes wrong at the simulated venue, and when. */
@NullMarked
package io.ordergateway.ws.sim.fault;

import org.jspecify.annotations.NullMarked;

/** What goes wrong at the simulated HashKey. */
@NullMarked
package io.ordergateway.ws.sim.hashkey.fault;

import org.jspecify.annotations.NullMarked;

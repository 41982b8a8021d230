/** What every way into the simulated CoinSwitch passes: signatures, limits and their counters, faults and habits. */
@NullMarked
package io.ordergateway.ws.sim.coinswitch.door;

import org.jspecify.annotations.NullMarked;

/** The simulated CoinSwitch's REST API: spot and futures, version 2 (sections 3 to 5). */
@NullMarked
package io.ordergateway.ws.sim.coinswitch.rest;

import org.jspecify.annotations.NullMarked;

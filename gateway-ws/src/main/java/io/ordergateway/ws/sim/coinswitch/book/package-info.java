/** The simulated CoinSwitch's orders: what rests, how a cancel takes its time, and how an order ends. */
@NullMarked
package io.ordergateway.ws.sim.coinswitch.book;

import org.jspecify.annotations.NullMarked;

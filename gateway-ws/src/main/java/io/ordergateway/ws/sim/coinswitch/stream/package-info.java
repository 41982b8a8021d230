/** The simulated CoinSwitch's stream of spot orders: Socket.IO v4 on a WebSocket (section 9). */
@NullMarked
package io.ordergateway.ws.sim.coinswitch.stream;

import org.jspecify.annotations.NullMarked;

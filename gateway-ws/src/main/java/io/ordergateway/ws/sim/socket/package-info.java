/** The simulated venue's WebSockets: sessions, subscriptions and order actions. */
@NullMarked
package io.ordergateway.ws.sim.socket;

import org.jspecify.annotations.NullMarked;

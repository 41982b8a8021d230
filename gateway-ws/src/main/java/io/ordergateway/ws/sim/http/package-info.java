/** What every simulated venue listens with: a server on loopback, and one HTTP request with the ways to answer it. */
@NullMarked
package io.ordergateway.ws.sim.http;

import org.jspecify.annotations.NullMarked;

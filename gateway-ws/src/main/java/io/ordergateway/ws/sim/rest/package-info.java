/** The simulated venue's HTTP: its REST endpoints, and the upgrade to a socket. */
@NullMarked
package io.ordergateway.ws.sim.rest;

import org.jspecify.annotations.NullMarked;

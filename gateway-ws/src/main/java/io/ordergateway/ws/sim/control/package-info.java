/** What tells a simulated venue what to do while it runs: HTTP under {@code /sim/}, for clients on the same machine. */
@NullMarked
package io.ordergateway.ws.sim.control;

import org.jspecify.annotations.NullMarked;

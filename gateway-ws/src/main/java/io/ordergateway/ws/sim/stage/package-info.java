/** What all simulated venues have in common for those who play with them: the commands. */
@NullMarked
package io.ordergateway.ws.sim.stage;

import org.jspecify.annotations.NullMarked;

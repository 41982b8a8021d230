/** The simulated HashKey's private stream: listen keys, sockets and what they are told. */
@NullMarked
package io.ordergateway.ws.sim.hashkey.stream;

import org.jspecify.annotations.NullMarked;

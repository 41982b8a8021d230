/** Who uses a gateway over the network, and what each may do and how much of it. */
@NullMarked
package io.ordergateway.ws.api.client;

import org.jspecify.annotations.NullMarked;

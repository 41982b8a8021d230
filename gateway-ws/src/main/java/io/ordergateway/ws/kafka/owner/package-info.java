/** Which gateway may serve the accounts of which, and taking them over from one that is dead. */
@NullMarked
package io.ordergateway.ws.kafka.owner;

import org.jspecify.annotations.NullMarked;

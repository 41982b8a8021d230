/** Dead-man leases and kill switches at work: their thread, their file, and what they ask of the gateway. */
@NullMarked
package io.ordergateway.ws.guard;

import org.jspecify.annotations.NullMarked;

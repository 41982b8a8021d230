/** Commands that ask a running gateway over HTTP, as one of its clients. */
@NullMarked
package io.ordergateway.ws.command.remote;

import org.jspecify.annotations.NullMarked;

/**
 * The use case: admit, record, route, send, settle, record, tell. One account's cancels are owned by one thread; {@link
 * io.ordergateway.core.cancel.CancelDoor} is the way onto it.
 */
@NullMarked
package io.ordergateway.core.cancel;

import org.jspecify.annotations.NullMarked;

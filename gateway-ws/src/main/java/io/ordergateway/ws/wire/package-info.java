/** Bytes and text to messages and back: pure functions, the same for every venue. Knows no channel and no thread. */
@NullMarked
package io.ordergateway.ws.wire;

import org.jspecify.annotations.NullMarked;

/**
 * Bytes and text to messages and back, the same for every venue: what comes out depends on what goes in and on nothing else.
 * Knows no channel and no thread.
 */
@NullMarked
package io.ordergateway.ws.wire;

import org.jspecify.annotations.NullMarked;

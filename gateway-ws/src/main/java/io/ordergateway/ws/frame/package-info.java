/**
 * WebSocket frames (RFC 6455) for a client whose handshake is done: bytes become messages and messages bytes, without an
 * object for each. It stands in for Netty's frame codec, judges a stream as that does, and is tested against it. Everything
 * here belongs to one event loop.
 */
@NullMarked
package io.ordergateway.ws.frame;

import org.jspecify.annotations.NullMarked;

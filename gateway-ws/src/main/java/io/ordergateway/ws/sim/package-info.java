/**
 * A simulated AscendEX venue on loopback: real HTTP and WebSocket in front of an order book of its own, with faults on
 * order. It is written from the venue's dossier alone and shares no code with the gateway, so that an error in the one
 * does not hide an error in the other. Section numbers in this package are those of that dossier.
 */
@NullMarked
package io.ordergateway.ws.sim;

import org.jspecify.annotations.NullMarked;

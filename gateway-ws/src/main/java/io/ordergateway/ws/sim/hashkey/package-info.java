/**
 * A simulated HashKey on loopback: real HTTP and WebSocket in front of a book of its own, with faults on order. It is written
 * from the venue's dossier alone and shares no code with the gateway, so that an error in the one does not hide an error in
 * the other. Section numbers in this package and those below are those of that dossier.
 */
@NullMarked
package io.ordergateway.ws.sim.hashkey;

import org.jspecify.annotations.NullMarked;

/**
 * A simulated CoinSwitch PRO on loopback: spot and futures over HTTP, and the stream of spot orders over Socket.IO, with
 * faults on order. It is written from the venue's dossier alone and shares no code with the gateway, so that an error in
 * the one does not hide an error in the other. Section numbers in these packages are those of that dossier.
 */
@NullMarked
package io.ordergateway.ws.sim.coinswitch;

import org.jspecify.annotations.NullMarked;

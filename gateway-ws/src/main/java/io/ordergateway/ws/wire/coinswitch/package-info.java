/**
 * CoinSwitch PRO: futures and spot, canceled over REST; the orders of spot are also heard of on a Socket.IO stream. The venue
 * is live, but nothing here was tried against it: every fact stands in its documents or in public clients. Section numbers
 * are those of the venue dossier.
 */
@NullMarked
package io.ordergateway.ws.wire.coinswitch;

import org.jspecify.annotations.NullMarked;

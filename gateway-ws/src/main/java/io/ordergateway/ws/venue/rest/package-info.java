/** Signed HTTP to venues: cancels, questions about orders, and who we are. All of it on the account's event loop. */
@NullMarked
package io.ordergateway.ws.venue.rest;

import org.jspecify.annotations.NullMarked;

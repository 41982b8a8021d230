/**
 * What a venue brings: the edge between the wiring, which knows no venue, and the venues, which know no wiring. A venue's
 * package has one {@link io.ordergateway.ws.kit.VenueKit}; {@code ws.app} names it, in one line.
 */
@NullMarked
package io.ordergateway.ws.kit;

import org.jspecify.annotations.NullMarked;

package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.wire.VenueRest;

/**
 * All that requests over HTTP to one account's venue share.
 *
 * @param venue the dialect
 * @param budgets what may still be sent over HTTP, by class of request
 * @param health whether HTTP answers
 * @param introduction whether the venue knows the account; without it nothing private can be asked
 */
public record RestAccess(
        AccountLoop loop,
        RestClient http,
        VenueRest venue,
        VenueClock clock,
        RequestBudgets budgets,
        RestHealth health,
        VenueIntroduction introduction) {

    /** The time to sign and send. */
    public long millis(Now now) {
        return clock.millisAt(now.wall());
    }
}

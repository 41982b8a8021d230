package io.ordergateway.ws.sim.coinswitch.door;

import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.door.CancelArrivals;
import io.ordergateway.ws.sim.door.SimClock;
import io.ordergateway.ws.sim.fault.FaultScript;

/** What every way into the venue leads to: the books, the faults, and what is counted and checked. */
public record Floor(
        Books books,
        FaultScript<CoinswitchFault> faults,
        RequestWindows windows,
        Signatures signatures,
        Habits habits,
        CancelArrivals arrivals,
        SimClock clock) {

    /** The book of each surface. */
    public record Books(CoinswitchBook spot, CoinswitchBook futures) {}

    public CoinswitchBook book(Surface surface) {
        return surface == Surface.SPOT ? books.spot() : books.futures();
    }
}

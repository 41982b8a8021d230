package io.ordergateway.ws.sim.door;

import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimBooks;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.fault.SimFaults;

/** What every way into the venue leads to: the books, the faults, and who and what is counted and checked. */
public record SimFloor(
        SimAccount account,
        SimBooks books,
        SimFaults faults,
        SimCounts.Tally tally,
        RateMeter meter,
        SimHabits habits,
        SimClock clock) {

    /** A cancel of one order came in. */
    public void arrived(String orderId, long time) {
        tally.arrivals.note(orderId, time, clock.instant());
    }

    /** What a fault does to the order before the cancel comes. */
    public void before(SimFault fault, SimBook book, String orderId) {
        switch (fault) {
            case FILL_FIRST -> book.move(orderId, SimBook.Move.FILL);
            case PART_FILL_FIRST -> book.move(orderId, SimBook.Move.FILL_PARTLY);
            case REJECT_FIRST -> book.move(orderId, SimBook.Move.REJECT);
            default -> {}
        }
    }
}

package io.ordergateway.ws.sim.hashkey.door;

import io.ordergateway.ws.sim.door.SimClock;
import io.ordergateway.ws.sim.fault.FaultScript;
import io.ordergateway.ws.sim.hashkey.book.HashKeyBook;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import java.util.Set;

/**
 * What every way into the venue leads to.
 *
 * @param faults drawn by every request to cancel
 * @param rival drawn by every cancel of an open order: what the rest of the market does an instant before
 */
public record HashKeyFloor(
        HashKeySetup setup,
        HashKeyBook book,
        FaultScript<HashKeyFault> faults,
        FaultScript<HashKeyBook.Move> rival,
        HashKeyCounts.Tally tally,
        SimClock clock) {

    /** What the venue is like. */
    public record HashKeySetup(Site site, Set<HashKeyHabit> habits, HashKeyPace pace) {
        public HashKeySetup {
            habits = Set.copyOf(habits);
        }
    }

    public Site site() {
        return setup.site();
    }

    public HashKeyPace pace() {
        return setup.pace();
    }

    public boolean has(HashKeyHabit habit) {
        return setup.habits().contains(habit);
    }
}

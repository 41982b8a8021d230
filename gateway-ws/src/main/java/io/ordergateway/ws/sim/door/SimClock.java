package io.ordergateway.ws.sim.door;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The venue's clock: another clock, and how far it goes wrong. */
public final class SimClock extends Clock {
    private final Clock base;
    private volatile Duration skew = Duration.ZERO;

    public SimClock(Clock base) {
        this.base = base;
    }

    /** How far ahead it is from now on; behind when negative. */
    public void skew(Duration ahead) {
        skew = ahead;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(skew);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        SimClock moved = new SimClock(base.withZone(zone));
        moved.skew(skew);
        return moved;
    }
}

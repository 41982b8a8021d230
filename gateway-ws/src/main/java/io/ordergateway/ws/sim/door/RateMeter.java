package io.ordergateway.ws.sim.door;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts messages against the limits of section 9.1. May be used from any thread. */
public final class RateMeter {
    private final LongSupplier nanoTime;
    private final Map<RateLimits.Kind, Meter> meters = new EnumMap<>(RateLimits.Kind.class);
    private RateLimits limits;
    private String violation = "";
    private long bannedUntil;

    public RateMeter(RateLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.bannedUntil = nanoTime.getAsLong();
    }

    /** What becomes of a message. */
    public enum Verdict {
        /** It is served. */
        SERVE,
        /** Level 1: it is ignored. */
        IGNORE,
        /** Level 2: its session is killed and the address banned. */
        BAN
    }

    private static final class Meter {
        private long windowEnd;
        private long ignoredUntil;
        private int count;
    }

    /** Forgets what was counted, and every penalty. */
    public synchronized void change(RateLimits newLimits) {
        limits = newLimits;
        meters.clear();
        violation = "";
        bannedUntil = nanoTime.getAsLong();
    }

    /** Counts one message. */
    public synchronized Verdict take(RateLimits.Kind kind) {
        if (!limits.enforced()) {
            return Verdict.SERVE;
        }
        long now = nanoTime.getAsLong();
        Meter meter = meters.computeIfAbsent(kind, unused -> newMeter(now));
        if (now - meter.windowEnd >= 0) {
            meter.windowEnd = now + limits.window().toNanos();
            meter.count = 0;
        }
        meter.count++;
        RateLimits.Levels levels = limits.of(kind);
        if (meter.count > levels.second()) {
            bannedUntil = now + limits.penalty().toNanos();
            violation = "exceeds " + kind + "[" + levels.second() + "], " + meter.count + " messages recently";
            return Verdict.BAN;
        }
        if (meter.count > levels.first()) {
            meter.ignoredUntil = now + limits.penalty().toNanos();
        }
        return now - meter.ignoredUntil < 0 ? Verdict.IGNORE : Verdict.SERVE;
    }

    private Meter newMeter(long now) {
        Meter meter = new Meter();
        meter.windowEnd = now + limits.window().toNanos();
        meter.ignoredUntil = now;
        return meter;
    }

    public synchronized boolean isBanned() {
        return bannedUntil - nanoTime.getAsLong() > 0;
    }

    /** Whether one more socket is too many. */
    public synchronized boolean isFull(int openSockets) {
        return limits.enforced() && openSockets >= limits.maxSockets();
    }

    /** How long the ban still lasts; zero or less when there is none. */
    public synchronized long bannedForMillis() {
        return (bannedUntil - nanoTime.getAsLong()) / 1_000_000;
    }

    /** What the ban is for, empty when there never was one. */
    public synchronized String violation() {
        return violation;
    }

    public synchronized RateLimits limits() {
        return limits;
    }
}

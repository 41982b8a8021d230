package io.ordergateway.it.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one client did in one mode: times, and what they cost. */
final class Tally {
    private static final int DIGITS = 3;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final double MICROS = 1e3;

    // Of a fixed size: one that grows would be counted as allocated by the client.
    private final Histogram times = new Histogram(LONGEST, DIGITS);
    private final Meter meter = new Meter();
    private final Meter endMeter = new Meter();
    private long cancels;
    private long lost;
    private long wrong;
    private long doubled;
    private long ends;

    /** Begins a stretch whose cost counts. */
    void start() {
        meter.start();
    }

    /** Ends it. */
    void stop(int cancelled) {
        meter.stop();
        cancels += cancelled;
    }

    void startEnds() {
        endMeter.start();
    }

    void stopEnds(int count) {
        endMeter.stop();
        ends += count;
    }

    void time(long nanos) {
        times.recordValue(Math.min(LONGEST, Math.max(0, nanos)));
    }

    /**
     * What became of a batch that nobody waits for any more.
     *
     * @param unasked how many of its orders nobody asked for
     */
    void check(Batch batch, int unasked) {
        lost += batch.missing() - unasked;
        wrong += batch.wrong();
        doubled += batch.doubled();
    }

    /**
     * All of it.
     *
     * @param writtenNanos the mean from a call until a cancel's bytes were handed to the socket, 0 if nobody can tell
     */
    Measured measured(String client, String mode, double writtenNanos) {
        double each = Math.max(1, cancels);
        double eachEnd = Math.max(1, ends);
        return new Measured(
                client,
                mode,
                times.getTotalCount(),
                cancels,
                new Measured.Times(micros(50), micros(99), micros(99.9), writtenNanos / MICROS),
                new Measured.Cost(meter.bytes() / each, meter.cpuNanos() / each),
                new Measured.Cost(
                        ends == 0 ? 0 : endMeter.bytes() / eachEnd, ends == 0 ? 0 : endMeter.cpuNanos() / eachEnd),
                new Measured.Faults(lost, wrong, doubled));
    }

    private double micros(double percentile) {
        return times.getValueAtPercentile(percentile) / MICROS;
    }
}

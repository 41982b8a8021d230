package io.ordergateway.ws.sim.hashkey.door;

import io.ordergateway.ws.sim.door.CancelArrivals;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the venue has received since it started: requests whose signature was found good, counted before they are answered.
 *
 * @param creates placements, without those that are a test
 * @param cancels requests to cancel one order
 * @param batchCancels requests to cancel several orders, by ids or all
 * @param queries queries of one order
 * @param openQueries queries of open orders
 * @param streams what came in about the private stream
 * @param load what came in within a second, good or bad
 */
public record HashKeyCounts(
        long creates,
        long cancels,
        long batchCancels,
        long queries,
        long openQueries,
        Streams streams,
        LimitMeter.Load load) {

    /**
     * The private stream.
     *
     * @param keys listen keys made
     * @param refreshes listen keys kept alive
     * @param sockets streams opened
     * @param pings JSON pings of clients
     * @param pongs JSON pongs of clients
     */
    public record Streams(long keys, long refreshes, long sockets, long pings, long pongs) {}

    /** The running counts. */
    public static final class Tally {
        public final LongAdder creates = new LongAdder();
        public final LongAdder cancels = new LongAdder();
        public final LongAdder batchCancels = new LongAdder();
        public final LongAdder queries = new LongAdder();
        public final LongAdder openQueries = new LongAdder();
        public final LongAdder keys = new LongAdder();
        public final LongAdder refreshes = new LongAdder();
        public final LongAdder sockets = new LongAdder();
        public final LongAdder pings = new LongAdder();
        public final LongAdder pongs = new LongAdder();
        public final CancelArrivals arrivals = new CancelArrivals();

        public HashKeyCounts now(LimitMeter meter) {
            return new HashKeyCounts(
                    creates.sum(),
                    cancels.sum(),
                    batchCancels.sum(),
                    queries.sum(),
                    openQueries.sum(),
                    new Streams(keys.sum(), refreshes.sum(), sockets.sum(), pings.sum(), pongs.sum()),
                    meter.load());
        }
    }
}

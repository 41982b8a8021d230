package io.ordergateway.ws.sim.door;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the venue has received since it started. A request is counted before it is answered.
 *
 * @param socketCancels cancel-order frames, good or bad
 * @param restCancels REST requests to cancel one order, after their signature was found good
 * @param restBatches REST requests to cancel several orders, after their signature was found good
 * @param statusQueries REST requests for the status of orders
 * @param openQueries requests for the open orders, on either path
 * @param sockets WebSockets opened
 * @param sessions what came on them besides orders
 */
public record SimCounts(
        long socketCancels,
        long restCancels,
        long restBatches,
        long statusQueries,
        long openQueries,
        long sockets,
        Sessions sessions) {

    /**
     * What keeps sessions alive.
     *
     * @param logins logins that were accepted, by message or by headers
     * @param pings client pings
     */
    public record Sessions(long logins, long pings) {}

    /** The running counts. */
    public static final class Tally {
        public final LongAdder socketCancels = new LongAdder();
        public final LongAdder restCancels = new LongAdder();
        public final LongAdder restBatches = new LongAdder();
        public final LongAdder statusQueries = new LongAdder();
        public final LongAdder openQueries = new LongAdder();
        public final LongAdder logins = new LongAdder();
        public final LongAdder pings = new LongAdder();
        public final LongAdder sockets = new LongAdder();
        public final CancelArrivals arrivals = new CancelArrivals();

        public SimCounts now() {
            return new SimCounts(
                    socketCancels.sum(),
                    restCancels.sum(),
                    restBatches.sum(),
                    statusQueries.sum(),
                    openQueries.sum(),
                    sockets.sum(),
                    new Sessions(logins.sum(), pings.sum()));
        }
    }
}

package io.ordergateway.ws.sim;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the venue has received since it started. A request is counted before it is answered.
 *
 * @param socketCancels cancel-order frames, good or bad
 * @param restCancels REST requests to cancel one order, after their signature was found good
 * @param statusQueries REST requests for the status of orders
 * @param openQueries requests for the open orders, on either path
 * @param logins logins that were accepted, by message or by headers
 * @param pings client pings
 * @param sockets WebSockets opened
 */
public record SimCounts(
        long socketCancels,
        long restCancels,
        long statusQueries,
        long openQueries,
        long logins,
        long pings,
        long sockets) {

    /** The running counts. */
    static final class Tally {
        final LongAdder socketCancels = new LongAdder();
        final LongAdder restCancels = new LongAdder();
        final LongAdder statusQueries = new LongAdder();
        final LongAdder openQueries = new LongAdder();
        final LongAdder logins = new LongAdder();
        final LongAdder pings = new LongAdder();
        final LongAdder sockets = new LongAdder();

        SimCounts now() {
            return new SimCounts(
                    socketCancels.sum(),
                    restCancels.sum(),
                    statusQueries.sum(),
                    openQueries.sum(),
                    logins.sum(),
                    pings.sum(),
                    sockets.sum());
        }
    }
}

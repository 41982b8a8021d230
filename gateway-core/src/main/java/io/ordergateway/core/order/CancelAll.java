package io.ordergateway.core.order;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One caller's wish that no open order of a scope rest: of an account, and of one symbol, side or strategy of it if the caller
 * says so. A venue's "taken" is no proof, since venues pass over orders that they are still accepting; the wish is finished
 * only when the venue's list of open orders shows none that it {@linkplain #covers covers}.
 *
 * <p>Immutable; the {@code with…}-like methods return a changed copy. As with {@link CancelOrder}, nothing is checked here.
 *
 * @param cancelId whose a result about the scope as a whole is; each order's result has an id of its own. A wish that is
 *     handed in again begins again, under the same id or another: the venue is asked anew
 * @param account the name of the account that owns the orders
 * @param symbol the one symbol meant, or {@code null} for all
 * @param side the one side meant, {@link Side#BUY} or {@link Side#SELL}, or {@code null} for both
 * @param strategy the tag with which a strategy ends the client ids of its orders, or {@code null} for everybody's. It is
 *     looked for at the end of the venue's order ids: AscendEX ends them with the last 9 characters of the client id
 *     (dossier 8.2), so the tag has 1 to {@value #MAX_STRATEGY} letters and digits
 * @param within how long from acceptance it may take
 */
public record CancelAll(
        CancelId cancelId,
        String account,
        @Nullable String symbol,
        @Nullable Side side,
        @Nullable String strategy,
        Duration within) {

    /** The longest tag of a strategy; with it, one character is left to tell its orders apart within a millisecond. */
    public static final int MAX_STRATEGY = 8;

    /** Which way an order trades. */
    public enum Side {
        BUY,
        SELL,
        /** The venue did not say, or used a word that this build does not know. */
        UNKNOWN
    }

    /**
     * One entry of a venue's list of open orders.
     *
     * @param order which order
     * @param side which way it trades
     * @param rests whether the venue says that it rests; if not, it has not ended either, as one that is being canceled
     */
    public record OpenOrder(OrderRef order, Side side, boolean rests) {
        /** One that rests. */
        public OpenOrder(OrderRef order, Side side) {
            this(order, side, true);
        }
    }

    /** What a venue says of the open orders of a scope. That it says nothing is not that there are none. */
    public sealed interface Listing {
        /**
         * The venue's list, believed whole or not at all.
         *
         * @param orders those that the scope covers; none is proof that none rests
         */
        record Open(List<OpenOrder> orders) implements Listing {
            public Open {
                orders = List.copyOf(orders);
            }
        }

        /**
         * Nobody knows which orders are open.
         *
         * @param text why, in a sentence
         */
        record Unknown(String text) implements Listing {}

        /** The venue was not asked, for something is wrong with the question, or too much is asked at once. */
        record Refused(CancelResult.Refused refusal) implements Listing {}
    }

    /** A wish with an id of its own: every open order of the account, within {@link CancelOrder#DEFAULT_WITHIN}. */
    public static CancelAll of(String account) {
        return new CancelAll(CancelId.next(), account, null, null, null, CancelOrder.DEFAULT_WITHIN);
    }

    /** The same wish under the caller's own id. */
    public CancelAll id(String cancelId) {
        return new CancelAll(new CancelId(cancelId), account, symbol, side, strategy, within);
    }

    /** The same wish, for one symbol only. */
    public CancelAll symbol(String symbol) {
        return new CancelAll(cancelId, account, symbol, side, strategy, within);
    }

    /** The same wish, for one side only. */
    public CancelAll side(Side side) {
        return new CancelAll(cancelId, account, symbol, side, strategy, within);
    }

    /** The same wish, for the orders of one strategy only. */
    public CancelAll strategy(String tag) {
        return new CancelAll(cancelId, account, symbol, side, tag, within);
    }

    /** Whether it is for all orders of the account or of a symbol, as one frame to a venue can say it. */
    public boolean fitsOneFrame() {
        return side == null && strategy == null;
    }

    /** The same wish, to be done within this time of being accepted. */
    public CancelAll within(Duration limit) {
        return new CancelAll(cancelId, account, symbol, side, strategy, limit);
    }

    /**
     * Whether this order must be gone for the wish to be fulfilled. In which case a symbol is written makes no difference: some
     * venues answer in another than they are asked in (CoinSwitch: dossier 11). An order whose side the venue did not say counts to
     * either side: otherwise a list that cannot be told apart would pass for an empty one.
     */
    public boolean covers(OpenOrder open) {
        boolean symbolMeant =
                symbol == null || symbol.equalsIgnoreCase(open.order().symbol());
        boolean sideMeant = side == null || side == open.side() || open.side() == Side.UNKNOWN;
        boolean strategyMeant = strategy == null || open.order().orderId().endsWith(strategy);
        return symbolMeant && sideMeant && strategyMeant;
    }
}

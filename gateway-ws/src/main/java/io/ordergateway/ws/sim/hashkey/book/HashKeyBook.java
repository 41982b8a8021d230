package io.ordergateway.ws.sim.hashkey.book;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The venue's book: the one place that decides how an order ends. Every change happens under one lock, so a fill and a cancel
 * that race end the order once, one way. Open orders rest until told otherwise; nothing is matched. May be used from any thread.
 */
public final class HashKeyBook {
    /** Ended orders remembered; the one that ended first is forgotten first. */
    public static final int MAX_ENDED = 200_000;
    /** Open orders held; a further order is refused. */
    public static final int MAX_OPEN = 200_000;

    /** What a market order trades at. */
    public static final BigDecimal MARKET_PRICE = new BigDecimal("30000");

    private static final BigDecimal TWO = new BigDecimal(2);

    private final Object lock = new Object();
    private final Map<String, HashKeyOrder> open = new LinkedHashMap<>();
    private final Map<String, HashKeyOrder> ended = new LinkedHashMap<>();
    private final Map<String, String> orderIdByClientId = new HashMap<>();
    private final Clock clock;
    private final OrderIds ids;
    private final Consumer<HashKeyOrder> listener;

    /**
     * An empty book.
     *
     * @param listener told of each change under the lock, in the order in which they happen; must not block
     */
    public HashKeyBook(Clock clock, Consumer<HashKeyOrder> listener) {
        this.clock = clock;
        this.ids = new OrderIds(clock);
        this.listener = listener;
    }

    /** A limit order at rest; its id. */
    public String place(String symbol, String side, String qty, String price) {
        return place(NewOrder.limit(symbol, side, qty, price), false)
                .orElseThrow()
                .orderId();
    }

    /** The same, under the client's id. */
    public String place(String symbol, String side, String qty, String price, String clientOrderId) {
        NewOrder wanted = NewOrder.limit(symbol, side, qty, price).withClientOrderId(clientOrderId);
        return place(wanted, false)
                .orElseThrow(() -> new IllegalArgumentException(
                        "clientOrderId " + clientOrderId + " is an open order's; write another"))
                .orderId();
    }

    /**
     * Takes an order: a limit order rests, a market order is filled, and one that may not rest ends canceled.
     *
     * @param pending whether it is accepted before it is in the book ({@code PENDING_NEW}); {@link #accept} follows
     * @return empty when an open order has the client's id
     */
    public Optional<HashKeyOrder> place(NewOrder wanted, boolean pending) {
        if (wanted.qty().signum() <= 0) {
            throw new IllegalArgumentException("qty must be more than zero, is " + wanted.qty());
        }
        synchronized (lock) {
            if (open.size() >= MAX_OPEN) {
                throw new IllegalStateException("the book holds " + MAX_OPEN + " open orders and takes no more");
            }
            String clientId = wanted.clientOrderId().isEmpty() ? ids.nextClientId() : wanted.clientOrderId();
            if (open.containsKey(orderIdByClientId.getOrDefault(clientId, ""))) {
                return Optional.empty();
            }
            HashKeyOrder.Terms terms =
                    new HashKeyOrder.Terms(ids.nextOrderId(), wanted.withClientOrderId(clientId), clock.instant());
            orderIdByClientId.put(clientId, terms.orderId());
            HashKeyOrder order =
                    changed(HashKeyOrder.placed(terms, pending ? OrderStatus.PENDING_NEW : OrderStatus.NEW));
            if (!pending) {
                trade(order);
            }
            return Optional.of(order);
        }
    }

    /** An order that was accepted is in the book now, where it may trade; false when it is not pending any more. */
    public boolean accept(String orderId) {
        synchronized (lock) {
            HashKeyOrder order = open.get(orderId);
            if (order == null || order.status() != OrderStatus.PENDING_NEW) {
                return false;
            }
            trade(changed(order.with(OrderStatus.NEW, clock.instant())));
            return true;
        }
    }

    private void trade(HashKeyOrder order) {
        if (order.wanted().type() == OrderType.MARKET) {
            fill(order.orderId());
        } else if (!order.wanted().timeInForce().equals("GTC")) {
            changed(order.canceled(CancelReason.RISK_LIMIT, clock.instant()));
        }
    }

    /** Fills what is left; false when the order is not open any more. */
    public boolean fill(String orderId) {
        synchronized (lock) {
            HashKeyOrder order = open.get(orderId);
            return order != null && fillPartly(orderId, order.left());
        }
    }

    /** Fills so much of it; false when the order is not open any more. */
    public boolean fillPartly(String orderId, String qty) {
        return fillPartly(orderId, new BigDecimal(qty));
    }

    private boolean fillPartly(String orderId, BigDecimal qty) {
        synchronized (lock) {
            HashKeyOrder order = open.get(orderId);
            if (order == null) {
                return false;
            }
            if (qty.signum() <= 0 || qty.compareTo(order.left()) > 0) {
                throw new IllegalArgumentException("cannot fill " + qty + " of " + order);
            }
            changed(order.filledBy(qty, clock.instant()));
            return true;
        }
    }

    /** The venue throws the order out by itself; false when the order is not open any more. */
    public boolean reject(String orderId) {
        return change(orderId, order -> order.rejected(clock.instant()))
                .map(this::tell)
                .isPresent();
    }

    /** What the rest of the market may do to an order. */
    public enum Move {
        NONE,
        FILL,
        FILL_PARTLY,
        REJECT
    }

    /** Does it to an open order; nothing happens to any other. */
    public void move(String orderId, Move move) {
        synchronized (lock) {
            HashKeyOrder order = open.get(orderId);
            if (order == null) {
                return;
            }
            switch (move) {
                case NONE -> {}
                case FILL -> fill(orderId);
                case FILL_PARTLY -> fillPartly(orderId, order.left().divide(TWO));
                case REJECT -> reject(orderId);
            }
        }
    }

    /** A cancel was accepted and is on its way; empty when the order is not open. Tells nobody. */
    public Optional<HashKeyOrder> awaitCancel(String orderId) {
        return change(orderId, order -> order.withCancelPending(true, clock.instant()));
    }

    /** The cancel came to nothing and the order rests on; empty when the order is not open. Tells nobody. */
    public Optional<HashKeyOrder> dropCancel(String orderId) {
        return change(orderId, order -> order.withCancelPending(false, clock.instant()));
    }

    /** The order ends canceled, at the client's wish; empty when it is not open. Tells nobody: see {@link #tell}. */
    public Optional<HashKeyOrder> endCanceled(String orderId) {
        return change(orderId, order -> order.canceled(CancelReason.USER, clock.instant()));
    }

    /** Tells of a change that was made quietly. */
    public HashKeyOrder tell(HashKeyOrder order) {
        synchronized (lock) {
            listener.accept(order);
            return order;
        }
    }

    /** The order as it stands; empty when it was never placed, or ended so long ago that it is forgotten. */
    public Optional<HashKeyOrder> order(String orderId) {
        synchronized (lock) {
            HashKeyOrder order = open.get(orderId);
            return Optional.ofNullable(order != null ? order : ended.get(orderId));
        }
    }

    /** The newest order with this client's id. */
    public Optional<HashKeyOrder> byClientId(String clientOrderId) {
        synchronized (lock) {
            return Optional.ofNullable(orderIdByClientId.get(clientOrderId)).flatMap(this::order);
        }
    }

    /** Every open order, the oldest first. */
    public List<HashKeyOrder> open() {
        synchronized (lock) {
            return List.copyOf(open.values());
        }
    }

    /** The open orders that are meant, the oldest first. */
    public List<HashKeyOrder> open(Filter filter) {
        return matching(open.values(), filter);
    }

    /** The ended orders that are meant, in the order in which they ended. */
    public List<HashKeyOrder> ended(Filter filter) {
        return matching(ended.values(), filter);
    }

    /** Every order remembered: first the ended, as they ended, then the open, as they were placed. */
    public List<HashKeyOrder> all() {
        synchronized (lock) {
            List<HashKeyOrder> orders = new ArrayList<>(ended.values());
            orders.addAll(open.values());
            return orders;
        }
    }

    private List<HashKeyOrder> matching(Collection<HashKeyOrder> orders, Filter filter) {
        synchronized (lock) {
            return orders.stream().filter(filter::takes).toList();
        }
    }

    private Optional<HashKeyOrder> change(String orderId, Function<HashKeyOrder, HashKeyOrder> how) {
        synchronized (lock) {
            return Optional.ofNullable(open.get(orderId)).map(how).map(this::keep);
        }
    }

    private HashKeyOrder changed(HashKeyOrder order) {
        return tell(keep(order));
    }

    private HashKeyOrder keep(HashKeyOrder order) {
        if (order.status().isOpen()) {
            open.put(order.orderId(), order);
            return order;
        }
        open.remove(order.orderId());
        ended.put(order.orderId(), order);
        if (ended.size() > MAX_ENDED) {
            Iterator<HashKeyOrder> oldestFirst = ended.values().iterator();
            HashKeyOrder oldest = oldestFirst.next();
            oldestFirst.remove();
            orderIdByClientId.remove(oldest.clientOrderId(), oldest.orderId());
        }
        return order;
    }
}

package io.ordergateway.ws.sim.coinswitch.book;

import io.ordergateway.ws.sim.coinswitch.book.Surface.Status;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The orders of one surface: the one place that decides how an order ends. Every change happens under one lock, so a
 * fill and a cancel that race end the order once, one way. Orders rest until told otherwise; nothing is matched. Its
 * methods may be called from any thread.
 */
public final class CoinswitchBook {
    /** Ended orders remembered; the one that ended first is forgotten first. */
    public static final int MAX_ENDED = 200_000;
    /** Orders held that have not ended; a further one is refused. */
    public static final int MAX_OPEN = 200_000;

    private static final BigDecimal TWO = new BigDecimal(2);

    private final Object lock = new Object();
    private final Map<String, Order> open = new LinkedHashMap<>();
    private final Map<String, Order> ended = new LinkedHashMap<>();
    private final Map<String, String> idsByClientId = new HashMap<>();
    private final Surface surface;
    private final OrderIds ids;
    private final Clock clock;
    private final BiConsumer<Duration, Runnable> later;
    private final Consumer<Order> listener;
    private Duration cancelTakes = Duration.ZERO;
    private boolean partlyExecutedWhenCancelled;
    private Rival rival = new Rival(0, 0);
    private Instant lastCreated = Instant.EPOCH;

    /**
     * An empty book.
     *
     * @param later runs something after a delay, on any thread
     * @param listener told of each change under the lock, so in the order of the changes; must not block
     */
    public CoinswitchBook(
            Surface surface, Clock clock, BiConsumer<Duration, Runnable> later, Consumer<Order> listener) {
        this.surface = surface;
        this.ids = new OrderIds(surface);
        this.clock = clock;
        this.later = later;
        this.listener = listener;
    }

    public Surface surface() {
        return surface;
    }

    /** How long an order is in CANCELLATION_RAISED or EXPIRATION_RAISED before it ends, from now on; zero at first. */
    public void cancelTakes(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("cancelTakes must be zero or more, is " + delay);
        }
        synchronized (lock) {
            cancelTakes = delay;
        }
    }

    /**
     * Section 13, row 7: what a futures order that was partly filled is called once it is canceled, from now on.
     *
     * @param partlyExecuted whether PARTIALLY_EXECUTED; otherwise, and at first, CANCELLED
     */
    public void partlyExecutedWhenCancelled(boolean partlyExecuted) {
        synchronized (lock) {
            partlyExecutedWhenCancelled = partlyExecuted;
        }
    }

    /**
     * From now on a cancel finds, with this probability, that the order was filled, in full or in part, an instant
     * before or while the cancel is on its way. What happens follows from the seed and the order of the cancels.
     *
     * @param rate 0 to 1; 0 ends the race
     */
    public void race(long seed, double rate) {
        synchronized (lock) {
            rival = new Rival(seed, rate);
        }
    }

    /** An order without a client id that does not expire by itself; its id. */
    public String place(String symbol, String side, String quantity, String price) {
        String exchange = surface == Surface.SPOT ? "coinswitchx" : "EXCHANGE_2";
        return place(new Order.Terms(
                        "",
                        exchange,
                        symbol.toUpperCase(Locale.ROOT),
                        side.toUpperCase(Locale.ROOT),
                        new BigDecimal(price),
                        new BigDecimal(quantity),
                        false))
                .orderId();
    }

    /**
     * An order that does not expire by itself. Section 10: the same client id again is the same order.
     *
     * @throws IllegalStateException if the book is full
     */
    public Order place(Order.Terms terms) {
        if (terms.quantity().signum() <= 0 || terms.price().signum() <= 0) {
            throw new IllegalArgumentException("quantity and price must be more than zero, are " + terms);
        }
        synchronized (lock) {
            Optional<Order> known = byClientId(terms.clientOrderId());
            if (known.isPresent()) {
                return known.get();
            }
            if (open.size() >= MAX_OPEN) {
                throw new IllegalStateException("the book holds " + MAX_OPEN + " open orders and takes no more");
            }
            Instant now = Instant.ofEpochMilli(Math.max(clock.millis(), lastCreated.toEpochMilli() + 1));
            lastCreated = now;
            Order order =
                    new Order(ids.next(now.toEpochMilli()), terms, now, surface.working(false), BigDecimal.ZERO, now);
            if (!terms.clientOrderId().isEmpty()) {
                idsByClientId.put(terms.clientOrderId(), order.orderId());
            }
            return changed(order);
        }
    }

    /** The order expires by itself after this time, unless it has ended or is on its way there (section 5). */
    public void expireAfter(String orderId, Duration expiry) {
        later.accept(expiry, () -> expire(orderId));
    }

    /** The order's time is over; false when it does not work any more. */
    public boolean expire(String orderId) {
        synchronized (lock) {
            Order order = open.get(orderId);
            if (order == null || !surface.works(order.status())) {
                return false;
            }
            if (surface == Surface.FUTURES) {
                changed(order.become(Status.EXPIRED, clock.instant()));
                return true;
            }
            changed(order.become(Status.EXPIRATION_RAISED, clock.instant()));
            afterCancelTime(() -> endIf(orderId, Status.EXPIRATION_RAISED, Status.EXPIRED));
            return true;
        }
    }

    /** Section 6: a spot order is refused before it reaches the exchange; false when it does not work any more. */
    public boolean discard(String orderId) {
        synchronized (lock) {
            Order order = open.get(orderId);
            if (order == null || surface == Surface.FUTURES || !surface.works(order.status())) {
                return false;
            }
            changed(order.become(Status.DISCARDED, clock.instant()));
            return true;
        }
    }

    /** Fills what is left, also while a cancel is on its way; false when the order has ended. */
    public boolean fill(String orderId) {
        synchronized (lock) {
            Order order = open.get(orderId);
            return order != null && fill(order, order.rest());
        }
    }

    /** Fills so much of it, also while a cancel is on its way; false when the order has ended. */
    public boolean fillPartly(String orderId, String quantity) {
        synchronized (lock) {
            Order order = open.get(orderId);
            return order != null && fill(order, new BigDecimal(quantity));
        }
    }

    /** Fills half of what is left; false when the order has ended. */
    public boolean fillHalf(String orderId) {
        synchronized (lock) {
            Order order = open.get(orderId);
            return order != null && fill(order, order.rest().divide(TWO));
        }
    }

    private boolean fill(Order order, BigDecimal quantity) {
        if (quantity.signum() <= 0 || quantity.compareTo(order.rest()) > 0) {
            throw new IllegalArgumentException("cannot fill " + quantity + " of " + order);
        }
        boolean whole = quantity.compareTo(order.rest()) == 0;
        Status working = surface.works(order.status()) ? surface.working(true) : order.status();
        changed(order.filledBy(quantity, whole ? Status.EXECUTED : working, clock.instant()));
        return true;
    }

    /**
     * Asks for a cancel (section 3).
     *
     * @return the order as the reply shows it: on futures always CANCELLATION_RAISED, on spot CANCELLED if that took no
     *     time; empty when there is nothing to cancel now, for which {@link #order} shows the reason
     */
    public Optional<Order> cancel(String orderId, CancelEnd end) {
        synchronized (lock) {
            CancelEnd raced = race(orderId, end);
            Order order = open.get(orderId);
            if (order == null || !surface.works(order.status())) {
                return Optional.empty();
            }
            Order raised = changed(order.become(Status.CANCELLATION_RAISED, clock.instant()));
            if (raced != CancelEnd.NEVER) {
                afterCancelTime(() -> endCancel(orderId, raced));
            }
            return surface == Surface.SPOT ? order(orderId) : Optional.of(raised);
        }
    }

    private CancelEnd race(String orderId, CancelEnd end) {
        switch (rival.next()) {
            case FILL_FIRST -> fill(orderId);
            case PART_FILL_FIRST -> fillHalf(orderId);
            case FILL_MEANWHILE -> {
                return CancelEnd.EXECUTED;
            }
            case PART_FILL_MEANWHILE -> {
                return CancelEnd.PARTLY_EXECUTED;
            }
            case NOTHING -> {}
        }
        return end;
    }

    private void endCancel(String orderId, CancelEnd end) {
        synchronized (lock) {
            Order order = open.get(orderId);
            if (order == null) { // filled meanwhile
                return;
            }
            switch (end) {
                case EXECUTED -> fill(orderId);
                case PARTLY_EXECUTED -> {
                    fillHalf(orderId);
                    boolean futures = surface == Surface.FUTURES;
                    endIf(orderId, Status.CANCELLATION_RAISED, futures ? Status.PARTIALLY_EXECUTED : Status.CANCELLED);
                }
                case CANCELLED -> endIf(orderId, Status.CANCELLATION_RAISED, afterCancel(order));
                case NEVER -> {}
            }
        }
    }

    private Status afterCancel(Order order) {
        boolean partly = surface == Surface.FUTURES && partlyExecutedWhenCancelled;
        return partly && order.executed().signum() > 0 ? Status.PARTIALLY_EXECUTED : Status.CANCELLED;
    }

    private void afterCancelTime(Runnable end) {
        if (cancelTakes.isZero()) {
            end.run();
        } else {
            later.accept(cancelTakes, end);
        }
    }

    private void endIf(String orderId, Status expected, Status end) {
        synchronized (lock) {
            Order order = open.get(orderId);
            if (order != null && order.status() == expected) {
                changed(order.become(end, clock.instant()));
            }
        }
    }

    /** The order as it stands; empty when it was never placed, or ended so long ago that it is forgotten. */
    public Optional<Order> order(String orderId) {
        synchronized (lock) {
            Order order = open.get(orderId);
            return Optional.ofNullable(order != null ? order : ended.get(orderId));
        }
    }

    /** Whether there is such an order that has not ended. */
    public boolean isOpen(String orderId) {
        synchronized (lock) {
            return open.containsKey(orderId);
        }
    }

    /** The order placed under a client's id; empty when there is none, or the id is. */
    public Optional<Order> byClientId(String clientOrderId) {
        synchronized (lock) {
            return Optional.ofNullable(idsByClientId.get(clientOrderId)).flatMap(this::order);
        }
    }

    /** The orders that have not ended, the oldest first. */
    public List<Order> open() {
        synchronized (lock) {
            return List.copyOf(open.values());
        }
    }

    /** The orders that have ended, as they ended. */
    public List<Order> ended() {
        synchronized (lock) {
            return List.copyOf(ended.values());
        }
    }

    /** Every order remembered: first the ended, then the others. */
    public List<Order> all() {
        synchronized (lock) {
            List<Order> orders = new ArrayList<>(ended.values());
            orders.addAll(open.values());
            return List.copyOf(orders);
        }
    }

    private Order changed(Order order) {
        if (surface.ends(order.status())) {
            open.remove(order.orderId());
            ended.put(order.orderId(), order);
            forgetOldest();
        } else {
            open.put(order.orderId(), order);
        }
        listener.accept(order);
        return order;
    }

    private void forgetOldest() {
        if (ended.size() > MAX_ENDED) {
            Iterator<Order> oldestFirst = ended.values().iterator();
            idsByClientId.remove(oldestFirst.next().terms().clientOrderId());
            oldestFirst.remove();
        }
    }
}

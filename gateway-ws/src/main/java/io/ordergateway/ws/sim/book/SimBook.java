package io.ordergateway.ws.sim.book;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The venue's order book: the one place that decides how an order ends. Every change happens under one lock, so a fill
 * and a cancel that race end the order once, one way. Open orders rest until told otherwise; nothing is matched.
 */
public final class SimBook {
    /** Ended orders remembered; the one that ended first is forgotten first. */
    public static final int MAX_ENDED = 200_000;
    /** Open orders held; a further order is refused. */
    public static final int MAX_OPEN = 200_000;

    private static final long ELEVEN_HEX_DIGITS = (1L << 44) - 1;
    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");
    private static final int ID_TAIL = 9;
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final int LARGEST_SN_STEP = 5;
    private static final long SN_SEED = 7;
    private static final int FILLER_BASE = 36;
    private static final int FILLER_COUNT = FILLER_BASE * FILLER_BASE * FILLER_BASE * FILLER_BASE;

    private final Object lock = new Object();
    private final Map<String, SimOrder> open = new LinkedHashMap<>();
    private final Map<String, SimOrder> ended = new LinkedHashMap<>();
    private final SplittableRandom snSteps = new SplittableRandom(SN_SEED);
    private final Clock clock;
    private final String userUid;
    private final Category category;
    private final Funds funds = new Funds();
    private final Consumer<BookEvent> listener;
    private Rival rival = new Rival(0, 0);
    private long lastSn;
    private int fillers;

    /**
     * An empty book.
     *
     * @param userUid part of every order id
     * @param listener told of each event under the lock, so in the order of the sequence numbers; must not block
     */
    public SimBook(Category category, Clock clock, String userUid, Consumer<BookEvent> listener) {
        this.category = category;
        this.clock = clock;
        this.userUid = userUid;
        this.listener = listener;
    }

    /** An order that was not made through the API, so its id begins with {@code r} (section 8.2). */
    public String place(String symbol, String side, String qty, String price) {
        synchronized (lock) {
            String orderId;
            do {
                orderId = newOrderId('r', clock.millis(), "", side, symbol);
            } while (known(orderId));
            return place(orderId, symbol, side, new BigDecimal(qty), new BigDecimal(price))
                    .orElseThrow()
                    .orderId();
        }
    }

    /** Whether no further order is taken. */
    public boolean isFull() {
        synchronized (lock) {
            return open.size() >= MAX_OPEN;
        }
    }

    /** An order under this id; empty when the id is taken. */
    public Optional<SimOrder> place(String orderId, String symbol, String side, BigDecimal qty, BigDecimal price) {
        if (qty.signum() <= 0) {
            throw new IllegalArgumentException("the quantity must be more than zero, is " + qty);
        }
        String wireSide = "sell".equals(side.toLowerCase(Locale.ROOT)) ? "Sell" : "Buy";
        synchronized (lock) {
            if (known(orderId)) {
                return Optional.empty();
            }
            if (open.size() >= MAX_OPEN) {
                throw new IllegalStateException("the book holds " + MAX_OPEN + " open orders and takes no more");
            }
            SimOrder.Terms terms = new SimOrder.Terms(orderId, symbol, wireSide, price, qty, clock.instant());
            return Optional.of(changed(new SimOrder(
                    terms, SimOrder.Status.NEW, BigDecimal.ZERO, BigDecimal.ZERO, nextSn(), terms.placedAt())));
        }
    }

    /**
     * Section 8.2: source letter, 11 hex digits of the request's time, the account's UID, the last 9 characters of the
     * client's id. Without such an id: side letter, four letters of the symbol, four characters more.
     */
    public String newOrderId(char source, long requestTime, String clientId, String side, String symbol) {
        String hexTime = Long.toHexString((requestTime & ELEVEN_HEX_DIGITS) | (ELEVEN_HEX_DIGITS + 1))
                .substring(1);
        String tail =
                clientId.length() >= ID_TAIL ? clientId.substring(clientId.length() - ID_TAIL) : filler(side, symbol);
        return source + hexTime + userUid + tail;
    }

    /** Fills what is left; false when the order is not open any more. */
    public boolean fill(String orderId) {
        synchronized (lock) {
            SimOrder order = open.get(orderId);
            return order != null && fillPartly(orderId, order.qty().subtract(order.filled()));
        }
    }

    /** Fills so much of it; false when the order is not open any more. */
    public boolean fillPartly(String orderId, String qty) {
        return fillPartly(orderId, new BigDecimal(qty));
    }

    private boolean fillPartly(String orderId, BigDecimal qty) {
        synchronized (lock) {
            SimOrder order = open.get(orderId);
            if (order == null) {
                return false;
            }
            if (qty.signum() <= 0 || order.filled().add(qty).compareTo(order.qty()) > 0) {
                throw new IllegalArgumentException("cannot fill " + qty + " of " + order);
            }
            changed(order.filledBy(qty, nextSn(), clock.instant()));
            return true;
        }
    }

    /** The venue throws the order out by itself; false when the order is not open any more. */
    public boolean reject(String orderId) {
        return end(orderId, SimOrder.Status.REJECTED).map(this::tell).isPresent();
    }

    /** Cancels and tells; empty when there is no such open order under this symbol. */
    public Optional<Canceled> cancel(String orderId, String symbol) {
        synchronized (lock) {
            Optional<Canceled> done = cancelQuietly(orderId, symbol);
            done.ifPresent(canceled -> tell(canceled.after()));
            return done;
        }
    }

    /** Cancels and tells nobody, for the faults that keep a cancel secret or tell of it late. */
    public Optional<Canceled> cancelQuietly(String orderId, String symbol) {
        synchronized (lock) {
            SimOrder order = open.get(orderId);
            if (order == null || !order.symbol().equals(symbol)) {
                return Optional.empty();
            }
            rival.next().ifPresent(move -> move(orderId, move));
            order = open.get(orderId);
            if (order == null) {
                return Optional.empty();
            }
            SimOrder before = order;
            return end(orderId, SimOrder.Status.CANCELED).map(after -> new Canceled(before, after));
        }
    }

    /** The open order whose id ends as this client's id does (section 8.2); empty for ids too short to tell. */
    public Optional<SimOrder> byClientId(String clientId) {
        if (clientId.length() < ID_TAIL) {
            return Optional.empty();
        }
        String tail = clientId.substring(clientId.length() - ID_TAIL);
        return open().stream().filter(order -> order.orderId().endsWith(tail)).findFirst();
    }

    /** Cancels every open order, or those of one symbol unless it is empty. */
    public void cancelAll(String symbol) {
        synchronized (lock) {
            for (SimOrder order : open(symbol)) {
                cancel(order.orderId(), order.symbol());
            }
        }
    }

    /** The order as it stands; empty when it was never placed, or ended so long ago that it is forgotten. */
    public Optional<SimOrder> order(String orderId) {
        synchronized (lock) {
            SimOrder order = open.get(orderId);
            return Optional.ofNullable(order != null ? order : ended.get(orderId));
        }
    }

    /** The open orders, the oldest first. */
    public List<SimOrder> open() {
        return open("");
    }

    /** The open orders of one symbol, or all if it is empty. */
    public List<SimOrder> open(String symbol) {
        synchronized (lock) {
            return open.values().stream()
                    .filter(order -> symbol.isEmpty() || order.symbol().equals(symbol))
                    .toList();
        }
    }

    /** Every order remembered: first the ended, as they ended, then the open, as they were placed. */
    public List<SimOrder> all() {
        synchronized (lock) {
            List<SimOrder> orders = new ArrayList<>(ended.values());
            orders.addAll(open.values());
            return List.copyOf(orders);
        }
    }

    /**
     * The matching engine turns a cancel down, which is told and changes nothing (section 3.7).
     *
     * @param requestId the id of the cancel itself
     * @param byRequestId whether that id, and not the target's, is the one it is told under (section 11, row 34)
     */
    public void refuseCancel(String requestId, String orderId, String symbol, boolean byRequestId) {
        synchronized (lock) {
            listener.accept(new BookEvent.CancelRefused(
                    category, requestId, orderId, symbol, byRequestId, nextSn(), clock.instant()));
        }
    }

    /** What the rest of the market may do to an order. */
    public enum Move {
        FILL,
        FILL_PARTLY,
        REJECT
    }

    /** Does it to an open order; nothing happens to any other. */
    public void move(String orderId, Move move) {
        synchronized (lock) {
            SimOrder order = open.get(orderId);
            if (order == null) {
                return;
            }
            switch (move) {
                case FILL -> fill(orderId);
                case FILL_PARTLY ->
                    fillPartly(orderId, order.qty().subtract(order.filled()).divide(TWO));
                case REJECT -> reject(orderId);
            }
        }
    }

    /**
     * From now on a cancel of an open order finds, with this probability, that the order was filled, filled in part or
     * thrown out an instant before. What happens follows from the seed and the order of the cancels.
     *
     * @param rate 0 to 1; 0 ends the race
     */
    public void race(long seed, double rate) {
        synchronized (lock) {
            rival = new Rival(seed, rate);
        }
    }

    public Category category() {
        return category;
    }

    /** What the account holds of each asset that was ever traded or offered here. */
    public List<Balance> balances() {
        synchronized (lock) {
            return funds.all();
        }
    }

    /**
     * An order before and after its cancel.
     *
     * @param before still open: what a reply that came before the end would show (section 5.4.2)
     * @param after canceled
     */
    public record Canceled(SimOrder before, SimOrder after) {}

    private Optional<SimOrder> end(String orderId, SimOrder.Status how) {
        synchronized (lock) {
            SimOrder order = open.get(orderId);
            return Optional.ofNullable(order).map(found -> keep(found.ended(how, nextSn(), clock.instant())));
        }
    }

    private SimOrder changed(SimOrder order) {
        return tell(keep(order));
    }

    /** Tells of a change that was made quietly. */
    public SimOrder tell(SimOrder order) {
        synchronized (lock) {
            listener.accept(new BookEvent.Changed(category, order, funds.of(order)));
            return order;
        }
    }

    private SimOrder keep(SimOrder order) {
        funds.apply(open.get(order.orderId()), order);
        if (order.status().isOpen()) {
            open.put(order.orderId(), order);
            return order;
        }
        open.remove(order.orderId());
        ended.put(order.orderId(), order);
        if (ended.size() > MAX_ENDED) {
            Iterator<SimOrder> oldestFirst = ended.values().iterator();
            oldestFirst.next();
            oldestFirst.remove();
        }
        return order;
    }

    private boolean known(String orderId) {
        return open.containsKey(orderId) || ended.containsKey(orderId);
    }

    /** Section 6: grows strictly, but not by one. */
    private long nextSn() {
        lastSn += snSteps.nextInt(1, LARGEST_SN_STEP + 1);
        return lastSn;
    }

    private String filler(String side, String symbol) {
        String letters = (NO_LETTERS.matcher(symbol.toLowerCase(Locale.ROOT)).replaceAll("") + "xxxx").substring(0, 4);
        synchronized (lock) {
            fillers = (fillers + 1) % FILLER_COUNT;
            String number =
                    Integer.toString(fillers + FILLER_COUNT, FILLER_BASE).substring(1);
            return side.substring(0, 1).toLowerCase(Locale.ROOT) + letters + number;
        }
    }
}

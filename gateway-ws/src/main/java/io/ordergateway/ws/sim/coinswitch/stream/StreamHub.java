package io.ordergateway.ws.sim.coinswitch.stream;

import io.netty.channel.EventLoop;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.book.Surface.Status;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open clients of the stream, and the way of the spot book's changes to those that subscribed. */
public final class StreamHub {
    /** Changes that may wait for the venue's thread; beyond it every client is cut, as a venue that fell behind would do. */
    public static final int MAX_WAITING = 1_000_000;

    private static final Logger log = LoggerFactory.getLogger(StreamHub.class);

    private final EventLoop loop;
    private final Set<StreamClient> clients = new LinkedHashSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder subscriptions = new LongAdder();
    private final ConcurrentMap<String, CoinswitchFault> treated = new ConcurrentHashMap<>();
    private volatile Payload payload = Payload.OBJECT;

    public StreamHub(EventLoop loop) {
        this.loop = loop;
    }

    /** What order events look like from now on; an object, until told. */
    public void payload(Payload shape) {
        payload = shape;
    }

    public int openClients() {
        return open.get();
    }

    /** How often a client has subscribed with the account's key since the venue started. */
    public long subscriptions() {
        return subscriptions.sum();
    }

    void subscribed() {
        subscriptions.increment();
    }

    void opened(StreamClient client) {
        clients.add(client);
        open.set(clients.size());
    }

    void closed(StreamClient client) {
        clients.remove(client);
        open.set(clients.size());
    }

    /** What the stream does to an order from now on until it has ended, if it is a fault of the stream. */
    public void treat(String orderId, CoinswitchFault fault) {
        switch (fault) {
            case PUSH_DROPPED, PUSH_TWICE, PUSH_LIES, MUTE, CUT_AFTER -> treated.put(orderId, fault);
            default -> {}
        }
    }

    /**
     * Sends to those who subscribed, in the order of the calls. Never at once, not even on the loop, so that the reply to
     * the request that caused a change goes out before the event that tells of it.
     */
    public void publish(Order order) {
        CoinswitchFault fault =
                Surface.SPOT.ends(order.status()) ? treated.remove(order.orderId()) : treated.get(order.orderId());
        if (fault == CoinswitchFault.PUSH_DROPPED
                || fault == CoinswitchFault.MUTE
                || fault == CoinswitchFault.CUT_AFTER) {
            return;
        }
        Order told = fault == CoinswitchFault.PUSH_LIES ? lie(order) : order;
        int times = fault == CoinswitchFault.PUSH_TWICE ? 2 : 1;
        boolean tooMany = waiting.incrementAndGet() > MAX_WAITING;
        try {
            loop.execute(() -> {
                waiting.decrementAndGet();
                for (int i = 0; i < times; i++) {
                    tell(told);
                }
            });
            if (tooMany) {
                log.info("more than {} changes wait: cutting every client", MAX_WAITING);
                loop.execute(() -> eachClient(StreamClient::cut));
            }
        } catch (RejectedExecutionException e) {
            log.debug("the venue is closed: nobody is left to tell");
        }
    }

    private static Order lie(Order order) {
        boolean executed = order.status() == Status.EXECUTED;
        return new Order(
                order.orderId(),
                order.terms(),
                order.createdAt(),
                executed ? Status.CANCELLED : Status.EXECUTED,
                executed ? order.executed() : order.terms().quantity(),
                order.changedAt());
    }

    private void tell(Order order) {
        Payload shape = payload;
        eachClient(client -> {
            if (client.isSubscribed()) {
                client.event(shape.event(), shape.of(SpotOrder.of(order)));
            }
        });
    }

    /** Does something to each open client and returns when it is done. */
    public void eachClient(Consumer<StreamClient> action) {
        Runnable visit = () -> {
            // Either step may find a client broken, and take it out of the set.
            List<StreamClient> visited = List.copyOf(clients);
            visited.forEach(action);
            visited.forEach(StreamClient::flush);
        };
        if (loop.inEventLoop()) {
            visit.run();
        } else {
            loop.submit(visit).syncUninterruptibly();
        }
    }
}

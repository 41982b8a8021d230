package io.ordergateway.ws.sim.socket;

import io.netty.channel.EventLoop;
import io.ordergateway.ws.sim.book.BookEvent;
import io.ordergateway.ws.sim.shape.Pushes;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open sockets, and the way of the book's changes to those that subscribed. All sockets live on one loop. */
public final class SocketHub {
    /** Pushes that may wait for the loop; beyond it every socket is cut, as a venue that fell behind would do. */
    public static final int MAX_WAITING_PUSHES = 1_000_000;

    private static final Logger log = LoggerFactory.getLogger(SocketHub.class);

    private final EventLoop loop;
    private final Set<SocketFace> sockets = new LinkedHashSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final BlockingQueue<BookEvent> waiting = new LinkedBlockingQueue<>(MAX_WAITING_PUSHES);
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final AtomicBoolean mustCut = new AtomicBoolean();

    public SocketHub(EventLoop loop) {
        this.loop = loop;
    }

    public int openSockets() {
        return open.get();
    }

    public void opened(SocketFace socket) {
        sockets.add(socket);
        open.set(sockets.size());
    }

    public void closed(SocketFace socket) {
        sockets.remove(socket);
        open.set(sockets.size());
    }

    /**
     * Sends to those who subscribed, in the order of the calls. Never at once, not even on the loop, so that the reply
     * to the request that caused a change goes out before the push that tells of it.
     */
    public void publish(BookEvent event) {
        if (!waiting.offer(event)) {
            log.info("more than {} pushes wait: cutting every socket", MAX_WAITING_PUSHES);
            waiting.clear();
            mustCut.set(true);
        }
        if (drainScheduled.compareAndSet(false, true)) {
            try {
                loop.execute(this::drain);
            } catch (RejectedExecutionException e) {
                log.debug("the venue is closed: nobody is left to tell");
            }
        }
    }

    /** Does something to each open socket and returns when it is done. */
    public void eachSocket(Consumer<SocketFace> action) {
        Runnable visit = () -> {
            // Either step may find a socket broken, and take it out of the set.
            List<SocketFace> visited = List.copyOf(sockets);
            visited.forEach(action);
            visited.forEach(SocketFace::flush);
        };
        if (loop.inEventLoop()) {
            visit.run();
        } else {
            loop.submit(visit).syncUninterruptibly();
        }
    }

    private void drain() {
        drainScheduled.set(false);
        if (mustCut.getAndSet(false)) {
            eachSocket(SocketFace::cut);
        }
        // A send may find a socket broken, and take it out of the set.
        List<SocketFace> told = List.copyOf(sockets);
        for (BookEvent event = waiting.poll(); event != null; event = waiting.poll()) {
            tell(event, told);
        }
        told.forEach(SocketFace::flush);
    }

    private static void tell(BookEvent event, List<SocketFace> told) {
        Map<Pushes.Style, String> texts = new EnumMap<>(Pushes.Style.class);
        for (SocketFace socket : told) {
            if (socket.isSubscribed(event.category())) {
                socket.send(texts.computeIfAbsent(
                        socket.style(event.category()),
                        style -> Pushes.of(event, style).toString()));
            }
        }
    }
}

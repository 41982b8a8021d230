package io.ordergateway.ws.sim.hashkey.stream;

import io.netty.channel.EventLoop;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open streams, and the way of the book's changes to them. All streams live on one loop. */
public final class StreamHub {
    /** Changes that may wait for the loop; beyond it every stream is cut, as a venue that fell behind would do. */
    public static final int MAX_WAITING = 1_000_000;

    private static final Logger log = LoggerFactory.getLogger(StreamHub.class);

    private final EventLoop loop;
    private final Set<StreamSocket> streams = new LinkedHashSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final BlockingQueue<HashKeyOrder> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final AtomicBoolean mustCut = new AtomicBoolean();

    public StreamHub(EventLoop loop) {
        this.loop = loop;
    }

    public int openStreams() {
        return open.get();
    }

    void opened(StreamSocket stream) {
        streams.add(stream);
        open.set(streams.size());
    }

    void closed(StreamSocket stream) {
        streams.remove(stream);
        open.set(streams.size());
    }

    /**
     * Tells every stream whose key is good, in the order of the calls. Never at once, not even on the loop, so that the reply
     * to the request that caused a change goes out before the event that tells of it.
     */
    public void publish(HashKeyOrder order) {
        if (!waiting.offer(order)) {
            log.info("more than {} changes wait: cutting every stream", MAX_WAITING);
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

    private void drain() {
        drainScheduled.set(false);
        if (mustCut.getAndSet(false)) {
            eachStream(StreamSocket::cut);
        }
        // A send may find a stream broken, and take it out of the set.
        List<StreamSocket> told = List.copyOf(streams);
        for (HashKeyOrder order = waiting.poll(); order != null; order = waiting.poll()) {
            for (StreamSocket stream : told) {
                stream.tell(order);
            }
        }
        told.forEach(StreamSocket::flush);
    }

    /** Behind everything that waits to be told: tells that this order's cancel was still on its way. */
    public void tellPending(HashKeyOrder order) {
        loop.execute(() -> eachStream(stream -> stream.tellPending(order)));
    }

    /** Does something to each open stream and returns when it is done. */
    public void eachStream(Consumer<StreamSocket> action) {
        onLoop(() -> {
            // Either step may find a stream broken, and take it out of the set.
            List<StreamSocket> visited = List.copyOf(streams);
            visited.forEach(action);
            visited.forEach(StreamSocket::flush);
        });
    }

    /** Returns when it is done. */
    public void onLoop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.submit(action).syncUninterruptibly();
        }
    }

    /** Closes every stream whose key is not valid any more, as soon as that can be. */
    public void closeInvalid(long afterNanos) {
        Runnable close = () -> eachStream(StreamSocket::closeUnlessValid);
        loop.schedule(close, afterNanos, TimeUnit.NANOSECONDS);
    }
}

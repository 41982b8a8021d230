package io.ordergateway.ws.api.stream;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.ordergateway.ws.api.message.Answer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client. Answers come from any thread; they are written on the connection's own, all that wait
 * in one flush, and none while the client does not read.
 */
final class Outbox {
    private final Channel channel;
    private final Runnable afterFlush;
    private final Runnable drain = this::drain;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** An answer, and what is to be done when it was sent, on the connection's thread. */
    private record Entry(Answer answer, @Nullable Runnable whenSent) {}

    /**
     * An empty one.
     *
     * @param afterFlush called on the connection's thread whenever something was sent
     */
    Outbox(Channel channel, Runnable afterFlush) {
        this.channel = channel;
        this.afterFlush = afterFlush;
    }

    /** Sends an answer as soon as the client reads. Thread-safe. */
    void send(Answer answer) {
        send(new Entry(answer, null));
    }

    /** The same, and does something when its bytes are the socket's. */
    void send(Answer answer, Runnable whenSent) {
        send(new Entry(answer, whenSent));
    }

    private void send(Entry entry) {
        waiting.add(entry);
        if (count.getAndIncrement() == 0) {
            schedule();
        }
    }

    /** How many wait. Thread-safe. */
    int waiting() {
        return count.get();
    }

    /** Sends what waits, as far as the client reads. Called on the connection's thread. */
    void flush() {
        if (count.get() > 0) {
            drain();
        }
    }

    private void schedule() {
        try {
            channel.eventLoop().execute(drain);
        } catch (RejectedExecutionException e) {
            // The server is gone, and with it whoever would read this. What it says is on the outcome stream as well.
            waiting.clear();
        }
    }

    private void drain() {
        int sent = 0;
        for (Entry next = next(); next != null; next = next()) {
            channel.write(new TextWebSocketFrame(next.answer.bytes(channel.alloc())), channel.voidPromise());
            sent++;
            if (next.whenSent != null) {
                next.whenSent.run();
            }
        }
        if (sent == 0) {
            return;
        }
        boolean more = count.addAndGet(-sent) > 0;
        channel.flush();
        afterFlush.run();
        if (more && channel.isWritable()) {
            schedule();
        }
    }

    private @Nullable Entry next() {
        return channel.isWritable() ? waiting.poll() : null;
    }
}

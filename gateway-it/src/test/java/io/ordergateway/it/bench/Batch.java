package io.ordergateway.it.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Some orders that are canceled together or one after the other, and what came back. Each client tells it of every reply, and a
 * caller waits here, parked from the first moment on.
 */
final class Batch {
    /** A reply that takes longer counts as lost. */
    static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(300);

    private final String[] ids;
    private final int base;
    private final byte[] seen;
    private final IntConsumer onAnswer;
    private final AtomicInteger left;
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private int inOrder;
    private volatile int wakeAt = -1;
    private volatile Thread waiter;

    Batch(int size) {
        this(size, null);
    }

    /** With something to do on every answer, on the thread that brings it. */
    Batch(int size, IntConsumer onAnswer) {
        this.ids = new String[size];
        this.base = Orders.take(size);
        this.seen = new byte[size];
        this.left = new AtomicInteger(size);
        this.onAnswer = onAnswer;
        for (int i = 0; i < size; i++) {
            ids[i] = Orders.id(base + i);
        }
    }

    int size() {
        return ids.length;
    }

    String id(int index) {
        return ids[index];
    }

    /** A reply names this order. */
    void answered(String orderId, boolean accepted) {
        int index = Orders.number(orderId) - base;
        boolean ours = index >= 0 && index < ids.length && ids[index].equals(orderId);
        if (!ours || !accepted) {
            wrong.incrementAndGet();
        } else if (seen[index]++ != 0) {
            doubled.incrementAndGet();
        } else {
            if (onAnswer != null) {
                onAnswer.accept(index);
            }
            counted(1);
        }
    }

    /** So many more replies came, in the order of the requests and otherwise unread. Always on one thread. */
    void answeredInOrder(int count) {
        if (onAnswer != null) {
            for (int i = 0; i < count; i++) {
                onAnswer.accept(inOrder++);
            }
        }
        counted(count);
    }

    private void counted(int count) {
        int now = left.addAndGet(-count);
        if (now <= wakeAt) {
            LockSupport.unpark(waiter);
        }
    }

    /** To be called before what will be waited for is sent: the caller wants to be woken when so many answers are missing. */
    void wakeMeAt(int missing) {
        waiter = Thread.currentThread();
        wakeAt = missing;
    }

    /** Parks until then; false if it took too long. */
    boolean await() {
        long end = System.nanoTime() + PATIENCE;
        while (left.get() > wakeAt) {
            long wait = end - System.nanoTime();
            if (wait <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, wait);
        }
        return true;
    }

    int missing() {
        return left.get();
    }

    int wrong() {
        return wrong.get();
    }

    int doubled() {
        return doubled.get();
    }
}

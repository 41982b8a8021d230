package io.ordergateway.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Bursts at a steady pace: each client begins them at the same intervals, however long it needed for the one before, and so
 * meets them with caches and processors equally cold. Between bursts that follow at once, who takes longer is colder.
 */
final class PacedBursts implements Mode {
    private static final long LASTS = Duration.ofMillis(300).toNanos();

    private final int size;
    private final int everyMillis;

    PacedBursts(int size, int everyMillis) {
        this.size = size;
        this.everyMillis = everyMillis;
    }

    @Override
    public String name() {
        return "burst" + size + "every" + everyMillis + "ms";
    }

    @Override
    public void block(BenchClient client, Tally tally) {
        long every = Duration.ofMillis(everyMillis).toNanos();
        int bursts = (int) Math.max(1, Math.min(LASTS / every, BLOCK / size));
        List<Batch> batches = new ArrayList<>();
        List<BenchClient.Load> loads = new ArrayList<>();
        for (int i = 0; i < bursts; i++) {
            batches.add(new Batch(size));
            loads.add(client.prepare(batches.get(i)));
        }
        tally.start();
        long begin = System.nanoTime();
        for (int i = 0; i < bursts; i++) {
            Batch batch = batches.get(i);
            batch.wakeMeAt(0);
            awaitMoment(begin + i * every);
            long asked = System.nanoTime();
            loads.get(i).burst();
            batch.await();
            tally.time(System.nanoTime() - asked);
        }
        tally.stop(bursts * size);
        batches.forEach(batch -> tally.check(batch, 0));
        loads.forEach(BenchClient.Load::release);
    }

    private static void awaitMoment(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

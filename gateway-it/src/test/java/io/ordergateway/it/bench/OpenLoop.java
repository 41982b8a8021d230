package io.ordergateway.it.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** So many cancels a second whatever becomes of them; each is timed from when it should have been asked for. */
final class OpenLoop implements Mode {
    /** A stretch of the schedule; what it leaves pending stays below the gateway's own bound of pending cancels. */
    private static final long STRETCH_MILLIS = 200;

    private final int thousands;

    OpenLoop(int thousands) {
        this.thousands = thousands;
    }

    @Override
    public String name() {
        return "open" + thousands + "k";
    }

    @Override
    public void block(BenchClient client, Tally tally) {
        int count = (int) (thousands * STRETCH_MILLIS);
        long period = TimeUnit.MILLISECONDS.toNanos(1) / thousands;
        long[] answered = new long[count];
        Batch batch = new Batch(count, index -> answered[index] = System.nanoTime());
        BenchClient.Load load = client.prepare(batch);
        batch.wakeMeAt(0);
        tally.start();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long wait = begin + i * period - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = begin + i * period - System.nanoTime();
            }
            load.cancel(i);
        }
        batch.await();
        tally.stop(count);
        for (int i = 0; i < count; i++) {
            if (answered[i] != 0) {
                tally.time(answered[i] - begin - i * period);
            }
        }
        tally.check(batch, 0);
        load.release();
    }
}

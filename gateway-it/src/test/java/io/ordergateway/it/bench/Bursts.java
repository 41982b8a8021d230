package io.ordergateway.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Many cancels at once, until the last reply has reached the caller; or from several callers at the same time. */
final class Bursts implements Mode {
    private final int size;
    private final int threads;

    Bursts(int size, int threads) {
        this.size = size;
        this.threads = threads;
    }

    @Override
    public String name() {
        return "burst" + size + (threads == 1 ? "" : "x" + threads);
    }

    @Override
    public void block(BenchClient client, Tally tally) throws InterruptedException {
        List<Caller> callers = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(threads);
        for (int i = 0; i < threads; i++) {
            callers.add(new Caller(client, size, Math.max(1, BLOCK / size / threads), together));
        }
        if (threads == 1) {
            tally.start();
            callers.get(0).run();
            tally.stop(callers.get(0).cancels());
        } else {
            together(callers, tally);
        }
        callers.forEach(caller -> caller.tell(tally));
    }

    private static void together(List<Caller> callers, Tally tally) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        CyclicBarrier measured = new CyclicBarrier(callers.size() + 1);
        int cancels = 0;
        for (Caller caller : callers) {
            cancels += caller.cancels();
            Thread thread = new Thread(() -> caller.runBetween(measured), "caller");
            thread.start();
            running.add(thread);
        }
        pass(measured);
        tally.start();
        pass(measured);
        pass(measured);
        tally.stop(cancels);
        pass(measured);
        for (Thread thread : running) {
            thread.join();
        }
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException("a caller was interrupted", e);
        }
    }

    /** One thread's bursts. */
    private static final class Caller {
        private final List<Batch> batches = new ArrayList<>();
        private final List<BenchClient.Load> loads = new ArrayList<>();
        private final long[] nanos;
        private final CyclicBarrier together;

        Caller(BenchClient client, int size, int bursts, CyclicBarrier together) {
            this.together = together;
            this.nanos = new long[bursts];
            for (int i = 0; i < bursts; i++) {
                Batch batch = new Batch(size);
                batches.add(batch);
                loads.add(client.prepare(batch));
            }
        }

        int cancels() {
            return batches.stream().mapToInt(Batch::size).sum();
        }

        void run() {
            for (int i = 0; i < batches.size(); i++) {
                Batch batch = batches.get(i);
                batch.wakeMeAt(0);
                if (together.getParties() > 1) {
                    pass(together);
                }
                long asked = System.nanoTime();
                loads.get(i).burst();
                batch.await();
                nanos[i] = System.nanoTime() - asked;
            }
        }

        /** The counters of threads are read while these live and rest. */
        void runBetween(CyclicBarrier measured) {
            pass(measured);
            pass(measured);
            run();
            pass(measured);
            pass(measured);
        }

        void tell(Tally tally) {
            for (long each : nanos) {
                tally.time(each);
            }
            batches.forEach(batch -> tally.check(batch, 0));
            loads.forEach(BenchClient.Load::release);
        }
    }
}

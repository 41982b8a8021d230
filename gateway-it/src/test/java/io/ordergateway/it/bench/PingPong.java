package io.ordergateway.it.bench;

/** One cancel after the other: the caller waits for each reply. */
final class PingPong implements Mode {
    @Override
    public String name() {
        return "pingpong";
    }

    @Override
    public void block(BenchClient client, Tally tally) {
        Batch batch = new Batch(BLOCK);
        BenchClient.Load load = client.prepare(batch);
        int done = 0;
        tally.start();
        boolean answered = true;
        while (done < BLOCK && answered) {
            batch.wakeMeAt(BLOCK - done - 1);
            long asked = System.nanoTime();
            load.cancel(done);
            answered = batch.await();
            tally.time(System.nanoTime() - asked);
            done++;
        }
        tally.stop(done);
        tally.check(batch, BLOCK - done);
        load.release();
    }
}

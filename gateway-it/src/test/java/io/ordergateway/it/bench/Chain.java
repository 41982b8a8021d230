package io.ordergateway.it.bench;

/** One cancel after the other, the next handed in by what is called back with the reply: no thread waits in between. */
final class Chain implements Mode {
    @Override
    public String name() {
        return "chain";
    }

    @Override
    public void block(BenchClient client, Tally tally) {
        Links links = new Links(tally);
        Batch batch = new Batch(BLOCK, links::answered);
        links.load = client.prepare(batch);
        batch.wakeMeAt(0);
        tally.start();
        links.asked = System.nanoTime();
        links.load.cancel(0);
        // The whole chain may take longer than one reply.
        int before = BLOCK + 1;
        while (!batch.await() && batch.missing() < before) {
            before = batch.missing();
        }
        int asked = Math.min(BLOCK, BLOCK - batch.missing() + 1);
        tally.stop(asked);
        tally.check(batch, BLOCK - asked);
        links.load.release();
    }

    /** Where the chain is; handed from the caller to the thread that is called back. */
    private static final class Links {
        private final Tally tally;
        private BenchClient.Load load;
        private long asked;

        Links(Tally tally) {
            this.tally = tally;
        }

        void answered(int index) {
            long now = System.nanoTime();
            tally.time(now - asked);
            if (index + 1 < BLOCK) {
                asked = now;
                load.cancel(index + 1);
            }
        }
    }
}

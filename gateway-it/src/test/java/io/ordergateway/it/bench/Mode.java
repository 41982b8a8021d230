package io.ordergateway.it.bench;

/** A way in which cancels are asked for. */
interface Mode {
    /** Cancels in one block: as many as may wait for their orders' ends before the venue is asked to push them. */
    int BLOCK = 1_000;

    String name();

    /** One block: prepared, timed, checked. */
    void block(BenchClient client, Tally tally) throws InterruptedException;

    /** By its name: {@code pingpong}, {@code chain}, {@code burst100}, {@code burst100x2}, {@code open5k}. */
    static Mode of(String name) {
        if (name.equals("pingpong")) {
            return new PingPong();
        }
        if (name.equals("chain")) {
            return new Chain();
        }
        if (name.startsWith("burst")) {
            String size = name.substring("burst".length());
            return size.endsWith("x2")
                    ? new Bursts(Integer.parseInt(size.replace("x2", "")), 2)
                    : new Bursts(Integer.parseInt(size), 1);
        }
        if (name.startsWith("open") && name.endsWith("k")) {
            return new OpenLoop(Integer.parseInt(name.substring("open".length(), name.length() - 1)));
        }
        throw new IllegalArgumentException("there is no mode \"" + name
                + "\"; write pingpong, chain, burst100 (any number), burst100x2 (two threads) or open5k (any number)");
    }
}

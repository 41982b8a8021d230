package io.ordergateway.ws.sim.coinswitch.book;

import java.util.SplittableRandom;

/** The rest of the market: now and then it is faster than a cancel. What it does follows from its seed alone. */
final class Rival {
    private final SplittableRandom random;
    private final double rate;

    Rival(long seed, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be 0 to 1, is " + rate);
        }
        this.random = new SplittableRandom(seed);
        this.rate = rate;
    }

    /** What happens to an order around its cancel. */
    enum Move {
        NOTHING,
        FILL_FIRST,
        PART_FILL_FIRST,
        FILL_MEANWHILE,
        PART_FILL_MEANWHILE
    }

    Move next() {
        if (random.nextDouble() >= rate) {
            return Move.NOTHING;
        }
        Move[] moves = Move.values();
        return moves[random.nextInt(1, moves.length)];
    }
}

package io.ordergateway.ws.sim.book;

import java.util.Optional;
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

    /** What happens to an order before its cancel does. */
    Optional<SimBook.Move> next() {
        if (random.nextDouble() >= rate) {
            return Optional.empty();
        }
        SimBook.Move[] moves = SimBook.Move.values();
        return Optional.of(moves[random.nextInt(moves.length)]);
    }
}

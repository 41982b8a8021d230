package io.ordergateway.ws.sim.coinswitch.book;

import java.util.SplittableRandom;
import java.util.UUID;

/** Makes order ids: UUIDs of version 4 on spot, of version 7, which begin with their time, on futures (section 3). */
final class OrderIds {
    private static final long SEED = 2;
    private static final int TIME_SHIFT = 16;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long NO_VARIANT = 0x3fff_ffff_ffff_ffffL;
    private static final long NO_VERSION = ~0xf000L;
    private static final long VERSION_4 = 0x4000;
    private static final long VERSION_7 = 0x7000;
    private static final long BELOW_VERSION = 0x1000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Surface surface;

    OrderIds(Surface surface) {
        this.surface = surface;
    }

    String next(long millis) {
        long high = surface == Surface.FUTURES
                ? (millis << TIME_SHIFT) | VERSION_7 | random.nextLong(BELOW_VERSION)
                : (random.nextLong() & NO_VERSION) | VERSION_4;
        return new UUID(high, (random.nextLong() & NO_VARIANT) | VARIANT).toString();
    }
}

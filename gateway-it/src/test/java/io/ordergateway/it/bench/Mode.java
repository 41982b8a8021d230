package io.ordergateway.it.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way in which cancels are asked for. */
interface Mode {
    /** Cancels in one block: as many as may wait for their orders' ends before the venue is asked to push them. */
    int BLOCK = 8_000;

    /** Half of what may be pending at the gateway, for two threads at once. */
    Pattern BURST = Pattern.compile("burst([1-9][0-9]{0,2}|[1-3][0-9]{3}|40[0-9]{2})(x2)?");

    Pattern PACED = Pattern.compile("burst([1-9][0-9]{0,2})every([1-9][0-9]{0,2})ms");

    Pattern OPEN = Pattern.compile("open([1-9]|[1-3][0-9]|40)k");

    String name();

    /** One block: prepared, timed, checked. */
    void block(BenchClient client, Tally tally) throws InterruptedException;

    /** By its name: {@code pingpong}, {@code chain}, {@code burst100}, {@code burst100x2}, {@code burst100every10ms}, {@code open5k}. */
    static Mode of(String name) {
        if (name.equals("pingpong")) {
            return new PingPong();
        }
        if (name.equals("chain")) {
            return new Chain();
        }
        Matcher burst = BURST.matcher(name);
        if (burst.matches()) {
            return new Bursts(Integer.parseInt(burst.group(1)), burst.group(2) == null ? 1 : 2);
        }
        Matcher paced = PACED.matcher(name);
        if (paced.matches()) {
            return new PacedBursts(Integer.parseInt(paced.group(1)), Integer.parseInt(paced.group(2)));
        }
        Matcher open = OPEN.matcher(name);
        if (open.matches()) {
            return new OpenLoop(Integer.parseInt(open.group(1)));
        }
        throw new IllegalArgumentException(
                "there is no mode \"" + name
                        + "\"; write pingpong, chain, burst100 (any number to 4099), burst100x2 (two threads), burst100every10ms (to 999 and 999) or open5k (any number to 40)");
    }
}

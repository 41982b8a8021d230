package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One client, in a process of its own. It is told on its standard input what to do, {@code MODE MILLISECONDS}, and says on a line of
 * its standard output that begins with {@value #MARK} what came of it.
 */
final class ClientMain {
    static final String MARK = "@bench ";

    /** What it may be told instead, with the modes it will be asked for. */
    static final String WARM = "warm";

    private static final long WARM_PASS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long WARM_QUIET = TimeUnit.SECONDS.toNanos(3);
    private static final long WARM_AT_MOST = TimeUnit.SECONDS.toNanos(20);
    private static final double WARM_ENOUGH = 0.05;

    private static final long POLL = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long ENDS_WITHIN = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final BenchClient client;
    private final Control control;

    private ClientMain(String name, BenchClient client, Control control) {
        this.name = name;
        this.client = client;
        this.control = control;
    }

    /** Which client, the venue's port, whether that speaks TLS, the venue's control port. */
    public static void main(String[] args) throws Exception {
        VenueAddress venue =
                new VenueAddress(Integer.parseInt(args[1]), Boolean.parseBoolean(args[2]), Integer.parseInt(args[3]));
        try (BenchClient client = Clients.open(args[0], venue);
                Control control = new Control(venue)) {
            new ClientMain(args[0], client, control).serve();
        }
    }

    private void serve() throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        System.out.println(MARK + "ready");
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(WARM)) {
                warm(words[1].split(",", -1));
                System.out.println(MARK + WARM);
            } else {
                Measured measured = run(Mode.of(words[0]), TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1])));
                System.out.println(MARK + json.writeValueAsString(measured));
            }
        }
    }

    /**
     * Runs everything until the compiler has had little to do for a while, or for long enough. It counts what it has finished, so a
     * moment's quiet may be the longest of its works.
     */
    private void warm(String[] modes) throws IOException, InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long begin = System.nanoTime();
        long busyAt = begin;
        long passed = begin;
        while (passed - busyAt < WARM_QUIET && passed - begin < WARM_AT_MOST) {
            long compiled = compiler.getTotalCompilationTime();
            for (String mode : modes) {
                run(Mode.of(mode), WARM_PASS);
            }
            long now = System.nanoTime();
            long millis = TimeUnit.NANOSECONDS.toMillis(now - passed);
            if (compiler.getTotalCompilationTime() - compiled > WARM_ENOUGH * millis) {
                busyAt = now;
            }
            passed = now;
        }
    }

    private Measured run(Mode mode, long nanos) throws IOException, InterruptedException {
        block(mode, new Tally()); // the way from standby is not measured
        Tally tally = new Tally();
        BenchClient.Written before = client.written();
        long end = System.nanoTime() + nanos;
        do {
            block(mode, tally);
        } while (System.nanoTime() - end < 0);
        return tally.measured(name, mode.name(), client.written().since(before));
    }

    private void block(Mode mode, Tally tally) throws IOException, InterruptedException {
        mode.block(client, tally);
        tally.startEnds();
        int ends = control.say(Venue.ENDS);
        long end = System.nanoTime() + ENDS_WITHIN;
        long sayAgain = System.nanoTime() + Batch.PATIENCE;
        while (client.pending() > 0) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(client.pending() + " cancels of " + name + " do not end");
            }
            if (System.nanoTime() - sayAgain > 0) { // a cancel that was given up as lost was acknowledged after all
                ends += control.say(Venue.ENDS);
                sayAgain = System.nanoTime() + Batch.PATIENCE;
            }
            LockSupport.parkNanos(POLL);
        }
        tally.stopEnds(ends);
    }
}

package io.ordergateway.it.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What else the machine was doing. */
final class Noise {
    private static final Path STAT = Path.of("/proc/stat");

    private final List<Round> rounds = new ArrayList<>();
    private String leg = "";
    private int round;
    private double load;
    private long[] before = new long[0];

    /**
     * One round.
     *
     * @param load of the last minute, as the round began
     * @param steal percent of all CPU time in it that the host gave to others, or -1
     * @param idle percent that nobody used, or -1
     */
    record Round(String leg, int round, double load, double steal, double idle) {}

    void startRound(String legName, int number) throws IOException {
        leg = legName;
        round = number;
        load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        before = ticks();
    }

    void endRound() throws IOException {
        long[] after = ticks();
        double all = 0;
        for (int i = 0; i < after.length; i++) {
            all += after[i] - before[i];
        }
        boolean known = all > 0 && after.length > 7;
        double idle = known ? 100 * (after[3] - before[3]) / all : -1;
        double steal = known ? 100 * (after[7] - before[7]) / all : -1;
        rounds.add(new Round(leg, round, load, steal, idle));
    }

    List<Round> rounds() {
        return rounds;
    }

    /** User, nice, system, idle, iowait, irq, softirq, steal: of all CPUs together; nothing where there is no such file. */
    private static long[] ticks() throws IOException {
        if (!Files.isReadable(STAT)) {
            return new long[0];
        }
        String[] words = Files.readAllLines(STAT).get(0).trim().split("\\s+", -1);
        long[] ticks = new long[Math.min(8, words.length - 1)];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = Long.parseLong(words[i + 1]);
        }
        return ticks;
    }

    static String machine() {
        return String.format(
                Locale.ROOT,
                "%d CPUs, %s %s on %s; JDK %s (%s); Netty transport of venue and floor: %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.version(),
                System.getProperty("java.vendor"),
                Transport.name());
    }
}

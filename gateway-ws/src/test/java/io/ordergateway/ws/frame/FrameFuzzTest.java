package io.ordergateway.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Our frame reader against Netty's client on random streams: the same messages in the same order, and the same verdict on
 * where and why a stream breaks, after every read.
 *
 * <p>A campaign, from any seed, and one input again:
 *
 * <pre>
 * mvn -pl gateway-core,gateway-ws test -Dtest=FrameFuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.inputs=10000000 -Dfuzz.seed=1
 * mvn -pl gateway-core,gateway-ws test -Dtest=FrameFuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.inputs=1 -Dfuzz.seed=12345
 * </pre>
 */
class FrameFuzzTest {
    private static final long INPUTS = Long.getLong("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int SHOWN_BYTES = 2_000;

    @Test
    void readsWhatNettyReads() {
        Map<String, Long> ends = new TreeMap<>();
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            ends.merge(compare(seed), 1L, Long::sum);
        }

        if (INPUTS >= 20_000) { // the streams are of every kind, else the comparison says little
            assertThat(ends).containsOnlyKeys("open", "close", "broken 1002", "broken 1007", "broken 1009");
            assertThat(ends)
                    .allSatisfy((end, count) -> assertThat(count).as(end).isGreaterThan(INPUTS / 100));
        }
    }

    private static String compare(long seed) {
        RandomStream stream = new RandomStream(seed);
        byte[] bytes = stream.bytes();
        Readings ours = new Readings(stream.limit());
        try (NettyReadings nettys = new NettyReadings(stream.limit())) {
            int from = 0;
            for (int to : stream.cuts()) {
                ours.readBytes(bytes, from, to);
                nettys.readBytes(bytes, from, to);
                if (!agree(ours.events(), nettys)) {
                    throw new AssertionError(difference(seed, bytes, to, ours.events(), nettys.events()));
                }
                from = to;
            }
        }
        Readings inOneRead = new Readings(stream.limit());
        inOneRead.readBytes(bytes);
        if (!inOneRead.events().equals(ours.events())) {
            throw new AssertionError(difference(seed, bytes, bytes.length, ours.events(), inOneRead.events()));
        }
        return end(ours.events());
    }

    /**
     * Equal; but a fragment that makes its message too big is turned down by its header, while Netty waits for all of it and
     * looks at its text first. That saves us from keeping twice the limit.
     */
    private static boolean agree(List<String> ours, NettyReadings nettys) {
        if (ours.equals(nettys.events())) {
            return true;
        }
        int last = ours.size() - 1;
        if (last < 0 || !ours.get(last).equals(Readings.gotBroken(CloseCode.TOO_BIG)) || !nettys.withinMessage()) {
            return false;
        }
        List<String> events = nettys.events();
        return events.equals(ours.subList(0, last))
                || (events.size() == ours.size()
                        && events.subList(0, last).equals(ours.subList(0, last))
                        && events.get(last).equals(Readings.gotBroken(CloseCode.BAD_TEXT)));
    }

    private static String end(List<String> events) {
        String last = events.isEmpty() ? "" : events.get(events.size() - 1);
        if (last.startsWith("close")) {
            return "close";
        }
        return last.startsWith("broken") ? last : "open";
    }

    private static String difference(long seed, byte[] bytes, int read, List<String> ours, List<String> theirs) {
        int shown = Math.min(bytes.length, SHOWN_BYTES);
        return "seed " + seed + " after " + read + " of " + bytes.length + " bytes\nours   " + ours + "\ntheirs "
                + theirs + "\nbytes  " + HexFormat.of().formatHex(bytes, 0, shown);
    }
}

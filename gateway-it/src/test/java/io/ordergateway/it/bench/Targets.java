package io.ordergateway.it.bench;

import static io.ordergateway.it.bench.Clients.FLOOR;
import static io.ordergateway.it.bench.Clients.GATEWAY;
import static io.ordergateway.it.bench.Clients.GATEWAY_SQLITE;
import static io.ordergateway.it.bench.Clients.GATEWAY_STREAM;
import static io.ordergateway.it.bench.Clients.JDK;
import static io.ordergateway.it.bench.Clients.REACTOR_NETTY;
import static io.ordergateway.it.bench.Clients.REST;

import io.ordergateway.it.bench.Results.Median;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What the gateway is to reach, all of it in this one place. */
final class Targets {
    private static final double KIB = 1_024;

    private final Results results;
    private final Map<String, Double> values;

    /** Measures itself with these results, and what the parts beside them say. */
    Targets(Results results, Map<String, Double> values) {
        this.results = results;
        this.values = values;
    }

    /**
     * One of them.
     *
     * @param atMost whether less is better
     */
    private record Target(String name, boolean atMost, double limit, Function<Targets, Median> measure) {}

    /** One of them, measured. */
    record Checked(String name, String limit, Median measured, Verdict verdict) {}

    /** What became of a target. */
    enum Verdict {
        MET("met"),
        MISSED("**missed**"),
        NOT_MEASURED("not measured");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    private static final List<Target> ALL = List.of(
            floors("ping-pong, p50 ÷ floor", 1.06, Leg.PINNED, "pingpong", Measured::p50),
            floors("ping-pong, p99 ÷ floor", 1.2, Leg.PINNED, "pingpong", Measured::p99),
            floors("ping-pong, CPU ÷ floor", 1.1, Leg.PINNED, "pingpong", Measured::cpuNanos),
            floors("burst of 100, p50 ÷ floor", 1.4, Leg.PINNED, "burst100", Measured::p50),
            floors("burst of 100, p99 ÷ floor", 1.6, Leg.PINNED, "burst100", Measured::p99),
            floors("burst of 100, CPU ÷ floor", 1.9, Leg.PINNED, "burst100", Measured::cpuNanos),
            floors("burst of 1,000, p50 ÷ floor", 1.8, Leg.PINNED, "burst1000", Measured::p50),
            floors("burst of 1,000, CPU ÷ floor", 3.0, Leg.PINNED, "burst1000", Measured::cpuNanos),
            floors("TLS: ping-pong, p50 ÷ floor", 1.08, Leg.TLS, "pingpong", Measured::p50),
            floors("TLS: burst of 100, p50 ÷ floor", 1.4, Leg.TLS, "burst100", Measured::p50),
            new Target(
                    "cancels(Publisher) ÷ cancels(List), burst of 1,000, p50",
                    true,
                    1.25,
                    it -> it.results.ratio(Leg.PINNED, "burst1000", GATEWAY_STREAM, GATEWAY, Measured::p50)),
            ahead("hand-written Reactor Netty ÷ gateway, burst of 1,000, p50", 6, REACTOR_NETTY),
            ahead("JDK WebSocket ÷ gateway, burst of 1,000, p50", 15, JDK),
            ahead("REST one at a time ÷ gateway, burst of 1,000, p50", 250, REST),
            new Target(
                    "open loop 20 k/s, free CPUs, p50 ÷ best peer",
                    true,
                    1.0,
                    it -> it.results.ratioToBest(
                            Leg.FREE, "open20k", GATEWAY, List.of(REACTOR_NETTY, JDK), Measured::p50)),
            bytes("bytes allocated per cancel, burst of 1,000", 200, "burst1000"),
            bytes("bytes allocated per cancel, ping-pong", 550, "pingpong"),
            value("heap bytes per cancel in flight, deadline included", 128, "inflight.bytes"),
            value("a session at rest, plain, heap and direct bytes", 12 * KIB, "resting.plain.bytes"),
            value("a session at rest, TLS, heap and direct bytes", 16 * KIB, "resting.tls.bytes"),
            value("threads of a session's own", 0, "resting.threads"),
            sqlite("SQLite log: a cancel every 2 ms, time from call to bytes written ÷ without", Settings.PACED_ONE),
            sqlite("SQLite log: 100 every 20 ms, time from call to bytes written ÷ without", Settings.PACED_BURST),
            new Target("the gateway's replies lost, wrong or doubled", true, 0, Targets::faults));

    private static Target floors(
            String name, double limit, String leg, String mode, ToDoubleFunction<Measured> measure) {
        return new Target(name, true, limit, it -> it.results.ratio(leg, mode, GATEWAY, FLOOR, measure));
    }

    private static Target ahead(String name, double limit, String peer) {
        return new Target(
                name, false, limit, it -> it.results.ratio(Leg.PINNED, "burst1000", peer, GATEWAY, Measured::p50));
    }

    private static Target bytes(String name, double limit, String mode) {
        return new Target(name, true, limit, it -> it.results.median(Leg.PINNED, mode, GATEWAY, Measured::bytes));
    }

    private static Target sqlite(String name, String mode) {
        return new Target(
                name, true, 1.05, it -> it.results.ratio(Leg.PINNED, mode, GATEWAY_SQLITE, GATEWAY, Measured::written));
    }

    private static Target value(String name, double limit, String key) {
        return new Target(name, true, limit, it -> Median.of(it.values.get(key)));
    }

    private Median faults() {
        long turns = results.turns().stream().filter(Targets::isOurs).count();
        double faults = results.turns().stream()
                .filter(Targets::isOurs)
                .mapToLong(turn -> turn.measured().faults().sum())
                .sum();
        return new Median(faults, faults, faults, (int) turns);
    }

    private static boolean isOurs(Results.Turn turn) {
        return turn.measured().client().startsWith(GATEWAY);
    }

    List<Checked> check() {
        return ALL.stream().map(this::check).toList();
    }

    private Checked check(Target target) {
        Median measured = target.measure.apply(this);
        boolean met = target.atMost ? measured.middle() <= target.limit : measured.middle() >= target.limit;
        Verdict verdict = !measured.isMeasured() ? Verdict.NOT_MEASURED : met ? Verdict.MET : Verdict.MISSED;
        String limit = (target.atMost ? "≤ " : "≥ ") + Report.number(target.limit);
        return new Checked(target.name, limit, measured, verdict);
    }
}

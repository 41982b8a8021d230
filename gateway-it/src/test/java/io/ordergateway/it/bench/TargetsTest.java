package io.ordergateway.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.it.bench.Targets.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final String PING_PONG = "ping-pong, p50 ÷ floor";

    private final Results results = new Results();

    @Test
    void whatWasNotMeasuredIsNotMet() {
        List<Targets.Checked> targets = new Targets(results, Map.of()).check();

        assertThat(targets)
                .hasSizeGreaterThan(20)
                .allSatisfy(target -> assertThat(target.verdict()).isEqualTo(Verdict.NOT_MEASURED));
    }

    @Test
    void aRatioIsTakenWithinItsRound() {
        measured(1, Clients.FLOOR, 10);
        measured(1, Clients.GATEWAY, 10.5);
        measured(2, Clients.FLOOR, 100);
        measured(2, Clients.GATEWAY, 104);
        measured(3, Clients.FLOOR, 20);
        measured(3, Clients.GATEWAY, 60);

        Targets.Checked pingPong = check(PING_PONG);

        assertThat(pingPong.verdict()).isEqualTo(Verdict.MET);
        assertThat(pingPong.measured()).isEqualTo(new Results.Median(1.05, 1.04, 3, 3));
    }

    @Test
    void theFirstRoundIsThrownAwayButItsFaultsAreNot() {
        measured(0, Clients.FLOOR, 10);
        results.add(Leg.PINNED, 0, turn(Clients.GATEWAY, 10, new Measured.Faults(0, 0, 1)));

        assertThat(check(PING_PONG).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(check("the gateway's replies lost, wrong or doubled").verdict())
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void theBestPeerIsKnownOnlyIfAllWereThere() {
        results.add(Leg.FREE, 1, turn("open20k", Clients.GATEWAY, 12, new Measured.Faults(0, 0, 0)));
        results.add(Leg.FREE, 1, turn("open20k", Clients.REACTOR_NETTY, 15, new Measured.Faults(0, 0, 0)));
        assertThat(check("open loop 20 k/s, free CPUs, p50 ÷ best peer").verdict())
                .isEqualTo(Verdict.NOT_MEASURED);

        results.add(Leg.FREE, 1, turn("open20k", Clients.JDK, 10, new Measured.Faults(0, 0, 0)));

        assertThat(check("open loop 20 k/s, free CPUs, p50 ÷ best peer").measured())
                .isEqualTo(new Results.Median(1.2, 1.2, 1.2, 1));
    }

    private void measured(int round, String client, double p50) {
        results.add(Leg.PINNED, round, turn(client, p50, new Measured.Faults(0, 0, 0)));
    }

    private static Measured turn(String client, double p50, Measured.Faults faults) {
        return turn("pingpong", client, p50, faults);
    }

    private static Measured turn(String mode, String client, double p50, Measured.Faults faults) {
        Measured.Cost none = new Measured.Cost(0, 0);
        return new Measured(client, mode, 1, 1, new Measured.Times(p50, p50, p50, p50), none, none, faults);
    }

    private Targets.Checked check(String name) {
        return new Targets(results, Map.of())
                .check().stream()
                        .filter(target -> target.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }
}

package io.ordergateway.ws.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimFaultsTest {
    private final SimFaults faults = new SimFaults();

    @Test
    void scriptComesFirstThenWhatAlwaysHolds() {
        faults.always(SimFault.SILENT);
        faults.next(SimFault.CUT_AFTER, SimFault.NONE);

        assertThat(faults.draw()).isEqualTo(SimFault.CUT_AFTER);
        assertThat(faults.draw()).isEqualTo(SimFault.NONE);
        assertThat(faults.draw()).isEqualTo(SimFault.SILENT);
        assertThat(faults.draw()).isEqualTo(SimFault.SILENT);
    }

    @Test
    void clearedScriptBehaves() {
        faults.next(SimFault.ERR);
        faults.always(SimFault.LATE);
        faults.clear();

        assertThat(faults.draw()).isEqualTo(SimFault.NONE);
    }

    @Test
    void faultOfTheOtherPathMeansNothing() {
        assertThat(SimFault.HTTP_502.onSocket()).isEqualTo(SimFault.NONE);
        assertThat(SimFault.HTTP_502.onRest()).isEqualTo(SimFault.HTTP_502);
        assertThat(SimFault.HUGE.onRest()).isEqualTo(SimFault.NONE);
        assertThat(SimFault.LIE.onRest()).isEqualTo(SimFault.LIE.onSocket());
    }

    @Test
    void aSeedDrawsItsFaultsAgain() {
        assertThat(hundred(42)).isEqualTo(hundred(42)).contains(SimFault.NONE).hasSizeGreaterThan(10);
        assertThat(hundred(43)).isNotEqualTo(hundred(42));
    }

    private static List<SimFault> hundred(long seed) {
        SimFaults faults = new SimFaults();
        faults.seed(seed, 0.5);
        return Stream.generate(faults::draw).limit(100).toList();
    }

    @Test
    void aMixKeepsToItsFaultsAndItsRateAndLetsTheScriptGoFirst() {
        faults.next(SimFault.HANG);
        faults.always(SimFault.MUTE);
        faults.seed(1, 0.25, SimFault.LIE, SimFault.ERR);

        assertThat(faults.draw()).isEqualTo(SimFault.HANG);
        List<SimFault> drawn = Stream.generate(faults::draw).limit(1_000).toList();
        assertThat(drawn).contains(SimFault.LIE, SimFault.ERR, SimFault.MUTE);
        assertThat(drawn).isSubsetOf(SimFault.LIE, SimFault.ERR, SimFault.MUTE);
        assertThat(drawn.stream().filter(fault -> fault != SimFault.MUTE)).hasSizeBetween(200, 300);
    }

    @Test
    void aRateIsAProbability() {
        assertThatThrownBy(() -> faults.seed(1, 1.1)).hasMessage("rate must be 0 to 1, is 1.1");
        assertThatThrownBy(() -> faults.seed(1, Double.NaN)).hasMessage("rate must be 0 to 1, is NaN");
    }

    @Test
    void everyFaultMeansSomethingSomewhere() {
        assertThat(SimFault.values())
                .filteredOn(fault -> fault.onSocket() != fault && fault.onRest() != fault)
                .isEmpty();
    }
}

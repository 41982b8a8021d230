package io.ordergateway.ws.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;

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
}

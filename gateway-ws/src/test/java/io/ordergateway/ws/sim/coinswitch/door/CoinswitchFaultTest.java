package io.ordergateway.ws.sim.coinswitch.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.sim.coinswitch.book.CancelEnd;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CoinswitchFaultTest {
    @Test
    void onlyFaultsOfTheStreamMeanNothingOnFutures() {
        assertThat(CoinswitchFault.values())
                .allSatisfy(fault -> assertThat(fault.on(Surface.SPOT)).isEqualTo(fault));
        assertThat(Arrays.stream(CoinswitchFault.values()).filter(fault -> fault.on(Surface.FUTURES) != fault))
                .containsExactly(CoinswitchFault.PUSH_DROPPED, CoinswitchFault.PUSH_TWICE, CoinswitchFault.PUSH_LIES);
    }

    @Test
    void aRequestForAllMeetsOnlyWhatIsDoneToAWholeRequest() {
        assertThat(CoinswitchFault.HALF_ANSWER.onAll()).isEqualTo(CoinswitchFault.HALF_ANSWER);
        assertThat(CoinswitchFault.ERROR_IN_200.onAll()).isEqualTo(CoinswitchFault.ERROR_IN_200);
        assertThat(CoinswitchFault.NOT_ACKNOWLEDGED.onAll()).isEqualTo(CoinswitchFault.NONE);
        assertThat(CoinswitchFault.FILLED_MEANWHILE.onAll()).isEqualTo(CoinswitchFault.NONE);
        assertThat(CoinswitchFault.GONE_404.onAll()).isEqualTo(CoinswitchFault.NONE);
    }

    @Test
    void someFaultsSayHowACancelEnds() {
        assertThat(CoinswitchFault.FILLED_MEANWHILE.end()).isEqualTo(CancelEnd.EXECUTED);
        assertThat(CoinswitchFault.PARTLY_FILLED_MEANWHILE.end()).isEqualTo(CancelEnd.PARTLY_EXECUTED);
        assertThat(CoinswitchFault.NEVER_ENDS.end()).isEqualTo(CancelEnd.NEVER);
        assertThat(CoinswitchFault.HTTP_502_AFTER.end()).isEqualTo(CancelEnd.CANCELLED);
    }
}

package io.ordergateway.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.Listing;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepReportTest {
    private static final OrderRef ORDER = new OrderRef("o1", "BTC-PERP");

    private final CancelAll wish = CancelAll.of("main");
    private final SweepReport.Tally tally = new SweepReport.Tally(wish);

    private static CancelResult.Unknown unknown(CancelId id, String text) {
        return new CancelResult.Unknown(id, ORDER, text, null, List.of());
    }

    private static CancelResult rejected() {
        return new CancelResult.Rejected(
                CancelId.next(), ORDER, RejectReason.NOT_PROCESSED, "300013", "trading halted", null, List.of());
    }

    @Test
    void nothingFoundAndNothingSaidIsNoObstacle() {
        assertThat(tally.report()).isEqualTo(GuardRig.EMPTY);
    }

    @Test
    void anOrderWhoseEndIsUnknownIsNoObstacleIfTheListDoesNotNameIt() {
        tally.add(unknown(CancelId.next(), "no reply"));

        assertThat(tally.report()).isEqualTo(GuardRig.canceled(1));
    }

    @Test
    void anOrderThatStandsIs() {
        tally.add(rejected());

        assertThat(tally.report().orders()).isEqualTo(1);
        assertThat(tally.report().obstacle()).contains("order o1 of BTC-PERP stands", "trading halted");
    }

    @Test
    void aWordOnTheWholeScopeIs() {
        tally.add(rejected());
        tally.add(unknown(wish.cancelId(), "the deadline passed"));

        assertThat(tally.report().orders()).isEqualTo(1);
        assertThat(tally.report().obstacle()).isEqualTo("the deadline passed");
    }

    @Test
    void aScopeThatIsRefusedIs() {
        CancelOrder scope = CancelOrder.of("main", "*", "*").id(wish.cancelId().value());
        tally.add(CancelResult.Refused.of(scope, RefusalReason.NO_PATH, null, "no path will be back"));

        assertThat(tally.report().orders()).isZero();
        assertThat(tally.report().obstacle()).isEqualTo("no path will be back");
    }

    @Test
    void aListNamesWhatIsOpenUpToABoundAndCountsAll() {
        String[] many = IntStream.range(0, SweepReport.MAX_NAMED + 1)
                .mapToObj(i -> "o" + i)
                .toArray(String[]::new);

        SweepReport report = SweepReport.of(GuardRig.open(many));

        assertThat(report.orders()).isEqualTo(SweepReport.MAX_NAMED + 1);
        assertThat(report.open()).hasSize(SweepReport.MAX_NAMED);
        assertThat(report.obstacle()).isNull();
    }

    @Test
    void notToKnowIsNotToKnowThatThereIsNone() {
        assertThat(SweepReport.of(new Listing.Unknown("the venue did not say")).obstacle())
                .isEqualTo("the venue did not say");
        CancelResult.Refused refusal = CancelResult.Refused.of(null, RefusalReason.INVALID, "account", "write one");
        assertThat(SweepReport.of(new Listing.Refused(refusal)).obstacle()).isEqualTo("write one");
    }
}

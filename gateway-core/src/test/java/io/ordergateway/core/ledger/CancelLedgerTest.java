package io.ordergateway.core.ledger;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.timing.Now;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CancelLedgerTest {
    private static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);

    private static final Now NOW = new Now(0, Instant.EPOCH);

    @Test
    void aCancelCannotEndTwice() {
        CancelOrder wish = CancelOrder.of("main", "BTC-PERP", "o1");
        Refused end = Refused.of(wish, RefusalReason.NO_PATH, null, "no way out");
        CancelLedger ledger = new CancelLedger(ACCOUNT, new MemoryOutcomeLog(8), 8);
        PendingCancel cancel = ledger.accept(wish, result -> {}, 1_000, NOW);
        ledger.close(cancel, end, NOW);

        assertThatIllegalStateException().isThrownBy(() -> ledger.close(cancel, end, NOW));
    }
}

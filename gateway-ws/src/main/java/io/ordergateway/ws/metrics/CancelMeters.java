package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.Tags;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import java.util.concurrent.TimeUnit;

/** How many cancels are under way, how many of them nobody knows the end of, and what became of the others. */
final class CancelMeters {
    private CancelMeters() {}

    static void bind(AccountMeters meters) {
        bindUnderWay(meters);
        for (CancelResult.Kind kind : CancelResult.Kind.values()) {
            meters.counter(
                    "order.gateway.cancel.results",
                    "cancels whose callers were told this kind of result",
                    Tags.of("kind", StageMeters.label(kind)),
                    account -> account.cancels().results().getOrDefault(kind, 0L));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            meters.counter(
                    "order.gateway.cancel.refusals",
                    "cancels that were refused for this reason",
                    Tags.of("reason", StageMeters.label(reason)),
                    account -> account.cancels().refusals().getOrDefault(reason, 0L));
        }
    }

    private static void bindUnderWay(AccountMeters meters) {
        Tags none = Tags.empty();
        meters.gauge(
                "order.gateway.cancel.waiting",
                "cancels that wait for the account's thread",
                none,
                account -> account.cancels().waiting());
        meters.gauge(
                "order.gateway.cancel.pending",
                "cancels accepted and not ended",
                none,
                account -> account.cancels().pending());
        meters.gauge(
                "order.gateway.doubt.waiting",
                "orders whose status waits to be asked",
                none,
                account -> account.cancels().inDoubt());
        meters.gauge(
                "order.gateway.doubt.lasting",
                "orders in doubt for longer than they should be",
                none,
                account -> account.cancels().doubts().lasting());
        meters.time(
                "order.gateway.doubt.age",
                "how long ago the cancel was accepted that is in doubt longest",
                none,
                TimeUnit.MILLISECONDS,
                account -> meters.moment().ageMillis(account.cancels().doubts().oldest()));
    }
}

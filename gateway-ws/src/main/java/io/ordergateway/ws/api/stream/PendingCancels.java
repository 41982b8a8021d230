package io.ordergateway.ws.api.stream;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.api.message.Answer;
import io.ordergateway.ws.api.message.Answers;
import io.ordergateway.ws.api.message.RequestFault;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/** The cancels of one connection that are under way, and how their results are told. */
final class PendingCancels {
    private static final Logger log = LoggerFactory.getLogger(PendingCancels.class);

    /** How many of one connection may be under way. */
    static final int MAX = 8_192;

    private final Outbox outbox;
    private final AtomicInteger count = new AtomicInteger();

    PendingCancels(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Makes sure that so many more may be under way.
     *
     * @throws RequestFault if not
     */
    void requireRoom(int more) {
        if (count.get() + more > MAX) {
            String text = count.get() + " cancels of this connection are under way, of " + MAX
                    + "; wait for results, or use another connection";
            throw RequestFault.tooMany(text);
        }
    }

    /**
     * Tells one cancel's result.
     *
     * @param id what its client calls it
     */
    void tell(String action, String id, Flux<CancelResult> result) {
        tell(id, 1, result, one -> Answers.result(action, id, null, one), told -> {});
    }

    /**
     * Tells the results of a request of many as they come, and then that there are no more.
     *
     * @param request what its client calls the request
     * @param most how many results it has room taken for
     * @param ids what its client calls each cancel
     */
    void tellAll(
            String action, String request, int most, Flux<CancelResult> results, Function<CancelResult, String> ids) {
        Function<CancelResult, Answer> form = one -> Answers.result(action, ids.apply(one), request, one);
        tell(request, most, results, form, told -> outbox.send(Answers.done(action, request, told)));
    }

    private void tell(
            String request,
            int most,
            Flux<CancelResult> results,
            Function<CancelResult, Answer> form,
            LongConsumer whenDone) {
        count.addAndGet(most);
        results.subscribe(new BaseSubscriber<>() {
            private long told;

            @Override
            protected void hookOnNext(CancelResult result) {
                told++;
                outbox.send(form.apply(result));
            }

            @Override
            protected void hookOnError(Throwable fault) {
                log.error("request {} failed", IdRules.quotable(request), fault);
                outbox.send(Answers.fault("order", request, RequestFault.ofGateway()));
            }

            @Override
            protected void hookFinally(SignalType end) {
                count.addAndGet(-most);
                if (end == SignalType.ON_COMPLETE) {
                    whenDone.accept(told);
                }
            }
        });
    }
}

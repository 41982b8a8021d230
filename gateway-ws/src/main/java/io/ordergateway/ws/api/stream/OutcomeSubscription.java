package io.ordergateway.ws.api.stream;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.api.message.Answer;
import io.ordergateway.ws.api.message.Answers;
import io.ordergateway.ws.api.message.OutcomeFaults;
import io.ordergateway.ws.api.message.RequestFault;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/** One subscription of a client to outcomes. Asks for more as fast as the client reads. */
final class OutcomeSubscription extends BaseSubscriber<Outcome> {
    /** How many outcomes are asked for at once, and wait for a slow client at most. */
    static final int PAGE = 128;

    private final String id;
    private final Outbox outbox;
    private final Consumer<OutcomeSubscription> onEnd;

    /** How many of a page have come; the publisher's alone. */
    private int come;

    /** @param onEnd called when it has ended by itself, with itself */
    OutcomeSubscription(String id, Outbox outbox, Consumer<OutcomeSubscription> onEnd) {
        this.id = id;
        this.outbox = outbox;
        this.onEnd = onEnd;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        outbox.send(Answers.ok("sub", id));
        subscription.request(PAGE);
    }

    @Override
    protected void hookOnNext(Outcome outcome) {
        Answer answer = Answers.outcome(id, outcome);
        come++;
        if (come == PAGE) {
            come = 0;
            outbox.send(answer, () -> request(PAGE));
        } else {
            outbox.send(answer);
        }
    }

    @Override
    protected void hookOnError(Throwable fault) {
        outbox.send(Answers.fault("sub", id, OutcomeFaults.of(fault)));
    }

    @Override
    protected void hookOnComplete() {
        String text = "the gateway is closing; subscribe again from the last position seen, plus one";
        outbox.send(Answers.fault("sub", id, new RequestFault(HttpResponseStatus.SERVICE_UNAVAILABLE, null, text)));
    }

    @Override
    protected void hookFinally(SignalType end) {
        if (end != SignalType.CANCEL) {
            onEnd.accept(this);
        }
    }
}

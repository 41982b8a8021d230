package io.ordergateway.ws.api.stream;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.api.message.RequestFault;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import reactor.core.publisher.Flux;

/** The subscriptions of one connection, by the ids that its client gave them; its thread's alone. */
final class Subscriptions {
    /** How many one connection may have. */
    static final int MAX = 16;

    private final Outbox outbox;
    private final Executor thread;
    private final Map<String, OutcomeSubscription> live = new HashMap<>();

    Subscriptions(Outbox outbox, Executor thread) {
        this.outbox = outbox;
        this.thread = thread;
    }

    /**
     * Begins one.
     *
     * @throws RequestFault if the id is taken, or there are too many
     */
    void begin(String id, Flux<Outcome> outcomes) {
        if (live.containsKey(id)) {
            throw RequestFault.field("id", id, "write one that no subscription of this connection has");
        }
        if (live.size() >= MAX) {
            throw RequestFault.tooMany("this connection has " + MAX + " subscriptions; end one of them first");
        }
        OutcomeSubscription subscription =
                new OutcomeSubscription(id, outbox, ended -> thread.execute(() -> live.remove(id, ended)));
        live.put(id, subscription);
        outcomes.subscribe(subscription);
    }

    /**
     * Ends one.
     *
     * @throws RequestFault if there is none of this id
     */
    void end(String id) {
        OutcomeSubscription subscription = live.remove(id);
        if (subscription == null) {
            throw RequestFault.field("id", id, "write that of a subscription of this connection");
        }
        subscription.cancel();
    }

    void endAll() {
        live.values().forEach(OutcomeSubscription::cancel);
        live.clear();
    }
}

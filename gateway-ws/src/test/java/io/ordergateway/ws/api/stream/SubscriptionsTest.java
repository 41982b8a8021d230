package io.ordergateway.ws.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.ws.api.message.RequestFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class SubscriptionsTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Subscriptions subscriptions = new Subscriptions(new Outbox(channel, () -> {}), channel.eventLoop());
    private final Sinks.Many<Outcome> outcomes = Sinks.many().multicast().directBestEffort();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void begin(String id) {
        subscriptions.begin(id, outcomes.asFlux());
    }

    @Test
    void anIdIsTakenUntilItsSubscriptionEnds() {
        begin("a");

        assertThatThrownBy(() -> begin("a"))
                .isInstanceOf(RequestFault.class)
                .hasMessage("id is a; write one that no subscription of this connection has");
        subscriptions.end("a");
        assertThatCode(() -> begin("a")).doesNotThrowAnyException();
    }

    @Test
    void aConnectionHasSoManyAndNoMore() {
        for (int i = 0; i < Subscriptions.MAX; i++) {
            begin("s" + i);
        }

        assertThatThrownBy(() -> begin("one more"))
                .isInstanceOf(RequestFault.class)
                .hasMessage("this connection has 16 subscriptions; end one of them first");
        assertThat(outcomes.currentSubscriberCount()).isEqualTo(Subscriptions.MAX);
    }

    @Test
    void whatNobodyBeganCannotEnd() {
        assertThatThrownBy(() -> subscriptions.end("a"))
                .isInstanceOf(RequestFault.class)
                .hasMessage("id is a; write that of a subscription of this connection");
    }

    @Test
    void oneThatEndsByItselfMakesRoom() {
        subscriptions.begin("a", Flux.empty());
        channel.runPendingTasks();

        assertThatCode(() -> begin("a")).doesNotThrowAnyException();
    }

    @Test
    void oneThatHasEndedDoesNotTakeItsSuccessorAway() {
        subscriptions.begin("a", Flux.empty());
        subscriptions.end("a");
        begin("a");

        channel.runPendingTasks();

        assertThatThrownBy(() -> begin("a")).isInstanceOf(RequestFault.class);
    }

    @Test
    void allEndWithTheirConnection() {
        begin("a");
        begin("b");

        subscriptions.endAll();

        assertThat(outcomes.currentSubscriberCount()).isZero();
    }
}

package io.ordergateway.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.owner.Owners;
import io.ordergateway.ws.kafka.owner.Ownership;
import io.ordergateway.ws.kafka.owner.TakenOver;
import io.ordergateway.ws.kafka.owner.Takeover;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A standby takes over what a gateway left, and the gateway may not go on. */
@ExtendWith(SharedBroker.class)
class TakeoverIT {
    private final KafkaBrokers brokers;

    private final Queue<Ownership> told = new ConcurrentLinkedQueue<>();

    TakeoverIT(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    private KafkaRelay relay(KafkaSettings settings, TestLog log) {
        return KafkaRelay.start(settings, log.source(), told::add);
    }

    private void relayOnce(KafkaSettings settings, TestLog log) {
        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
        }
    }

    @Test
    void whatWasAcceptedAndDidNotEndIsListedAndNothingElse() {
        KafkaSettings settings = brokers.settings("left");
        TestLog dead = new TestLog("gw-dead");
        TestLog alive = new TestLog("gw-alive");
        dead.cancels(500);
        CancelOrder onlyAccepted = dead.accept(TestLog.ACCOUNT, "a");
        CancelOrder sent = dead.accept(TestLog.ACCOUNT, "b");
        dead.sent(sent);
        CancelOrder toldLess = dead.accept(TestLog.OTHER, "c");
        dead.settle(TestLog.OTHER, toldLess, TestLog.unknown(toldLess));
        CancelOrder ended = dead.accept(TestLog.ACCOUNT, "d");
        dead.settle(TestLog.ACCOUNT, ended, TestLog.acknowledged(ended));
        dead.end(TestLog.ACCOUNT, ended, TestLog.canceled(ended));
        dead.mark();
        alive.accept(TestLog.ACCOUNT, "e");
        relayOnce(settings, dead);
        relayOnce(settings, alive);

        var left = new Takeover(settings).unfinished("gw-dead").block(KafkaBrokers.PATIENCE);

        assertThat(left).containsOnlyKeys(TestLog.ACCOUNT, TestLog.OTHER);
        assertThat(left.get(TestLog.ACCOUNT))
                .extracting(cancel -> cancel.wish().cancelId())
                .containsExactlyInAnyOrder(onlyAccepted.cancelId(), sent.cancelId());
        UnfinishedCancel unknown = left.get(TestLog.OTHER).get(0);
        assertThat(unknown.wish()).isEqualTo(toldLess.by(unknown.acceptedAt().plus(toldLess.within())));
        assertThat(unknown.told()).isEqualTo(TestLog.unknown(toldLess));
    }

    @Test
    void aRunningGatewayThatIsTakenOverFindsOutByItselfThoughItHasNothingToSay() {
        KafkaSettings settings = brokers.settings("fenced");
        TestLog log = new TestLog("gw-old");
        log.cancels(10);

        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
            Ownership now = new Takeover(settings).take("gw-old", "gw-new");
            long begun = System.nanoTime();
            await().atMost(KafkaBrokers.PATIENCE).until(() -> !told.isEmpty());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(took).isLessThan(KafkaRelay.SIGN_OF_LIFE_EVERY.plusSeconds(5));
            assertThat(told).containsExactly(now);
            assertThat(relay.health().takenOver()).isTrue();
            assertThat(relay.health().trouble()).contains("gateway gw-old was taken over by gw-new at " + now.at());
            log.cancels(10);
        }

        Readers.assertEachOnce(Readers.all(settings), "gw-old", 1, 30);
    }

    @Test
    void aGatewayThatWasTakenOverWhileItWasAwayMayNotOpenAndItsRelaySaysSo() {
        KafkaSettings settings = brokers.settings("back");
        TestLog log = new TestLog("gw-away");
        log.cancels(10);
        relayOnce(settings, log);
        Ownership now = new Takeover(settings).take("gw-away", "gw-standby");

        assertThatThrownBy(() -> Owners.requireOwn(settings, "gw-away"))
                .isInstanceOf(TakenOver.class)
                .hasMessage("gateway gw-away was taken over by gw-standby at " + now.at()
                        + "; it may not go on. To take its accounts back: gateway takeover --from gw-standby");
        log.cancels(10);
        try (KafkaRelay relay = relay(settings, log)) {
            await().atMost(KafkaBrokers.PATIENCE).until(() -> relay.health().takenOver());
        }

        assertThat(told).containsExactly(now);
        Readers.assertEachOnce(Readers.all(settings), "gw-away", 1, 30);
    }

    @Test
    void aTakeoverMayBeRepeatedAndTakenBack() {
        KafkaSettings settings = brokers.settings("to-and-fro");
        TestLog first = new TestLog("gw-first");
        TestLog second = new TestLog("gw-second");
        first.cancels(1);
        second.cancels(1);
        relayOnce(settings, first);
        relayOnce(settings, second);
        Takeover takeover = new Takeover(settings);

        Ownership taken = takeover.take("gw-first", "gw-second");
        assertThat(takeover.take("gw-first", "gw-second")).isEqualTo(taken);
        Ownership back = takeover.take("gw-second", "gw-first");

        assertThat(taken.generation()).isEqualTo(2);
        assertThat(back.owner()).isEqualTo("gw-first");
        assertThat(Owners.requireOwn(settings, "gw-first"))
                .satisfies(own -> assertThat(own.generation()).isEqualTo(3));
        assertThatThrownBy(() -> Owners.requireOwn(settings, "gw-second")).isInstanceOf(TakenOver.class);
        first.cancels(1);
        relayOnce(settings, first);
        assertThat(told).isEmpty();
    }

    @Test
    void nobodyTakesOverWhatDoesNotExistOrBelongsToAThird() {
        KafkaSettings settings = brokers.settings("wrong");
        TestLog log = new TestLog("gw-one");
        log.cancels(1);
        relayOnce(settings, log);
        Takeover takeover = new Takeover(settings);

        assertThatThrownBy(() -> takeover.take("gw-typo", "gw-two"))
                .hasMessage("no gateway gw-typo relayed to wrong; write one of [gw-one]");
        assertThatThrownBy(() -> takeover.take("gw-one", "gw-one"))
                .hasMessage("gw-one is this gateway itself; write the id of another");
        Ownership taken = takeover.take("gw-one", "gw-two");
        assertThatThrownBy(() -> takeover.take("gw-one", "gw-three"))
                .hasMessage("gw-one was taken over by gw-two at " + taken.at() + "; write --from gw-two");
    }
}

package io.ordergateway.ws.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.ordergateway.ws.api.message.Answers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> events = new ArrayList<>();
    private final Outbox outbox = new Outbox(channel, () -> events.add("flushed"));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void pong(String id) {
        outbox.send(Answers.pong(id));
    }

    private List<String> sent() {
        List<String> sent = new ArrayList<>();
        for (TextWebSocketFrame frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            sent.add(frame.text().replaceFirst(".*\"id\":\"(.+?)\".*", "$1"));
            frame.release();
        }
        return sent;
    }

    private void clientReadsNothing(boolean nothing) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, !nothing);
    }

    @Test
    void answersGoInTheirOrderAndInOneFlush() {
        pong("a");
        pong("b");
        pong("c");
        int waiting = outbox.waiting();

        channel.runPendingTasks();

        assertThat(waiting).isEqualTo(3);
        assertThat(sent()).containsExactly("a", "b", "c");
        assertThat(events).containsExactly("flushed");
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void nothingIsWrittenWhileTheClientDoesNotRead() {
        clientReadsNothing(true);
        pong("a");
        pong("b");
        channel.runPendingTasks();
        List<String> before = sent();

        clientReadsNothing(false);
        outbox.flush();

        assertThat(before).isEmpty();
        assertThat(sent()).containsExactly("a", "b");
    }

    @Test
    void whatComesAfterAStandstillIsSentToo() {
        clientReadsNothing(true);
        pong("a");
        channel.runPendingTasks();
        clientReadsNothing(false);
        outbox.flush();

        pong("b");
        channel.runPendingTasks();

        assertThat(sent()).containsExactly("a", "b");
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void whatIsToBeDoneWhenAnAnswerWasSentIsDoneThen() {
        clientReadsNothing(true);
        outbox.send(Answers.pong("a"), () -> events.add("a sent"));
        channel.runPendingTasks();
        List<String> before = List.copyOf(events);

        clientReadsNothing(false);
        outbox.flush();

        assertThat(before).isEmpty();
        assertThat(events).containsExactly("a sent", "flushed");
    }

    @Test
    void aSlowClientIsSentWhatItHasRoomFor() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 64));
        for (int i = 0; i < 100; i++) {
            pong("p" + i);
        }

        channel.runPendingTasks();

        assertThat(sent()).hasSize(100).startsWith("p0", "p1").endsWith("p99");
        assertThat(events).hasSizeGreaterThan(10);
    }
}

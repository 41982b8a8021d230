package io.ordergateway.ws.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisitorsTest {
    private final Visitors visitors = new Visitors();
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void close() {
        channels.forEach(EmbeddedChannel::close);
    }

    private EmbeddedChannel comes() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channels.add(channel);
        visitors.came(channel);
        return channel;
    }

    private List<EmbeddedChannel> come(int count) {
        return Stream.generate(this::comes).limit(count).toList();
    }

    private static void afterPatience(EmbeddedChannel channel) {
        channel.advanceTimeBy(Visitors.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void aStrangerIsClosedWhenPatienceEnds() {
        EmbeddedChannel stranger = comes();

        stranger.advanceTimeBy(Visitors.PATIENCE.toMillis() - 1, TimeUnit.MILLISECONDS);
        stranger.runScheduledPendingTasks();
        boolean before = stranger.isOpen();
        stranger.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        stranger.runScheduledPendingTasks();

        assertThat(before).isTrue();
        assertThat(stranger.isOpen()).isFalse();
    }

    @Test
    void whoHasShownWhoItIsStays() {
        EmbeddedChannel client = comes();

        visitors.known(client);
        afterPatience(client);
        come(Visitors.MAX_STRANGERS + 1);

        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void whenThereAreTooManyStrangersTheOldestMakesRoom() {
        List<EmbeddedChannel> crowd = come(Visitors.MAX_STRANGERS);

        EmbeddedChannel last = comes();

        assertThat(crowd.get(0).isOpen()).isFalse();
        assertThat(crowd.subList(1, crowd.size())).allMatch(EmbeddedChannel::isOpen);
        assertThat(last.isOpen()).isTrue();
    }

    @Test
    void whoLeavesMakesRoom() {
        List<EmbeddedChannel> crowd = come(Visitors.MAX_STRANGERS);

        crowd.get(7).close();
        comes();

        assertThat(crowd.get(0).isOpen()).isTrue();
    }

    @Test
    void whenAllPlacesAreTakenByClientsTheNextStrangerGoes() {
        for (int i = 0; i < Visitors.MAX; i++) {
            visitors.known(comes());
        }

        EmbeddedChannel next = comes();

        assertThat(next.isOpen()).isFalse();
        assertThat(channels.subList(0, Visitors.MAX)).allMatch(EmbeddedChannel::isOpen);
    }
}

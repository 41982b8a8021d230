package io.ordergateway.ws.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientUseTest {
    private static final long SECOND = 1_000_000_000L;

    private final ClientUse use = new ClientUse();

    @Test
    void asManyAsAreAllowedInASecondMayGoAtOnceAndNoMore() {
        assertThat(use.take(10, 10, 0)).isTrue();
        assertThat(use.take(1, 10, 0)).isFalse();
    }

    @Test
    void theyComeBackEvenly() {
        use.take(10, 10, 0);

        assertThat(use.take(6, 10, SECOND / 2)).isFalse();
        assertThat(use.take(5, 10, SECOND / 2)).isTrue();
        assertThat(use.take(1, 10, SECOND / 2)).isFalse();
    }

    @Test
    void theyAddUpToASecondsAndNoMore() {
        use.take(10, 10, 0);

        assertThat(use.take(11, 10, 100 * SECOND)).isFalse();
        assertThat(use.take(10, 10, 100 * SECOND)).isTrue();
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        assertThat(use.take(11, 10, 0)).isFalse();
        assertThat(use.take(10, 10, 0)).isTrue();
    }

    @Test
    void aClockMayBeginBelowZero() {
        assertThat(use.take(10, 10, Long.MIN_VALUE)).isTrue();
        assertThat(use.take(1, 10, Long.MIN_VALUE)).isFalse();
        assertThat(use.take(10, 10, Long.MIN_VALUE + SECOND)).isTrue();
    }

    @Test
    void connectionsAreCountedUntilTheyEnd() {
        assertThat(use.connected(2)).isTrue();
        assertThat(use.connected(2)).isTrue();
        assertThat(use.connected(2)).isFalse();

        use.disconnected();

        assertThat(use.connected(2)).isTrue();
        assertThat(use.connected(2)).isFalse();
    }
}

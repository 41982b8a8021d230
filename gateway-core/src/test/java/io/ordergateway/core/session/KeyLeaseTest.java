package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyLeaseTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF = Duration.ofMinutes(30);
    private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final long START = Long.MAX_VALUE - HALF.toNanos(); // a clock may run over while a key lives

    private final KeyLease lease = new KeyLease(HALF, HOUR, AGAIN, () -> 0.0);

    @Test
    void aKeyIsAskedForByTheFirstWhoWantsItAndByNobodyElse() {
        assertThat(lease.want()).isTrue();
        assertThat(lease.want()).isFalse();
        assertThat(lease.isAsking()).isTrue();

        lease.granted(START);

        assertThat(lease.want()).isFalse();
        assertThat(lease.isHeld()).isTrue();
        assertThat(lease.isAsking()).isFalse();
    }

    @Test
    void aKeyThatDidNotComeIsAskedForAgain() {
        lease.want();

        lease.denied();

        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.want()).isTrue();
    }

    @Test
    void aKeyIsRenewedAtItsTimeAndOnceUntilThatIsAnswered() {
        granted();

        assertThat(lease.due(at(HALF.minusNanos(1)), true)).isEqualTo(KeyLease.Due.NOTHING);
        assertThat(lease.due(at(HALF), true)).isEqualTo(KeyLease.Due.RENEW);
        assertThat(lease.due(at(HALF.plusMinutes(1)), true)).isEqualTo(KeyLease.Due.NOTHING);
    }

    @Test
    void aRenewalThatCannotBeAskedForStaysDue() {
        granted();

        assertThat(lease.due(at(HALF), false)).isEqualTo(KeyLease.Due.NOTHING);
        assertThat(lease.due(at(HALF.plusSeconds(1)), true)).isEqualTo(KeyLease.Due.RENEW);
        assertThat(lease.due(at(HOUR), false)).isEqualTo(KeyLease.Due.EXPIRED);
    }

    @Test
    void aRenewedKeyLivesFromWhenThatWasAskedFor() {
        granted();
        lease.due(at(HALF), true);

        lease.renewed(1, at(HALF));

        assertThat(lease.due(at(HOUR.minusNanos(1)), true)).isEqualTo(KeyLease.Due.NOTHING);
        assertThat(lease.due(at(HOUR), true)).isEqualTo(KeyLease.Due.RENEW);
        assertThat(lease.due(at(HALF.plus(HOUR)), true)).isEqualTo(KeyLease.Due.EXPIRED);
    }

    @Test
    void aRenewalThatFailsIsTriedAgainEverMoreSlowlyUntilTheKeyIsTooOld() {
        KeyLease unlucky = new KeyLease(HALF, HOUR, AGAIN, () -> 0.999_999_999);
        unlucky.want();
        unlucky.granted(START);
        int tries = 0;
        KeyLease.Due due = KeyLease.Due.NOTHING;
        for (Duration time = Duration.ZERO; due != KeyLease.Due.EXPIRED; time = time.plusSeconds(1)) {
            due = unlucky.due(at(time), true);
            if (due == KeyLease.Due.RENEW) {
                tries++;
                unlucky.notRenewed(1, at(time));
            }
            assertThat(time).isLessThanOrEqualTo(HOUR);
        }

        assertThat(tries).isBetween(30, 40);
        assertThat(unlucky.isHeld()).isFalse();
        assertThat(unlucky.want()).isTrue();
    }

    @Test
    void aKeyThatIsDoubtedIsRenewedAtOnceAndStillHeld() {
        granted();

        lease.doubt(at(Duration.ofMinutes(5)));

        assertThat(lease.isHeld()).isTrue();
        assertThat(lease.due(at(Duration.ofMinutes(5)), true)).isEqualTo(KeyLease.Due.RENEW);
        assertThat(lease.due(at(HALF), true)).isEqualTo(KeyLease.Due.NOTHING);
    }

    @Test
    void aKeyThatWasLostIsAskedForAnew() {
        granted();

        assertThat(lease.lost(1)).isTrue();
        assertThat(lease.lost(1)).isFalse();

        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.due(at(HOUR), true)).isEqualTo(KeyLease.Due.NOTHING);
        assertThat(lease.want()).isTrue();
    }

    @Test
    void anAnswerAboutAnEarlierKeyChangesNothing() {
        granted();
        lease.due(at(HALF), true);
        lease.lost(1);
        lease.want();
        lease.granted(at(HALF));

        lease.renewed(1, at(HOUR));
        lease.notRenewed(1, at(HOUR));
        boolean lost = lease.lost(1);

        assertThat(lost).isFalse();
        assertThat(lease.number()).isEqualTo(2);
        assertThat(lease.due(at(HOUR), true)).isEqualTo(KeyLease.Due.RENEW);
    }

    @Test
    void aKeyThatWouldBeRenewedTooLateIsAnError() {
        assertThatThrownBy(() -> new KeyLease(HOUR, HOUR, AGAIN, () -> 0.0))
                .hasMessage("renewEvery is PT1H; write less than the lifetime of PT1H");
    }

    private void granted() {
        lease.want();
        lease.granted(START);
    }

    private static long at(Duration time) {
        return START + time.toNanos();
    }
}

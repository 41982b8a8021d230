package io.ordergateway.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.session.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A path that answers nothing is left alone, and found out about ever more rarely. */
class PathBreakerTest {
    private static final long FIRST = Duration.ofSeconds(10).toNanos();
    private static final long SECOND = Duration.ofSeconds(20).toNanos();
    private static final long LONGEST = Duration.ofSeconds(60).toNanos();
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final PathBreaker breaker = new PathBreaker(new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(60)));
    private long now = -3_000_000_000L; // readings of a forward clock may be negative, and may pass zero

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(now);
        }
    }

    /** Nothing is allowed for so long, to the nanosecond; then it is. */
    private void assertThatItAllowsAfter(long wait) {
        assertThat(breaker.allows(now)).isFalse();
        assertThat(breaker.allows(now + wait - 1)).isFalse();
        assertThat(breaker.allows(now + wait)).isTrue();
        now += wait;
    }

    @Test
    void fourFailuresInARowAreBorneAndTheFifthOpensIt() {
        fail(PathBreaker.FAILURES_TO_OPEN - 1);
        assertThat(breaker.allows(now)).isTrue();
        assertThat(breaker.isOpen()).isFalse();

        fail(1);

        assertThat(breaker.isOpen()).isTrue();
        assertThatItAllowsAfter(FIRST);
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        fail(PathBreaker.FAILURES_TO_OPEN - 1);
        breaker.answered();
        fail(PathBreaker.FAILURES_TO_OPEN - 1);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void whatIsSentThroughAClosedBreakerIsNoTrial() {
        breaker.sent();
        breaker.sent();

        assertThat(breaker.allows(now)).isTrue();
    }

    @Nested
    class Open {
        @BeforeEach
        void fiveRequestsStayedWithoutAnAnswer() {
            fail(PathBreaker.FAILURES_TO_OPEN);
        }

        @Test
        void staleFailuresOfRequestsFromBeforeItOpenedDoNotProlongIt() {
            long openedAt = now;
            now += FIRST - 1;
            fail(100);

            assertThat(breaker.allows(openedAt + FIRST)).isTrue();
        }

        @Test
        void oneAtATimeMayTry() {
            assertThatItAllowsAfter(FIRST);

            breaker.sent();
            assertThat(breaker.allows(now)).isFalse();
            assertThat(breaker.allows(now + LONGEST)).isFalse();
        }

        @Test
        void itIsShutButForTheOneThatTries() {
            assertThat(breaker.isShut()).isTrue();
            assertThatItAllowsAfter(FIRST);
            assertThat(breaker.isShut()).isTrue();

            breaker.sent();
            assertThat(breaker.isShut()).isFalse();
            breaker.answered();
            assertThat(breaker.isShut()).isFalse();
        }

        @Test
        void aTrialThatNeverLeftMakesRoomForAnother() {
            assertThatItAllowsAfter(FIRST);
            breaker.sent();

            breaker.notSent();

            assertThat(breaker.isOpen()).isTrue();
            assertThat(breaker.allows(now)).isTrue();
        }

        @Test
        void aTrialThatIsAnsweredClosesIt() {
            assertThatItAllowsAfter(FIRST);
            breaker.sent();

            breaker.answered();

            assertThat(breaker.isOpen()).isFalse();
            assertThat(breaker.allows(now)).isTrue();
            fail(PathBreaker.FAILURES_TO_OPEN - 1);
            assertThat(breaker.isOpen()).as("old failures are forgotten").isFalse();
            fail(1);
            assertThatItAllowsAfter(FIRST);
        }

        @Test
        void eachTrialThatFailsDoublesThePauseUpToItsCap() {
            for (long pause : new long[] {FIRST, SECOND, 2 * SECOND, LONGEST, LONGEST}) {
                assertThatItAllowsAfter(pause);
                breaker.sent();
                fail(1);
            }
        }

        @Test
        void aLateAnswerToARequestFromBeforeItOpenedClosesItToo() {
            breaker.answered();

            assertThat(breaker.isOpen()).isFalse();
            assertThat(breaker.allows(now)).isTrue();
        }
    }

    @Nested
    class LeftAlone {
        @Test
        void aVenueThatAsksForItIsLeftAloneForSoLong() {
            breaker.leaveAlone(QUARTER, now);

            assertThat(breaker.isOpen()).isTrue();
            assertThatItAllowsAfter(QUARTER.toNanos());
        }

        @Test
        void aVenueThatSaysNoTimeIsLeftAloneAsAfterAFailure() {
            breaker.leaveAlone(Duration.ZERO, now);

            assertThatItAllowsAfter(FIRST);
        }

        @Test
        void answersAndFailuresOfRequestsFromBeforeDoNotShortenIt() {
            breaker.leaveAlone(QUARTER, now);

            breaker.answered();
            fail(2 * PathBreaker.FAILURES_TO_OPEN);

            assertThat(breaker.isOpen()).isTrue();
            assertThatItAllowsAfter(QUARTER.toNanos());
        }

        @Test
        void aShorterRequestDoesNotShortenALongerOne() {
            breaker.leaveAlone(QUARTER, now);
            breaker.leaveAlone(Duration.ofSeconds(1), now);

            assertThatItAllowsAfter(QUARTER.toNanos());
        }

        @Test
        void theSameRequestToldToAWholeBurstIsOne() {
            for (int told = 0; told < 100; told++) {
                breaker.leaveAlone(Duration.ofSeconds(1), now);
            }

            assertThatItAllowsAfter(Duration.ofSeconds(1).toNanos());
        }

        @Test
        void eachTrialThatIsTurnedAwayAgainWaitsLonger() {
            for (long pause : new long[] {Duration.ofSeconds(1).toNanos(), FIRST, SECOND, 2 * SECOND, LONGEST}) {
                breaker.leaveAlone(Duration.ofSeconds(1), now);
                assertThatItAllowsAfter(pause);
                breaker.sent();
            }
        }

        @Test
        void aTrialThatIsTurnedAwayAgainWithoutATimeWaitsLongerToo() {
            for (long pause : new long[] {FIRST, FIRST, SECOND}) {
                breaker.leaveAlone(Duration.ZERO, now);
                assertThatItAllowsAfter(pause);
                breaker.sent();
            }
        }

        @Test
        void aTrialThatIsAnsweredEndsItAndAnswersCountAgain() {
            breaker.leaveAlone(QUARTER, now);
            assertThatItAllowsAfter(QUARTER.toNanos());
            breaker.sent();

            breaker.answered();

            assertThat(breaker.isOpen()).isFalse();
            fail(PathBreaker.FAILURES_TO_OPEN);
            breaker.answered();
            assertThat(breaker.isOpen()).isFalse();
        }
    }
}

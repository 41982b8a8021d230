package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where each event leads from each state. */
class SessionMachineTest {
    /** A dot: the state stays. {@code Overdue} is a tick after everybody's patience has ended. */
    private static final String TABLE = """
            from        Start      Stop    Tick Overdue    Opened     LoginAccepted LoginRefused Subscribed SubscribeRefused Heard HeardData Pinged HealthPoints StayAway Retire   Drained Lost
            STOPPED     CONNECTING .       .    .          .          .             .            .          .                .     .         .      .            .        .        .       .
            CONNECTING  .          STOPPED .    WAITING    LOGGING_IN .             .            .          .                .     .         .      .            .        STOPPED  .       WAITING
            LOGGING_IN  .          STOPPED .    WAITING    .          SUBSCRIBING   BARRED       .          .                .     .         .      .            .        STOPPED  .       WAITING
            SUBSCRIBING .          STOPPED .    WAITING    .          .             .            READY      WAITING          .     .         .      .            .        STOPPED  .       WAITING
            READY       .          STOPPED .    WAITING    .          .             .            .          .                .     .         .      .            .        DRAINING .       WAITING
            DRAINING    .          STOPPED .    STOPPED    .          .             .            .          .                .     .         .      .            .        .        STOPPED STOPPED
            WAITING     .          STOPPED .    CONNECTING .          .             .            .          .                .     .         .      .            .        STOPPED  .       .
            BARRED      .          STOPPED .    .          .          .             .            .          .                .     .         .      .            .        STOPPED  .       .
            """;

    static final List<List<String>> ROWS =
            TABLE.lines().map(line -> Arrays.asList(line.split(" +"))).toList();

    /** The names of all events, and of a tick that comes late. */
    static final List<String> EVENTS = ROWS.get(0).subList(1, ROWS.get(0).size());

    static Stream<Arguments> pairs() {
        List<String> events = ROWS.get(0);
        return ROWS.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(1, events.size())
                        .mapToObj(i -> Arguments.of(
                                row.get(0), events.get(i), row.get(i).equals(".") ? row.get(0) : row.get(i))));
    }

    @ParameterizedTest(name = "{0} x {1} = {2}")
    @MethodSource("pairs")
    void matrix(SessionState from, String event, SessionState to) {
        SessionRig session = SessionRig.in(from);

        session.on(event);

        assertThat(session.state()).isEqualTo(to);
    }

    @Test
    void theMatrixKnowsEveryStateAndEveryEvent() {
        List<String> states = Stream.of(SessionState.values()).map(Enum::name).toList();
        TreeSet<String> events = new TreeSet<>(List.of("Overdue"));
        leaves(SessionEvent.class).forEach(events::add);

        assertThat(ROWS.stream().skip(1).map(row -> row.get(0))).containsExactlyInAnyOrderElementsOf(states);
        assertThat(ROWS.get(0).stream().skip(1)).containsExactlyInAnyOrderElementsOf(events);
        assertThat(ROWS).allSatisfy(row -> assertThat(row).hasSameSizeAs(ROWS.get(0)));
    }

    private static Stream<String> leaves(Class<?> type) {
        return type.isInterface()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(SessionMachineTest::leaves)
                : Stream.of(type.getSimpleName());
    }

    @Nested
    class Epochs {
        @Test
        void theFirstConnectionIsNumberOneAndEachReconnectCountsOn() {
            SessionRig session = SessionRig.in(SessionState.STOPPED);
            assertThat(session.epoch()).isZero();

            session.on("Start");
            assertThat(session.epoch()).isEqualTo(1);

            session.on("Lost");
            session.on("Overdue");
            assertThat(session.epoch()).isEqualTo(2);
        }

        @ParameterizedTest
        @EnumSource(SessionState.class)
        void theLastWordsOfAnOldConnectionAreCountedAndChangeNothing(SessionState state) {
            SessionRig session = SessionRig.in(state);
            long old = session.epoch() - 1;
            long countedBefore = session.staleEvents();

            List<SessionEvent> lastWords = List.of(
                    new SessionEvent.Opened(old),
                    new SessionEvent.LoginAccepted(old),
                    new SessionEvent.LoginRefused(old, "bad key"),
                    new SessionEvent.Subscribed(old),
                    new SessionEvent.SubscribeRefused(old, "no channel"),
                    new SessionEvent.Heard(old),
                    new SessionEvent.HeardData(old),
                    new SessionEvent.HealthPoints(old, 0),
                    new SessionEvent.Pinged(old),
                    new SessionEvent.Lost(old, "reset"));

            assertThat(lastWords)
                    .allSatisfy(words -> assertThat(session.on(words)).isEmpty());
            assertThat(session.state()).isEqualTo(state);
            assertThat(session.staleEvents() - countedBefore).isEqualTo(lastWords.size());
        }

        @Test
        void aFrameOfAnOldConnectionDoesNotKeepTheNewOneAlive() {
            SessionRig session = SessionRig.in(SessionState.READY);

            session.pass(SessionRig.TIMINGS.silence());
            session.on(new SessionEvent.Heard(session.epoch() - 1));
            session.on("Tick");

            assertThat(session.state()).isEqualTo(SessionState.WAITING);
        }

        @ParameterizedTest
        @EnumSource(names = {"STOPPED", "WAITING", "BARRED"})
        void aConnectionThatWasLeftIsStaleEvenUnderItsOwnNumber(SessionState left) {
            SessionRig session = SessionRig.in(left);
            long countedBefore = session.staleEvents();

            assertThat(session.on(new SessionEvent.Lost(session.epoch(), "closed by us")))
                    .isEmpty();

            assertThat(session.staleEvents() - countedBefore).isEqualTo(1);
        }

        @Test
        void eventsOfTheCurrentConnectionAreNotCounted() {
            assertThat(SessionRig.in(SessionState.READY).staleEvents()).isZero();
        }
    }
}

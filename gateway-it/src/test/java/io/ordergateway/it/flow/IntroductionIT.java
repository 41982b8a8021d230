package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.wire.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who we are at the venue and what time it is there, before anything else. */
class IntroductionIT {
    private static final String INFO = "/account/info";
    private static final String TIME = "/exchange-info";
    private static final String WRONG_SECRET = "d3Jvbmctc2VjcmV0";

    private final Logger house = (Logger) LoggerFactory.getLogger("io.ordergateway");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        house.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        house.detachAppender(logged);
    }

    // ---- who ----

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 12_345})
    void aGroupThatWasNotConfiguredIsTheVenuesWord(int group) {
        SimVenue venue = SimVenue.start(SimSettings.defaults().withGroup(group));
        try (Desk desk = Desk.open(venue, IntroductionIT::withoutGroup)) {
            desk.awaitReady();

            cancelsByEachPath(desk);
        }
    }

    @Test
    void theConfiguredGroupWinsOverTheVenuesWordAndTheDifferenceIsSaidOnce() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue)) {
            front.answer(INFO, new Front.Page(200, Map.of(), "{\"code\":0,\"data\":{\"accountGroup\":8}}"));
            try (Desk desk = Desk.open(venue, front::on)) {
                desk.awaitReady();
                await().atMost(Desk.PATIENCE)
                        .until(() -> front.asked(INFO).size() == 1
                                && !logged(Level.WARN).isEmpty());

                cancelsByEachPath(desk);

                assertThat(logged(Level.WARN))
                        .filteredOn(line -> line.contains("group"))
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains("main", " 7,", "says 8"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 200})
    void aVenueThatDoesNotSayWhoWeAreIsAskedAgain(int status) {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue)) {
            front.answer(INFO, Front.Page.of(status), 1);
            try (Desk desk = Desk.open(venue, config -> withoutGroup(front.on(config)))) {
                await().atMost(Desk.PATIENCE)
                        .untilAsserted(() -> assertThat(health(desk).warnings())
                                .anySatisfy(warning -> assertThat(warning).contains("HTTP " + status)));
                assertThat(health(desk).level()).isEqualTo(GatewayHealth.Level.RED);

                desk.awaitReady();

                assertThat(front.asked(INFO)).hasSize(2);
                awaitGreen(desk);
            }
        }
    }

    @Test
    void aVenueThatAsksToBeLeftAloneIsAskedNoSooner() {
        Duration away = Duration.ofSeconds(3);
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue)) {
            front.answer(INFO, Front.Page.of(429, away), 1);
            try (Desk desk = Desk.open(venue, config -> withoutGroup(front.on(config)))) {
                desk.awaitReady();

                List<Front.Asked> asked = front.asked("/api/");
                int refused = asked.indexOf(front.asked(INFO).get(0));
                long pause = asked.get(refused + 1).nanos() - asked.get(refused).nanos();
                assertThat(Duration.ofNanos(pause)).isGreaterThanOrEqualTo(away);
            }
        }
    }

    @Test
    void cancelsThatComeBeforeTheGroupIsKnownWaitForItWithinTheirDeadline() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue)) {
            front.hold(path -> path.contains(INFO));
            try (Desk desk = Desk.open(venue, config -> withoutGroup(front.on(config)))) {
                List<CancelOrder> early =
                        desk.place(20).stream().map(Desk::finalWish).toList();
                CancelOrder hasty = Desk.wish(desk.place()).within(Duration.ofMillis(200));
                CompletableFuture<List<CancelResult>> told =
                        desk.gateway.cancels(early).collectList().toFuture();

                CancelResult refused = desk.cancel(hasty);

                assertThat(refused)
                        .isInstanceOfSatisfying(
                                CancelResult.Refused.class,
                                no -> assertThat(no.reason()).isEqualTo(RefusalReason.NO_PATH));
                assertThat(refused.attempts()).isEmpty();
                assertThat(told).isNotDone();
                assertThat(front.upgrades()).isEmpty();
                front.release();
                assertThat(told).succeedsWithin(Desk.PATIENCE);
                assertThat(told.join())
                        .hasSize(20)
                        .allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
                desk.assertBooksAgree(21);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrongCredentialsAreTriedOnceAndTheSecretIsNowhere(boolean groupConfigured) {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> wrongSecret(front.on(config), groupConfigured))) {
            await().atMost(Desk.PATIENCE)
                    .untilAsserted(() -> assertThat(health(desk).warnings())
                            .anySatisfy(warning -> assertThat(warning).contains("200001", "API signature mismatch")));
            int logins = groupConfigured ? 2 : 0; // one for each session, side by side

            // Ten times the longest wait between two connections.
            await().during(Duration.ofSeconds(2))
                    .atMost(Desk.PATIENCE)
                    .until(() -> front.upgrades().size() <= logins
                            && front.asked(INFO).size() == 1);

            CancelResult told = desk.cancel(Desk.wish(desk.place()).within(Duration.ofMillis(300)));
            assertThat(front.upgrades()).hasSize(logins);
            assertThat(venue.counts().sessions().logins()).isZero();
            assertThat(health(desk).level()).isEqualTo(GatewayHealth.Level.RED);
            assertThat(told.toString()).doesNotContain(WRONG_SECRET);
            assertThat(desk.gateway.health().toString()).doesNotContain(WRONG_SECRET);
            assertThat(logged(Level.ERROR))
                    .hasSize(1 + logins)
                    .allSatisfy(line -> assertThat(line).doesNotContain(WRONG_SECRET));
            assertThat(desk.inBook(told.order().orderId()).status().isOpen()).isTrue();
        }
    }

    @Test
    void withCredentialsThatTheVenueRefusedNoCancelWaitsForAPathThatWillNotCome() {
        SimVenue venue = SimVenue.start(0);
        try (Desk desk = Desk.open(venue, config -> wrongSecret(config, false))) {
            await().atMost(Desk.PATIENCE)
                    .untilAsserted(() -> assertThat(health(desk).warnings())
                            .anySatisfy(warning -> assertThat(warning).contains("refuses the credentials")));

            CancelResult told = desk.cancel(Desk.wish(desk.place()));

            assertThat(told).isInstanceOfSatisfying(CancelResult.Refused.class, no -> {
                assertThat(no.reason()).isEqualTo(RefusalReason.NO_PATH);
                assertThat(no.text()).contains("no path of the account will be back by itself");
            });
        }
    }

    // ---- when ----

    @ParameterizedTest
    @CsvSource({"5, true", "-5, true", "120, false", "-120, false"})
    void aHostWhoseClockIsWrongWorksAndIsToldSo(int minutes, boolean groupConfigured) {
        Duration skew = Duration.ofMinutes(minutes);
        SimVenue venue = SimVenue.start(0);
        venue.skew(skew);
        try (Desk desk = Desk.open(venue, config -> groupConfigured ? config : withoutGroup(config))) {
            desk.awaitReady();

            AccountHealth health = health(desk);

            assertThat(health.level()).isEqualTo(GatewayHealth.Level.YELLOW);
            assertThat(health.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning).contains("the venue's clock is PT").contains("this host's");
                assertThat(namedSkew(warning)).isBetween(skew.minusSeconds(2), skew.plusSeconds(2));
            });
            assertThat(venue.counts().sockets()).isEqualTo(1);
            cancelsByEachPath(desk);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClockThatIsSetMeanwhileCostsNoCancel(boolean socketUp) {
        try (Desk desk = Desk.ready()) {
            if (!socketUp) {
                desk.socketsDown();
            }
            desk.venue.skew(Duration.ofMinutes(2));

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(health(desk).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("the venue's clock is PT"));
            desk.assertBooksAgree(1);
        }
    }

    private static Duration namedSkew(String warning) {
        Duration skew = Duration.parse(warning.replaceAll(".*(PT\\S+).*", "$1"));
        return warning.contains(" behind ") ? skew.negated() : skew;
    }

    @Test
    void aHostWhoseClockIsRightHearsNothingOfIt() {
        try (Desk desk = Desk.ready(IntroductionIT::withoutGroup)) {
            awaitGreen(desk);

            assertThat(health(desk).warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVenueThatWouldNotSayItsTimeAtFirstIsAskedForItAgain(boolean groupConfigured) {
        SimVenue venue = SimVenue.start(0);
        venue.skew(Duration.ofMinutes(5));
        try (Front front = Front.before(venue)) {
            front.answer(TIME, Front.Page.of(502), 1);
            try (Desk desk =
                    Desk.open(venue, config -> groupConfigured ? front.on(config) : withoutGroup(front.on(config)))) {
                desk.awaitReady();

                cancelsByEachPath(desk);
            }
        }
    }

    // ---- all ----

    /** One cancel over a socket and, with the sockets down, one over HTTP. */
    private static void cancelsByEachPath(Desk desk) {
        CancelResult bySocket = desk.cancel(Desk.finalWish(desk.place()));
        desk.socketsDown();
        CancelResult byRest = desk.cancel(Desk.finalWish(desk.place()));

        assertThat(List.of(bySocket, byRest))
                .allSatisfy(told -> assertThat(told).isInstanceOf(CancelResult.Canceled.class));
        assertThat(bySocket.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(PathKind.SOCKET));
        assertThat(byRest.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(PathKind.REST));
        desk.assertBooksAgree(2);
    }

    private static AccountConfig withoutGroup(AccountConfig config) {
        return new AccountConfig(
                config.account(),
                config.credentials(),
                VenueChoices.NONE,
                config.sessions(),
                config.rest(),
                config.socket(),
                config.tuning());
    }

    private static AccountConfig wrongSecret(AccountConfig config, boolean groupConfigured) {
        return new AccountConfig(
                config.account(),
                new Credentials(SimSettings.KEY, WRONG_SECRET),
                groupConfigured ? config.choices() : VenueChoices.NONE,
                2,
                config.rest(),
                config.socket(),
                config.tuning());
    }

    private static AccountHealth health(Desk desk) {
        return desk.gateway.health().accounts().get(0);
    }

    private static void awaitGreen(Desk desk) {
        await().atMost(Desk.PATIENCE).until(() -> desk.gateway.health().level() == GatewayHealth.Level.GREEN);
    }

    private List<String> logged(Level level) {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}

package io.ordergateway.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private static final SessionHealth READY =
            new SessionHealth(SessionState.READY, 1, 0, "", SessionHealth.NEW.counts());
    private static final SessionHealth LOST =
            new SessionHealth(SessionState.WAITING, 1, 0, "connection reset by peer", SessionHealth.NEW.counts());
    private static final String REST_DOWN = "the venue answered HTTP 502";

    private static AccountHealth account(List<SessionHealth> sessions, GatewayHealth.Vitals vitals, int lasting) {
        return new AccountHealth(
                new Account("main", Venue.ASCENDEX, Account.Category.FUTURES),
                sessions,
                List.of(),
                new GatewayHealth.Cancels(
                        0, 0, 0, new GatewayHealth.Doubts(lasting, Instant.EPOCH), List.of(), Map.of(), Map.of()),
                vitals,
                Level.GREEN,
                List.of());
    }

    private static GatewayHealth.Vitals vitals(String rest, String orders) {
        return new GatewayHealth.Vitals(rest, orders, Duration.ZERO);
    }

    private static List<HealthCheck> ready(AccountHealth... accounts) {
        return HealthCheck.ready(new GatewayHealth(List.of(accounts)));
    }

    private static HealthCheck named(String name, List<HealthCheck> checks) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static HealthCheck onlyRed(String name, List<HealthCheck> checks) {
        assertThat(HealthCheck.allUp(checks)).isFalse();
        assertThat(checks).filteredOn(check -> !check.up()).singleElement().isEqualTo(named(name, checks));
        return named(name, checks);
    }

    @Test
    void allIsUpWhereNothingIsWrongAndNothingIsSaidOfIt() {
        GatewayHealth.Log log = new GatewayHealth.Log(4, 1, Instant.EPOCH, 0, 4_096, "");
        GatewayHealth.Relay relay = new GatewayHealth.Relay(false, 4, 1, Instant.EPOCH, Level.YELLOW, "no broker");
        AccountHealth account = account(List.of(LOST, READY), GatewayHealth.Vitals.SOUND, 0);

        List<HealthCheck> checks = HealthCheck.ready(new GatewayHealth(List.of(account), log, relay));

        assertThat(checks)
                .extracting(HealthCheck::name)
                .containsExactly("path:main", "orders:main", "doubts:main", "log", "relay");
        assertThat(checks).allSatisfy(check -> assertThat(check.text()).isEmpty());
        assertThat(HealthCheck.allUp(checks)).isTrue();
    }

    @Test
    void withoutALogAndARelayNothingIsAskedOfThem() {
        assertThat(ready(account(List.of(READY), GatewayHealth.Vitals.SOUND, 0)))
                .extracting(HealthCheck::name)
                .containsExactly("path:main", "orders:main", "doubts:main");
    }

    @Test
    void aSessionThatIsReadyIsAPathWhateverRestSays() {
        assertThat(named("path:main", ready(account(List.of(LOST, READY), vitals(REST_DOWN, ""), 0)))
                        .up())
                .isTrue();
    }

    @Test
    void restIsAPathWhateverTheSessionsSay() {
        assertThat(named("path:main", ready(account(List.of(LOST), vitals("", ""), 0)))
                        .up())
                .isTrue();
        assertThat(named("path:main", ready(account(List.of(), vitals("", ""), 0)))
                        .up())
                .isTrue();
    }

    @Test
    void withNeitherNoCancelCanLeaveAndBothReasonsAreSaid() {
        HealthCheck path = onlyRed("path:main", ready(account(List.of(LOST, LOST), vitals(REST_DOWN, ""), 0)));

        assertThat(path.text())
                .contains(
                        "account main",
                        "none of its 2 session(s) is ready (connection reset by peer)",
                        "REST is down: the venue answered HTTP 502",
                        "See to the network");
    }

    @Test
    void anAccountWithoutSessionsSaysThatItHasNone() {
        HealthCheck path = onlyRed("path:main", ready(account(List.of(), vitals(REST_DOWN, ""), 0)));

        assertThat(path.text()).contains("it has no sessions, and REST is down: the venue answered HTTP 502");
    }

    @Test
    void anOrderChannelThatIsSilentIsRedThoughCancelsLeave() {
        HealthCheck orders =
                onlyRed("orders:main", ready(account(List.of(LOST), vitals("", "session 1 is WAITING: reset"), 0)));

        assertThat(orders.text()).contains("account main", "session 1 is WAITING: reset", "see to the network");
    }

    @Test
    void asManyDoubtsAsMayLastAreGreenAndOneMoreIsRed() {
        int most = HealthCheck.MAX_LASTING_DOUBTS;
        assertThat(HealthCheck.allUp(ready(account(List.of(READY), GatewayHealth.Vitals.SOUND, most))))
                .isTrue();

        HealthCheck doubts =
                onlyRed("doubts:main", ready(account(List.of(READY), GatewayHealth.Vitals.SOUND, most + 1)));

        assertThat(doubts.text()).contains("65 orders of account main", "more than 5 s", "more than 64", "open orders");
    }

    @Test
    void oneAccountsTroubleDoesNotHideBehindAnothersHealth() {
        AccountHealth sound = account(List.of(READY), GatewayHealth.Vitals.SOUND, 0);
        AccountHealth lost = account(List.of(LOST), vitals(REST_DOWN, ""), 0);

        assertThat(HealthCheck.allUp(ready(sound, lost))).isFalse();
        assertThat(HealthCheck.allUp(ready(lost, sound))).isFalse();
    }

    @Test
    void aLogThatCannotBeWrittenIsRedWithItsOwnWords() {
        String trouble = "outcomes.db is locked by another program";
        GatewayHealth.Log log = new GatewayHealth.Log(4, 12, Instant.EPOCH, 0, 4_096, trouble);

        HealthCheck check = onlyRed("log", HealthCheck.ready(new GatewayHealth(List.of(), log, null)));

        assertThat(check.text()).contains("cannot be recorded: " + trouble, "12 wait", "see to the file");
    }

    @Test
    void accountsThatWereTakenOverAreRedAndBrokersThatAreAwayAreNot() {
        GatewayHealth.Relay away = new GatewayHealth.Relay(false, 4, 9, Instant.EPOCH, Level.YELLOW, "no broker");
        GatewayHealth.Relay taken = new GatewayHealth.Relay(true, 4, 9, null, Level.RED, "gateway b serves them");
        assertThat(HealthCheck.allUp(HealthCheck.ready(new GatewayHealth(List.of(), null, away))))
                .isTrue();

        HealthCheck check = onlyRed("relay", HealthCheck.ready(new GatewayHealth(List.of(), null, taken)));

        assertThat(check.text()).contains("taken these accounts over", "gateway b serves them", "Stop this one");
    }

    @Test
    void aThreadThatDoesNothingIsNotAliveWhateverElseIsWell() {
        GatewayHealth.Vitals quick = new GatewayHealth.Vitals(REST_DOWN, "", HealthCheck.MAX_SINCE_SWEEP);
        GatewayHealth.Vitals stuck = new GatewayHealth.Vitals("", "", HealthCheck.MAX_SINCE_SWEEP.plusMillis(1));
        assertThat(HealthCheck.allUp(HealthCheck.live(new GatewayHealth(List.of(account(List.of(), quick, 99))))))
                .isTrue();

        HealthCheck check =
                onlyRed("thread:main", HealthCheck.live(new GatewayHealth(List.of(account(List.of(READY), stuck, 0)))));

        assertThat(check.text()).contains("account main", "10 s", "thread dump", "start the gateway anew");
    }
}

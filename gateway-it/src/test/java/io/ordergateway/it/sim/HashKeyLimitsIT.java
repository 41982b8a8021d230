package io.ordergateway.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.HashKeyLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulated HashKey's limits, seen from outside (section 8). */
@Timeout(60)
class HashKeyLimitsIT {
    private static final String ORDER = "/api/v1/spot/order";
    /** Much longer than a burst takes, so that it falls within one window of the penalty. */
    private static final HashKeyLimits LIMITS =
            HashKeyLimits.documented().withPenalty(Duration.ofMinutes(5)).withPatience(3);

    private HashKeyVenue venue = HashKeyVenue.start(HashKeySettings.defaults().withLimits(LIMITS));
    private HashKeyClient client = new HashKeyClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    private void restart(HashKeySettings settings) {
        venue.close();
        venue = HashKeyVenue.start(settings);
        client = new HashKeyClient(venue);
    }

    /** The statuses of cancels sent at once. */
    private List<Integer> burst(int count) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statuses.add(client.call("DELETE", ORDER, "orderId=1").statusCode());
        }
        return statuses;
    }

    @Test
    void tooManyCancelsAreRefusedAndWhoGoesOnIsBanned() throws Exception {
        venue.limits(LIMITS.of(0, 2));

        assertThat(burst(5)).containsExactly(429, 429, 429, 418, 418);

        assertThat(client.call("GET", ORDER, "orderId=1").statusCode()).isEqualTo(418);
        assertThat(client.send(client.request("GET", "/api/v1/time", "")).statusCode())
                .isEqualTo(418);
        assertThat(venue.counts().load().tooMany()).isEqualTo(3);
        assertThat(venue.counts().load().banned()).isEqualTo(4);
        assertThat(venue.counts().cancels()).isZero();
        venue.limits(LIMITS);
        assertThat(burst(1)).containsExactly(400);
    }

    @Test
    void queriesHaveALimitOfTheirOwn() throws Exception {
        venue.limits(LIMITS.of(10, 0));

        HttpResponse<String> refused = client.call("GET", ORDER, "orderId=1");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        assertThat(burst(1)).containsExactly(400);
        assertThat(client.call("POST", "/api/v1/userDataStream", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRefusalMaySayWhenToComeBack() throws Exception {
        restart(HashKeySettings.defaults().withLimits(LIMITS.of(0, 2)).withHabits(HashKeyHabit.RETRY_AFTER));

        HttpResponse<String> refused = client.call("DELETE", ORDER, "orderId=1");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("300");
    }

    @Test
    void aRefusalMayBeAnErrorOfTheTable() throws Exception {
        restart(HashKeySettings.defaults().withLimits(LIMITS.of(0, 2)).withHabits(HashKeyHabit.LIMITS_ARE_400));

        assertThat(client.code("DELETE", ORDER, "orderId=1")).isEqualTo("400 0003");
    }

    @Test
    void aSecretThatIsWrongCountsAndAKeyThatIsUnknownDoesNot() throws Exception {
        client.raw("DELETE", ORDER + "?timestamp=1&signature=00", "");
        client.send(client.request("DELETE", ORDER, "").header("X-HK-APIKEY", "stranger"));

        assertThat(venue.counts().load().orders()).isEqualTo(1);
    }

    @Test
    void whatIsNotEnforcedIsCounted() throws Exception {
        venue.limits(HashKeyLimits.notEnforced());

        client.call("GET", "/api/v1/spot/tradeOrders", "");
        assertThat(venue.counts().load().weight()).isEqualTo(5);
        assertThat(burst(12)).containsOnly(400);

        assertThat(venue.counts().cancels()).isEqualTo(12);
        assertThat(venue.counts().load().queries()).isEqualTo(1);
        assertThat(venue.counts().load().tooMany()).isZero();
    }
}

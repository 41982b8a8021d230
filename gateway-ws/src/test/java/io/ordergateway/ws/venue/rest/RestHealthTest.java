package io.ordergateway.ws.venue.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.kit.VenueDialect.Asked;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.wire.VenueRest;
import io.ordergateway.ws.wire.ascendex.AscendexKit;
import io.ordergateway.ws.wire.coinswitch.CoinswitchKit;
import io.ordergateway.ws.wire.hashkey.HashkeyKit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long HTTP is left alone is the venue's own affair; that it is, is not. */
class RestHealthTest {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private long nanos = System.nanoTime();

    private Now now() {
        return new Now(nanos, Instant.EPOCH);
    }

    private void after(Duration time) {
        nanos += time.toNanos();
    }

    private static RestHealth health(VenueKit kit) {
        VenueDialect dialect = kit.dialect(
                Account.Category.FUTURES, kit.credentials("key", SEED, VenueChoices.NONE), VenueChoices.NONE);
        return new RestHealth("venue|account", dialect);
    }

    private static VenueKit kit(String venue) {
        return switch (venue) {
            case "ascendex" -> new AscendexKit();
            case "hashkey" -> new HashkeyKit();
            default -> new CoinswitchKit();
        };
    }

    private static VenueRest.Reply reply(int status) {
        return new VenueRest.Reply(status, "", null);
    }

    private boolean allows(RestHealth health, Asked asked) {
        return health.breaker(asked).allows(now().nanos());
    }

    @ParameterizedTest
    @CsvSource({"ascendex, 1, 1", "hashkey, 60, 0", "coinswitch, 1, 0"})
    void aCancelTooManyIsHeededAsTheVenueMeansIt(String venue, int cancelSeconds, int questionSeconds) {
        RestHealth health = health(kit(venue));

        health.replied(Asked.CANCEL, reply(429), now());

        assertThat(allows(health, Asked.CANCEL)).isFalse();
        assertThat(allows(health, Asked.QUESTION)).isEqualTo(questionSeconds == 0);
        after(Duration.ofSeconds(cancelSeconds).minusMillis(1));
        assertThat(allows(health, Asked.CANCEL)).isFalse();
        after(Duration.ofMillis(1));
        assertThat(allows(health, Asked.CANCEL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ascendex, 1, 1",
        "hashkey, 1, 1",
        "coinswitch, 1, 1",
        "hashkey, 90, 90",
        "hashkey, 7200, 3600",
        "hashkey, 0, 60",
        "coinswitch, -1, 1"
    })
    void whatTheVenueSaysOfTheTimeIsHeededToTheSecond(String venue, String retryAfter, int seconds) {
        RestHealth health = health(kit(venue));

        health.replied(Asked.CANCEL, new VenueRest.Reply(429, "", retryAfter), now());

        after(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(allows(health, Asked.CANCEL)).isFalse();
        after(Duration.ofMillis(1));
        assertThat(allows(health, Asked.CANCEL)).isTrue();
    }

    @Test
    void whatIsAskedAgainAndAgainIsHeededForLongerAndLonger() {
        RestHealth health = health(new CoinswitchKit());

        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            health.breaker(Asked.CANCEL).sent();
            health.replied(Asked.CANCEL, reply(429), now());
            after(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(allows(health, Asked.CANCEL))
                    .as("just before %s s", seconds)
                    .isFalse();
            after(Duration.ofMillis(1));
            assertThat(allows(health, Asked.CANCEL)).as("after %s s", seconds).isTrue();
        }
    }

    @Test
    void aVenueThatHasShutUsOutIsLeftAloneAndAnAlarm() {
        RestHealth health = health(new HashkeyKit());

        health.replied(Asked.QUESTION, reply(418), now());

        assertThat(health.isAlarming()).isTrue();
        assertThat(health.trouble()).startsWith("REST is left alone for 36").endsWith("the venue answered HTTP 418");
        after(Duration.ofMinutes(59));
        assertThat(allows(health, Asked.CANCEL)).isFalse();
        assertThat(allows(health, Asked.QUESTION)).isFalse();
    }

    @Test
    void aPauseForTooManyIsNoAlarm() {
        RestHealth health = health(new HashkeyKit());

        health.replied(Asked.CANCEL, reply(429), now());

        assertThat(health.isAlarming()).isFalse();
        assertThat(health.trouble()).contains("HTTP 429");
    }
}

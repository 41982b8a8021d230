package io.ordergateway.ws.sim.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.sim.door.SimAuth.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of sections 2.4 and 2.5. */
class SimAuthTest {
    private static final String KEY = "SimKey0123456789abcdefghijKLMNOP";
    private static final String SECRET = "c2ltdWxhdGVkLXZlbnVlLXNlY3JldC1mb3ItdGVzdC12ZWN0b3JzLTAwMDEhISEh";
    private static final String T = "1700000000000";
    private static final String DOCS_SECRET = "hV8FgjyJtpvVeAcMAgzgAFQCN36wmbWuN7o3WPcYcYhFd8qvE43gzFGVsFcCqMNk";

    private final SimAuth lenient = new SimAuth(KEY, SECRET, false, at(T));
    private final SimAuth strict = new SimAuth(KEY, SECRET, true, at(T));

    private static Clock at(String millis) {
        return Clock.fixed(Instant.ofEpochMilli(Long.parseLong(millis)), ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({
        "1608133910000, info, /pwaAgWZQ1Xd/J4yZ4ReHSPQxd3ORP/YR8TvAttqqYM=",
        "1562952827927, user/info, vBZf8OQuiTJIVbNpNHGY3zcUsK5gJpwb5lgCgarpxYI="
    })
    void publishedVectorsPassEvenAStrictVenue(String t, String path, String signature) {
        SimAuth auth = new SimAuth(KEY, DOCS_SECRET, true, at(t));

        assertThat(auth.check(KEY, t, signature, path)).isEqualTo(Verdict.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "info, O92IC5Ohu/Dk/4+oF01JtM2qbpoSxxXHW/wavocjEKM=",
        "v2/account/info, 5mAP8Aopjjya91WWM36Dg1lJ/ol+6ja8RhU9vhvIfRM=",
        "order, YzJzFNFdqFfNVgWkFnuxOFWKYi8QrMSF01kmXI1qfzI=",
        "v2/futures/order, /aTDZ0M7ftoyjK/XqnliaLnudMIEG7LHnB7+MxsYAq8=",
        "v2/futures/order/all, 8Ao+laiReehx39nv5w+NMjlbg3CQEb3bJyjS9C4dt90=",
        "v2/futures/order/status, iDrYJQqDeOMRuY48IW9B5Dnl3HSSd8Hzr+CW3gGj2kg=",
        "v2/futures/order/open, WyUFRt65FYYQk3K2rNsSxNbSzTUBF6Bu1caf9ANStx4=",
        "v2/stream, /bFM6OhXfktS0+05BmVuT+6yyxtB7jJywEgWsKntBSw="
    })
    void documentedVariantPassesBoth(String path, String signature) {
        assertThat(lenient.check(KEY, T, signature, path)).isEqualTo(Verdict.GOOD);
        assertThat(strict.check(KEY, T, signature, path)).isEqualTo(Verdict.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        // base64-decoded secret
        "v2/futures/order, ohZOBfAHxlCpKzCRAuf3TIIlqA3GBSRfBPlJzc/kxo0=",
        "v2/stream, 9YaeOftgVaqz+pWFNvelqIxwSNhx5vYG08C0sZMq3Oo=",
        // without the plus sign, in base64 and in hex
        "order, lwerY46f4MCmDEsxUTvKpGFF8AqxRPzQWGwLyPH5tQg=",
        "order, 9707ab638e9fe0c0a60c4b31513bcaa46145f00ab144fcd0586c0bc8f1f9b508",
        // with the plus sign, in hex
        "v2/stream, fdb14ce8e8577e4b52d3ed3906656e4feeb2cb1b41ee3272c04816b0a9ed052c"
    })
    void otherVariantsPassTheLenientVenueOnly(String path, String signature) {
        assertThat(lenient.check(KEY, T, signature, path)).isEqualTo(Verdict.GOOD);
        assertThat(strict.check(KEY, T, signature, path)).isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void olderStreamPathPassesTheLenientVenueOnly() {
        String signedAsStream = "4/M6veLCOmgImOhaLHat3kXJtfGde0S/69lL2YQB9+4=";

        assertThat(lenient.checkStream(false, KEY, T, signedAsStream)).isEqualTo(Verdict.GOOD);
        assertThat(strict.checkStream(false, KEY, T, signedAsStream)).isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void secretThatIsNotBase64HasOneReading() {
        SimAuth auth = new SimAuth(KEY, "simulated-venue-secret-not-base64", false, at(T));

        assertThat(auth.checkStream(false, KEY, T, "MB3McZw+aSCBgWHVWlUHgZ8PuOoE5UTZzVXWgLHm5sM="))
                .isEqualTo(Verdict.GOOD);
    }

    @Test
    void wrongOrMissingPartsAreAMismatch() {
        String good = "YzJzFNFdqFfNVgWkFnuxOFWKYi8QrMSF01kmXI1qfzI=";

        assertThat(lenient.check("another-key", T, good, "order")).isEqualTo(Verdict.MISMATCH);
        assertThat(lenient.check(KEY, T, good, "order/all")).isEqualTo(Verdict.MISMATCH);
        assertThat(lenient.check(KEY, T, "", "order")).isEqualTo(Verdict.MISMATCH);
        assertThat(lenient.check(null, T, good, "order")).isEqualTo(Verdict.MISMATCH);
        assertThat(lenient.check(KEY, null, good, "order")).isEqualTo(Verdict.MISMATCH);
        assertThat(lenient.check(KEY, T, null, "order")).isEqualTo(Verdict.MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"1700000030000, GOOD", "1699999970000, GOOD", "1700000030001, STALE", "1699999969999, STALE"})
    void timestampMayBeThirtySecondsOff(String venueTime, Verdict verdict) {
        SimAuth auth = new SimAuth(KEY, SECRET, true, at(venueTime));

        assertThat(auth.check(KEY, T, "YzJzFNFdqFfNVgWkFnuxOFWKYi8QrMSF01kmXI1qfzI=", "order"))
                .isEqualTo(verdict);
    }
}

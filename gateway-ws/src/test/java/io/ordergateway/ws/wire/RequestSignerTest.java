package io.ordergateway.ws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of the AscendEX dossier: 2.4 as the venue published them, 2.5 with made-up credentials. */
class RequestSignerTest {
    private static final String PUBLISHED = "hV8FgjyJtpvVeAcMAgzgAFQCN36wmbWuN7o3WPcYcYhFd8qvE43gzFGVsFcCqMNk";
    private static final String PUBLISHED_DEMO = "98dRnVqbIhriRMZJfax3EvSPRBJrIuZ6J755KcLz6napGUpzmApJmfBY7EY3yYZn";
    private static final String MADE_UP = "c2ltdWxhdGVkLXZlbnVlLXNlY3JldC1mb3ItdGVzdC12ZWN0b3JzLTAwMDEhISEh";

    @ParameterizedTest
    @CsvSource({
        "1608133910000+info, /pwaAgWZQ1Xd/J4yZ4ReHSPQxd3ORP/YR8TvAttqqYM=",
        "1562952827927+user/info, vBZf8OQuiTJIVbNpNHGY3zcUsK5gJpwb5lgCgarpxYI=",
    })
    void signsAsPublished(String prehash, String signature) {
        assertThat(new RequestSigner(PUBLISHED).sign(prehash)).isEqualTo(signature);
    }

    @Test
    void signsAsTheOfficialDemoDoes() {
        assertThat(new RequestSigner(PUBLISHED_DEMO).sign("1562952827927000+user/info"))
                .isEqualTo("UlpDqbDlNYydgT57It2IGiZGts13GnfF+D6Cmzq7xQE=");
    }

    @ParameterizedTest
    @CsvSource({
        "v2/account/info, 5mAP8Aopjjya91WWM36Dg1lJ/ol+6ja8RhU9vhvIfRM=",
        "v2/futures/order, /aTDZ0M7ftoyjK/XqnliaLnudMIEG7LHnB7+MxsYAq8=",
        "v2/futures/order/status, iDrYJQqDeOMRuY48IW9B5Dnl3HSSd8Hzr+CW3gGj2kg=",
        "v2/futures/order/open, WyUFRt65FYYQk3K2rNsSxNbSzTUBF6Bu1caf9ANStx4=",
        "v2/stream, /bFM6OhXfktS0+05BmVuT+6yyxtB7jJywEgWsKntBSw=",
    })
    void signsThePathsWeUse(String path, String signature) {
        assertThat(new RequestSigner(MADE_UP).sign("1700000000000+" + path)).isEqualTo(signature);
    }

    @Test
    void takesASecretThatIsNotBase64() {
        assertThat(new RequestSigner("simulated-venue-secret-not-base64").sign("1700000000000+v2/stream"))
                .isEqualTo("MB3McZw+aSCBgWHVWlUHgZ8PuOoE5UTZzVXWgLHm5sM=");
    }

    @Test
    void neverPrintsTheSecret() {
        Credentials credentials = new Credentials("the-key", PUBLISHED);

        assertThat(credentials + " " + credentials.signer()).doesNotContain(PUBLISHED, "the-key");
    }

    @Test
    void anEmptySecretIsAnErrorThatSaysWhatToWrite() {
        assertThatThrownBy(() -> new RequestSigner("")).hasMessageContaining("secret is empty; write");
    }
}

package io.ordergateway.ws.sim.coinswitch.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2, with the vectors of 2.1. */
class SignaturesTest {
    private static final String KEY_A = CoinswitchSettings.KEY;
    private static final String KEY_B = "535644be7f5303cab1601e98f4621f61aa856bf51dc1ed77de02040e5e5ac42d";
    private static final String EPOCH = "1719905777483";
    private static final Instant NOW = Instant.ofEpochMilli(1_719_905_777_483L);
    private static final String FUTURES = "/trade/api/v2/futures/order";
    private static final String V1_A =
            "89e9018b701e498333c3b916981576d0f6dcb5660f3c8ece37c3927d011726acc68073cffbd082bc5013b29e3663e1f51d619351716ec07af790cc6ce4a95703";
    private static final String V4_A =
            "ee352829b19503a531935c7137b21d633678961acda4ba35bfd9e87d99149b6b47f8203957f2ee85ed3f383fea0152ba779e3ee75b13c30c24335aacb4282a04";
    private static final String L2_A =
            "dd6f25c47338c0137b11312ca9fa4ac6b06381a14f922febec4442a242ef153dd20bd114f7bc2251b9964fb98914e0cc6520138a1f7856f6c2b04934d425cb00";
    private static final String L2_BODY =
            "{\"exchange\":\"EXCHANGE_2\",\"order_id\":\"698ed406-8ef5-4664-9779-f7978702a447\"}";

    private static Signatures signatures(String key, Signing signing, Duration ahead) {
        return new Signatures(key, signing, Clock.fixed(NOW.plus(ahead), ZoneOffset.UTC));
    }

    private static Signatures epoch() {
        return signatures(KEY_A, Signing.EPOCH, Duration.ZERO);
    }

    private static Signatures.Signed delete(String body) {
        return new Signatures.Signed("DELETE", FUTURES, body);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /trade/api/v2/futures/order, " + V1_A + ", " + KEY_A,
        "DELETE, /trade/api/v2/futures/order, "
                + "ba4d2e09a835997aa0dbd5800ee774a3d048f7532a9610605544d6737f1d39943ae4f1d52d6af47b536cdd0b08465573b08ac9f0de556ad2b036e4b42757d706, "
                + KEY_B,
        "DELETE, /trade/api/v2/order, "
                + "e1c0af23d5019ec069cf3a7a19351564c6d9bb851f3667c03cae6d70225175ecbca873ae3514475da2a041de4a509e3c7085d03aba27ecf1914bca633cfee503, "
                + KEY_A,
        "DELETE, /trade/api/v2/order, "
                + "1db083a6f49666ad585c4caebeb06079d4cae970d33a70144191b89dfc19b5253c64e6a39607f4f38e5a84ea35ca71adfc80843f2ca4375274610f9dcacfd802, "
                + KEY_B,
        "GET, /trade/api/v2/futures/order?order_id=698ed406-8ef5-4664-9779-f7978702a447, "
                + "dcb0ab19bec0f03479c9c66ee74a3f31780d1ad73815f16fe7fddac068023db1fcb3a06d7c2c29c8468bf2f373bdf99a1583d2036f2ee1326f4e4995ec5ad30c, "
                + KEY_A,
        "POST, /trade/api/v2/futures/cancel_all, "
                + "02ca5677821a81a3779a7bfc2fee92b2c146de224d42485847744575be0094021dd20cdb0acae407ad023f0c47c16d53ffdef1a69ca1325f59c925e1bfc81808, "
                + KEY_A
    })
    void theVectorsFit(String method, String target, String signature, String key) {
        Signatures signatures = signatures(key, Signing.EPOCH, Duration.ZERO);
        Signatures.Signed request = new Signatures.Signed(method, target, "{\"any\":\"body\"}");

        assertThat(signatures.areGood(request, key, signature, EPOCH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/trade/api/v2/orders?open=true&exchanges=coinswitchx%2Cc2c1&symbols=btc%2Finr%2Ceth%2Finr",
                "/trade/api/v2/orders?open=true&exchanges=coinswitchx,c2c1&symbols=btc/inr,eth/inr"
            })
    void aQueryIsDecodedBeforeItIsSigned(String target) {
        assertThat(epoch().areGood(new Signatures.Signed("GET", target, ""), KEY_A, V4_A, EPOCH))
                .isTrue();
    }

    @Test
    void whatWasSignedForAnotherMethodPathTimeOrKeyDoesNotFit() {
        assertThat(epoch().areGood(new Signatures.Signed("GET", FUTURES, ""), KEY_A, V1_A, EPOCH))
                .isFalse();
        assertThat(epoch().areGood(new Signatures.Signed("DELETE", FUTURES + "/", ""), KEY_A, V1_A, EPOCH))
                .isFalse();
        assertThat(epoch().areGood(delete(""), KEY_A, V1_A, "1719905777484")).isFalse();
        assertThat(epoch().areGood(delete(""), KEY_B, V1_A, EPOCH)).isFalse();
        assertThat(signatures(KEY_B, Signing.EPOCH, Duration.ZERO).areGood(delete(""), KEY_B, V1_A, EPOCH))
                .isFalse();
    }

    @Test
    void keySignatureAndEpochMustBeThere() {
        assertThat(epoch().areGood(delete(""), KEY_A, V1_A, EPOCH)).isTrue();
        assertThat(epoch().areGood(delete(""), null, V1_A, EPOCH)).isFalse();
        assertThat(epoch().areGood(delete(""), KEY_A, null, EPOCH)).isFalse();
        assertThat(epoch().areGood(delete(""), KEY_A, V1_A, null)).isFalse();
        assertThat(epoch().areGood(delete(""), KEY_A, V1_A, "soon")).isFalse();
        assertThat(epoch().areGood(delete(""), KEY_A, "89e9", EPOCH)).isFalse();
        assertThat(epoch().areGood(delete(""), KEY_A, "no hex", EPOCH)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"60000, true", "60001, false", "-60000, true", "-60001, false"})
    void aMinuteIsTheFurthestThatAnEpochMayBeOff(long millis, boolean good) {
        Signatures signatures = signatures(KEY_A, Signing.EPOCH, Duration.ofMillis(millis));

        assertThat(signatures.areGood(delete(""), KEY_A, V1_A, EPOCH)).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                L2_BODY,
                "{ \"order_id\": \"698ed406-8ef5-4664-9779-f7978702a447\", \"exchange\": \"EXCHANGE_2\" }"
            })
    void theLegacySchemeSignsTheSortedBodyAndNoEpoch(String body) {
        Signatures legacy = signatures(KEY_A, Signing.LEGACY, Duration.ZERO);

        assertThat(legacy.areGood(delete(body), KEY_A, L2_A, null)).isTrue();
        assertThat(legacy.areGood(delete("{}"), KEY_A, L2_A, null)).isFalse();
        assertThat(legacy.areGood(
                        new Signatures.Signed(
                                "DELETE",
                                "/trade/api/v2/order",
                                "{\"order_id\":\"698ed406-8ef5-4664-9779-f7978702a447\"}"),
                        KEY_A,
                        "d128a352c4d6a4acd08caffa6927ebc8cbc4f9d3b048351686b7e815c375e57f546498cec0fab16d2cd188354f40f06d35408496fdae9c196543e483aed01c04",
                        null))
                .isTrue();
    }

    @Test
    void onlyTheSchemeThatIsSetIsTaken() {
        assertThat(epoch().areGood(delete(L2_BODY), KEY_A, L2_A, EPOCH)).isFalse();
        assertThat(signatures(KEY_A, Signing.LEGACY, Duration.ZERO).areGood(delete(""), KEY_A, V1_A, EPOCH))
                .isFalse();
    }

    @Test
    void aKeyIsAPublicKey() {
        assertThatThrownBy(() -> signatures("03a1", Signing.EPOCH, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hex digits");
    }
}

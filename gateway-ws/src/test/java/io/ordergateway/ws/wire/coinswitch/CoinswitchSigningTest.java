package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account.Category;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.VenueRest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the dossier (2.1), and what of a request they cover. */
class CoinswitchSigningTest {
    private static final String LISTS =
            "/trade/api/v2/orders?open=true&exchanges=coinswitchx%2Cc2c1&symbols=btc%2Finr%2Ceth%2Finr";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    DELETE | /trade/api/v2/futures/order | {"exchange":"EXCHANGE_2","order_id":"698ed406-8ef5-4664-9779-f7978702a447"} | 89e9018b701e498333c3b916981576d0f6dcb5660f3c8ece37c3927d011726acc68073cffbd082bc5013b29e3663e1f51d619351716ec07af790cc6ce4a95703
                    DELETE | /trade/api/v2/order | {"order_id":"698ed406-8ef5-4664-9779-f7978702a447"} | e1c0af23d5019ec069cf3a7a19351564c6d9bb851f3667c03cae6d70225175ecbca873ae3514475da2a041de4a509e3c7085d03aba27ecf1914bca633cfee503
                    GET | /trade/api/v2/futures/order?order_id=698ed406-8ef5-4664-9779-f7978702a447 | `` | dcb0ab19bec0f03479c9c66ee74a3f31780d1ad73815f16fe7fddac068023db1fcb3a06d7c2c29c8468bf2f373bdf99a1583d2036f2ee1326f4e4995ec5ad30c
                    GET | /trade/api/v2/orders?open=true&exchanges=coinswitchx%2Cc2c1&symbols=btc%2Finr%2Ceth%2Finr | `` | ee352829b19503a531935c7137b21d633678961acda4ba35bfd9e87d99149b6b47f8203957f2ee85ed3f383fea0152ba779e3ee75b13c30c24335aacb4282a04
                    POST | /trade/api/v2/futures/cancel_all | {"exchange":"EXCHANGE_2"} | 02ca5677821a81a3779a7bfc2fee92b2c146de224d42485847744575be0094021dd20cdb0acae407ad023f0c47c16d53ffdef1a69ca1325f59c925e1bfc81808
                    """)
    void signsByTheEpoch(String method, String path, String body, String signature) {
        VenueRest.Request request = signed(CoinswitchSigning.EPOCH, method, path, body, Accounts.AT);

        assertThat(request.headers()).containsEntry("X-AUTH-SIGNATURE", signature);
    }

    @ParameterizedTest
    @CsvSource({
        "/trade/api/v2/futures/order, ba4d2e09a835997aa0dbd5800ee774a3d048f7532a9610605544d6737f1d39943ae4f1d52d6af47b536cdd0b08465573b08ac9f0de556ad2b036e4b42757d706",
        "/trade/api/v2/order, 1db083a6f49666ad585c4caebeb06079d4cae970d33a70144191b89dfc19b5253c64e6a39607f4f38e5a84ea35ca71adfc80843f2ca4375274610f9dcacfd802",
    })
    void signsByTheEpochWithTheOtherKey(String path, String signature) {
        VenueRest.Request request =
                Accounts.b(Category.FUTURES).signed(new CoinswitchSurface.Call("DELETE", path, "{}"), Accounts.AT);

        assertThat(request.headers())
                .containsEntry("X-AUTH-SIGNATURE", signature)
                .containsEntry("X-AUTH-APIKEY", Accounts.KEY_B);
    }

    @Test
    void signsAsAnIndependentClientDoes() {
        VenueRest.Request request = signed(CoinswitchSigning.EPOCH, "GET", "/trade/api/v2/time", "", 1700000000000L);

        assertThat(request.headers())
                .containsEntry(
                        "X-AUTH-SIGNATURE",
                        "36731d7e34c953365c30009db28780c18549a873f3cab07231b5d778d7360d8d"
                                + "277d9f0ff50452fa9e785bfa07498c47e18bfdd94aabb5fa9e14960357024504");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /trade/api/v2/order | {"order_id":"698ed406-8ef5-4664-9779-f7978702a447"} | d128a352c4d6a4acd08caffa6927ebc8cbc4f9d3b048351686b7e815c375e57f546498cec0fab16d2cd188354f40f06d35408496fdae9c196543e483aed01c04
                    /trade/api/v2/futures/order | {"exchange":"EXCHANGE_2","order_id":"698ed406-8ef5-4664-9779-f7978702a447"} | dd6f25c47338c0137b11312ca9fa4ac6b06381a14f922febec4442a242ef153dd20bd114f7bc2251b9964fb98914e0cc6520138a1f7856f6c2b04934d425cb00
                    """)
    void signsAsOfOld(String path, String body, String signature) {
        VenueRest.Request request = signed(CoinswitchSigning.LEGACY, "DELETE", path, body, Accounts.AT);

        assertThat(request.headers()).containsEntry("X-AUTH-SIGNATURE", signature);
    }

    @Test
    void aQueryIsSignedDecodedAndSentEncoded() {
        VenueRest.Request request = signed(CoinswitchSigning.EPOCH, "GET", LISTS, "", Accounts.AT);

        assertThat(request.path()).isEqualTo(LISTS);
        assertThat(CoinswitchSigning.EPOCH.message("GET", LISTS, "", Accounts.AT))
                .isEqualTo("GET/trade/api/v2/orders?open=true&exchanges=coinswitchx,c2c1&symbols=btc/inr,eth/inr"
                        + Accounts.AT);
    }

    @Test
    void withoutABodyTheOldSchemeSignsAnEmptyOne() {
        assertThat(CoinswitchSigning.LEGACY.message("GET", "/trade/api/v2/validate/keys", "", Accounts.AT))
                .isEqualTo("GET/trade/api/v2/validate/keys{}");
    }

    @Test
    void theSignedTimeIsTheOneInTheHeader() {
        assertThat(signed(CoinswitchSigning.EPOCH, "GET", "/trade/api/v2/time", "", Accounts.AT)
                        .headers()
                        .keySet())
                .containsExactlyInAnyOrder("X-AUTH-APIKEY", "X-AUTH-SIGNATURE", "X-AUTH-EPOCH", "Content-Type");
        assertThat(signed(CoinswitchSigning.EPOCH, "GET", "/trade/api/v2/time", "", Accounts.AT)
                        .headers())
                .containsAllEntriesOf(Map.of(
                        "X-AUTH-APIKEY", Accounts.KEY_A,
                        "X-AUTH-EPOCH", "1719905777483",
                        "Content-Type", "application/json"));
    }

    @Test
    void theOldSchemeHasNoTime() {
        assertThat(signed(CoinswitchSigning.LEGACY, "GET", "/trade/api/v2/time", "", Accounts.AT)
                        .headers()
                        .keySet())
                .containsExactlyInAnyOrder("X-AUTH-APIKEY", "X-AUTH-SIGNATURE", "Content-Type");
    }

    // ---- what is configured ----

    @Test
    void aSchemeIsChosenByName() {
        assertThat(CoinswitchSigning.named("epoch")).isEqualTo(CoinswitchSigning.EPOCH);
        assertThat(CoinswitchSigning.named("legacy")).isEqualTo(CoinswitchSigning.LEGACY);
        assertThatThrownBy(() -> CoinswitchSigning.named("EPOCH"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signing is \"EPOCH\"; write epoch, or legacy for the scheme of before mid 2024");
    }

    @Test
    void theSecretMayHaveTheKeyBehindIt() {
        CoinswitchAccount account = new CoinswitchAccount(
                CoinswitchAccount.credentials(Accounts.KEY_A, Accounts.SEED_A + Accounts.KEY_A),
                Category.FUTURES,
                CoinswitchSigning.EPOCH);
        CoinswitchSurface.Call call = new CoinswitchSurface.Call("DELETE", "/trade/api/v2/futures/order", "");

        assertThat(account.signed(call, Accounts.AT).headers().get("X-AUTH-SIGNATURE"))
                .startsWith("89e9018b701e4983");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                Accounts.SEED_A + "zz",
                "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            })
    void aSecretThatIsNoneIsAnErrorThatDoesNotShowIt(String secret) {
        assertThatThrownBy(() -> CoinswitchAccount.credentials(Accounts.KEY_A, secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("secret is ")
                .hasMessageContaining("write")
                .hasMessageNotContaining("0102030405")
                .hasNoCause();
    }

    @Test
    void aCategoryThatTheVenueDoesNotHaveIsAnErrorThatSaysWhatToWrite() {
        assertThatThrownBy(() -> Accounts.a(Category.MARGIN, CoinswitchSigning.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("category is margin, which coinswitch does not have; write futures, or cash for spot");
    }

    @Test
    void nothingOfTheCredentialsIsPrinted() {
        Credentials credentials = CoinswitchAccount.credentials(Accounts.KEY_A, Accounts.SEED_A);
        VenueRest.Request request = Accounts.spot().introduction(Accounts.AT);

        assertThat(credentials + " " + request).doesNotContain(Accounts.KEY_A, Accounts.SEED_A, "X-AUTH");
    }

    private static VenueRest.Request signed(
            CoinswitchSigning signing, String method, String path, String body, long timeMillis) {
        return Accounts.a(Category.FUTURES, signing).signed(new CoinswitchSurface.Call(method, path, body), timeMillis);
    }
}

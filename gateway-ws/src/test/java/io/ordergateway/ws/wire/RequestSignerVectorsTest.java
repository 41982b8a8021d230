package io.ordergateway.ws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.ws.wire.RequestSigner.Encoding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the dossiers of HashKey (2.1) and CoinSwitch (2.1), and those of RFC 8032 (7.1). */
class RequestSignerVectorsTest {
    private static final String HASHKEY_PUBLISHED = "lH3ELTNiFxCQTmi9pPcWWikhsjO04Yoqw3euoHUuOLC3GYBW64ZqzQsiOEHXQS76";
    private static final String HASHKEY_MADE_UP = "hk-test-secret-0123456789abcdef";
    private static final String SEED_A = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String SEED_B = "610ad8af000dcd7175fdd420b8123f7575dc014344cfc4b0f03836e23c7df9d4";
    private static final String PKCS8_A = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
    private static final String CANCEL_BY_ID = "orderId=1563291927536863744&timestamp=1701094920045";
    private static final String CANCEL_BY_ID_SIGNED =
            "X3144v4eSSDsKFY5utpE1sb67ckWLcHOjF/9JDcEZX8SrjWyRfyyap2padCLgpDnIjnkDn/poub5GxnmxAdTBA==";

    @ParameterizedTest
    @CsvSource({
        "symbol=ETHBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1538323200000,"
                + " 5f2750ad7589d1d40757a55342e621a44037dad23b5128cc70e18ec1d1c3f4c6",
        "symbol=ETHBTC&side=BUY&type=LIMIT&timeInForce=GTCquantity=1&price=0.1&recvWindow=5000&timestamp=1538323200000,"
                + " 885c9e3dd89ccd13408b25e6d54c2330703759d7494bea6dd5a3d1fd16ba3afa",
    })
    void signsForHashKeyAsPublished(String text, String signature) {
        assertThat(RequestSigner.hmacSha256(HASHKEY_PUBLISHED, Encoding.HEX).sign(text))
                .isEqualTo(signature);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                CANCEL_BY_ID + " | 53b8235991adc1d71d3ea02edf14dcbadf3dd832245c87b867672e224e88b32a",
                "clientOrderId=gw-0001-A&recvWindow=5000&timestamp=1701094920045"
                        + " | 612f15d41e058d261fce4258233444bb45df08f8f0d05a03ae39ae32f74f8ea0",
                "ids=1507155386372816640,1507155487740667904&timestamp=1714311403031"
                        + " | 015c9c1829ed74e930bd4eb864cf7d092d6671df4bd252691d6cccfcbc5b1f0a",
                "symbol=BTCUSDT&side=BUY&timestamp=1714311403031"
                        + " | 535bb03a07ab953a529744f06eab34ca662bc7604d93d3cdeff66f0e3b9e1eba",
                "timestamp=1714311403031 | 392a58b4b5e40f840f83e5e6d7b5001bd4b200d9ceff5b21c03c572924cc186b",
                "listenKey=LK123&timestamp=1714311403031"
                        + " | f767abe7c0fb854fada6afaa64a7929d15cb455816beab19616e6d226470e1a4",
                "orderId=1742282868229463040&type=LIMIT&symbol=ETHUSDT-PERPETUAL&timestamp=1722432302919"
                        + " | 3549fc57c6a7e6971c9e0305a0ffcffb1c4aa5c07090256e12c0e0c287202bdc",
            })
    void signsForHashKey(String text, String signature) {
        assertThat(RequestSigner.hmacSha256(HASHKEY_MADE_UP, Encoding.HEX).sign(text))
                .isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SEED_A,
                PKCS8_A,
                "-----BEGIN PRIVATE KEY-----\n" + PKCS8_A + "\n-----END PRIVATE KEY-----\n",
            })
    void takesAnEd25519KeyInEveryForm(String secret) {
        String base64 = RequestSigner.ed25519(secret, Encoding.BASE64).sign(CANCEL_BY_ID);

        assertThat(base64).isEqualTo(CANCEL_BY_ID_SIGNED);
        assertThat(URLEncoder.encode(base64, StandardCharsets.UTF_8))
                .isEqualTo("X3144v4eSSDsKFY5utpE1sb67ckWLcHOjF%2F9JDcEZX8SrjWyRfyyap2padCLgpDnIjnkDn%2Fpoub5GxnmxAdTBA"
                        + "%3D%3D");
        assertThat(RequestSigner.ed25519(secret, Encoding.HEX).sign(CANCEL_BY_ID))
                .isEqualTo("5f7d78e2fe1e4920ec285639bada44d6c6faedc9162dc1ce8c5ffd243704657f"
                        + "12ae35b245fcb26a9da969d08b8290e72239e40e7fe9a2e6f91b19e6c4075304");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SEED_A + " | GET/trade/api/v2/time1700000000000"
                        + " | 36731d7e34c953365c30009db28780c18549a873f3cab07231b5d778d7360d8d"
                        + "277d9f0ff50452fa9e785bfa07498c47e18bfdd94aabb5fa9e14960357024504",
                SEED_A + " | DELETE/trade/api/v2/futures/order1719905777483"
                        + " | 89e9018b701e498333c3b916981576d0f6dcb5660f3c8ece37c3927d011726ac"
                        + "c68073cffbd082bc5013b29e3663e1f51d619351716ec07af790cc6ce4a95703",
                SEED_B + " | DELETE/trade/api/v2/futures/order1719905777483"
                        + " | ba4d2e09a835997aa0dbd5800ee774a3d048f7532a9610605544d6737f1d3994"
                        + "3ae4f1d52d6af47b536cdd0b08465573b08ac9f0de556ad2b036e4b42757d706",
                SEED_A + " | DELETE/trade/api/v2/order1719905777483"
                        + " | e1c0af23d5019ec069cf3a7a19351564c6d9bb851f3667c03cae6d70225175ec"
                        + "bca873ae3514475da2a041de4a509e3c7085d03aba27ecf1914bca633cfee503",
                SEED_B + " | DELETE/trade/api/v2/order1719905777483"
                        + " | 1db083a6f49666ad585c4caebeb06079d4cae970d33a70144191b89dfc19b525"
                        + "3c64e6a39607f4f38e5a84ea35ca71adfc80843f2ca4375274610f9dcacfd802",
                SEED_A + " | GET/trade/api/v2/futures/order?order_id=698ed406-8ef5-4664-9779-f7978702a4471719905777483"
                        + " | dcb0ab19bec0f03479c9c66ee74a3f31780d1ad73815f16fe7fddac068023db1"
                        + "fcb3a06d7c2c29c8468bf2f373bdf99a1583d2036f2ee1326f4e4995ec5ad30c",
                SEED_A + " | GET/trade/api/v2/orders?open=true&exchanges=coinswitchx,c2c1&symbols=btc/inr,eth/inr"
                        + "1719905777483"
                        + " | ee352829b19503a531935c7137b21d633678961acda4ba35bfd9e87d99149b6b"
                        + "47f8203957f2ee85ed3f383fea0152ba779e3ee75b13c30c24335aacb4282a04",
                SEED_A + " | POST/trade/api/v2/futures/cancel_all1719905777483"
                        + " | 02ca5677821a81a3779a7bfc2fee92b2c146de224d42485847744575be009402"
                        + "1dd20cdb0acae407ad023f0c47c16d53ffdef1a69ca1325f59c925e1bfc81808",
                SEED_A + " | DELETE/trade/api/v2/order{\"order_id\":\"698ed406-8ef5-4664-9779-f7978702a447\"}"
                        + " | d128a352c4d6a4acd08caffa6927ebc8cbc4f9d3b048351686b7e815c375e57f"
                        + "546498cec0fab16d2cd188354f40f06d35408496fdae9c196543e483aed01c04",
                SEED_A + " | DELETE/trade/api/v2/futures/order{\"exchange\":\"EXCHANGE_2\","
                        + "\"order_id\":\"698ed406-8ef5-4664-9779-f7978702a447\"}"
                        + " | dd6f25c47338c0137b11312ca9fa4ac6b06381a14f922febec4442a242ef153d"
                        + "d20bd114f7bc2251b9964fb98914e0cc6520138a1f7856f6c2b04934d425cb00",
            })
    void signsForCoinSwitch(String seed, String text, String signature) {
        assertThat(RequestSigner.ed25519(seed, Encoding.HEX).sign(text)).isEqualTo(signature);
    }

    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, r,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    })
    void signsAsTheRfcDoes(String seed, String text, String signature) {
        assertThat(RequestSigner.ed25519(seed, Encoding.HEX).sign(text)).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
                "hk-test-secret-0123456789abcdef",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "-----BEGIN PRIVATE KEY-----",
            })
    void whatIsNoEd25519KeyIsAnErrorThatDoesNotShowIt(String secret) {
        assertThatThrownBy(() -> RequestSigner.ed25519(secret, Encoding.HEX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret is no Ed25519 private key; write")
                .hasMessageNotContainingAny(secret, "character")
                .hasNoCause();
    }

    @Test
    void anEmptySecretIsAnErrorThatSaysWhatToWrite() {
        assertThatThrownBy(() -> RequestSigner.hmacSha256("", Encoding.HEX))
                .hasMessageContaining("secret is empty; write");
        assertThatThrownBy(() -> RequestSigner.ed25519("", Encoding.HEX))
                .hasMessageContaining("secret is empty; write");
    }

    @Test
    void credentialsTakeASignerAndPrintNeitherKeyNorSecret() {
        Credentials credentials = new Credentials("the-key", RequestSigner.ed25519(SEED_A, Encoding.BASE64));

        assertThat(credentials.signer().sign(CANCEL_BY_ID)).isEqualTo(CANCEL_BY_ID_SIGNED);
        assertThat(credentials + " " + credentials.signer()).doesNotContain(SEED_A, PKCS8_A, "the-key");
    }
}

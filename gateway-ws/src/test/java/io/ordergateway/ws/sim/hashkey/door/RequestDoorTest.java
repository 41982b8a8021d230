package io.ordergateway.ws.sim.hashkey.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 2: signatures over what was received, and the rule for the time. */
class RequestDoorTest {
    private static final String KEY = "key";
    private static final String ED25519_KEY = "other-key";
    private static final String VENUE_SECRET = "lH3ELTNiFxCQTmi9pPcWWikhsjO04Yoqw3euoHUuOLC3GYBW64ZqzQsiOEHXQS76";
    private static final String OWN_SECRET = "hk-test-secret-0123456789abcdef";
    private static final String PUBLIC_KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";
    private static final long SENT = 1_701_094_920_045L;
    private static final String CANCEL = "orderId=1563291927536863744&timestamp=1701094920045";
    private static final String CANCEL_SIGNATURE = "53b8235991adc1d71d3ea02edf14dcbadf3dd832245c87b867672e224e88b32a";

    private static RequestDoor door(String secret, long now, HashKeyHabit... habits) {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
        return new RequestDoor(
                Site.HK,
                Set.of(habits),
                new HashKeyCredentials(KEY, secret, ED25519_KEY, PUBLIC_KEY),
                new LimitMeter(HashKeyLimits.notEnforced(), System::nanoTime),
                clock);
    }

    private static Refusal refusal(RequestDoor door, String query) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> door.check(KEY, Params.of(query, "")));
        assertThat(refusal).as(query).isNotNull();
        return refusal;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "orderId=1563291927536863744&timestamp=1701094920045"
                        + " 53b8235991adc1d71d3ea02edf14dcbadf3dd832245c87b867672e224e88b32a",
                "clientOrderId=gw-0001-A&recvWindow=5000&timestamp=1701094920045"
                        + " 612f15d41e058d261fce4258233444bb45df08f8f0d05a03ae39ae32f74f8ea0",
                "ids=1507155386372816640,1507155487740667904&timestamp=1714311403031"
                        + " 015c9c1829ed74e930bd4eb864cf7d092d6671df4bd252691d6cccfcbc5b1f0a",
                "symbol=BTCUSDT&side=BUY&timestamp=1714311403031"
                        + " 535bb03a07ab953a529744f06eab34ca662bc7604d93d3cdeff66f0e3b9e1eba",
                "timestamp=1714311403031 392a58b4b5e40f840f83e5e6d7b5001bd4b200d9ceff5b21c03c572924cc186b",
                "listenKey=LK123&timestamp=1714311403031"
                        + " f767abe7c0fb854fada6afaa64a7929d15cb455816beab19616e6d226470e1a4",
                "orderId=1742282868229463040&type=LIMIT&symbol=ETHUSDT-PERPETUAL&timestamp=1722432302919"
                        + " 3549fc57c6a7e6971c9e0305a0ffcffb1c4aa5c07090256e12c0e0c287202bdc"
            })
    void takesTheVectorsInTheQueryAndInTheBodyInAnyCase(String text, String signature) {
        long now = Long.parseLong(text.replaceFirst(".*timestamp=(\\d+).*", "$1"));
        RequestDoor door = door(OWN_SECRET, now);

        String signed = text + "&signature=" + signature;
        String upperCase = text + "&signature=" + signature.toUpperCase(Locale.ROOT);

        assertThatCode(() -> door.check(KEY, Params.of(signed, ""))).doesNotThrowAnyException();
        assertThatCode(() -> door.check(KEY, Params.of("", signed))).doesNotThrowAnyException();
        assertThatCode(() -> door.check(KEY, Params.of(upperCase, ""))).doesNotThrowAnyException();
        assertThat(refusal(door, signed.replace("timestamp=1", "timestamp=2")).code)
                .isEqualTo("0001");
    }

    @Test
    void queryAndBodyAreSignedWithNothingBetweenAndOnlyTheQueryIsUsed() {
        RequestDoor door = door(VENUE_SECRET, 1_538_323_200_000L);
        String query = "symbol=ETHBTC&side=BUY&type=LIMIT&timeInForce=GTC";
        String body = "quantity=1&price=0.1&recvWindow=5000&timestamp=1538323200000";

        assertThatCode(
                        () -> door.check(
                                KEY,
                                Params.of(
                                        "",
                                        query + "&" + body
                                                + "&signature=5f2750ad7589d1d40757a55342e621a44037dad23b5128cc70e18ec1d1c3f4c6")))
                .doesNotThrowAnyException();
        Params mixed =
                Params.of(query, body + "&signature=885c9e3dd89ccd13408b25e6d54c2330703759d7494bea6dd5a3d1fd16ba3afa");

        assertThat(catchThrowableOfType(Refusal.class, () -> door.check(KEY, mixed)))
                .hasMessageContaining("timestamp");
        assertThat(mixed.text("symbol")).isEqualTo("ETHBTC");
        assertThat(mixed.text("quantity")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X3144v4eSSDsKFY5utpE1sb67ckWLcHOjF%2F9JDcEZX8SrjWyRfyyap2padCLgpDnIjnkDn%2Fpoub5GxnmxAdTBA%3D%3D",
        "5f7d78e2fe1e4920ec285639bada44d6c6faedc9162dc1ce8c5ffd243704657f"
                + "12ae35b245fcb26a9da969d08b8290e72239e40e7fe9a2e6f91b19e6c4075304"
    })
    void takesEd25519InBase64AndHexForItsOwnKeyOnly(String signature) {
        RequestDoor door = door(OWN_SECRET, SENT);
        Params params = Params.of(CANCEL + "&signature=" + signature, "");

        assertThatCode(() -> door.check(ED25519_KEY, params)).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(Refusal.class, () -> door.check(KEY, params)))
                .hasMessage("Incorrect signature");
    }

    @ParameterizedTest
    @CsvSource({"''", "AAAA", "%%%", "zz", "5f7d78e2"})
    void whatIsNoSignatureIsRefused(String signature) {
        RequestDoor door = door(OWN_SECRET, SENT);

        assertThat(catchThrowableOfType(
                        Refusal.class,
                        () -> door.check(ED25519_KEY, Params.of("", CANCEL + "&signature=" + signature))))
                .isNotNull();
    }

    @Test
    void theTextIsSignedAsItCameEscapesAndAll() {
        String escaped = "ids=1%2C2&timestamp=1714311403031";
        RequestDoor door = door(OWN_SECRET, 1_714_311_403_031L);

        Params params = Params.of(escaped, "");

        assertThat(params.signedText()).isEqualTo(escaped);
        assertThat(params.text("ids")).isEqualTo("1,2");
        assertThat(refusal(door, escaped + "&signature=" + CANCEL_SIGNATURE).code)
                .isEqualTo("0001");
    }

    @Test
    void anotherCodeForABadSignatureIsAHabit() {
        RequestDoor door = door(OWN_SECRET, SENT, HashKeyHabit.SIGNATURE_0002);

        assertThat(refusal(door, CANCEL + "&signature=00").code).isEqualTo("0002");
    }

    @ParameterizedTest
    @CsvSource({"-999, ''", "0, ''", "5000, ''", "-1000, -1021", "5001, -1021"})
    void aTimestampMayBeAlmostASecondAheadAndFiveBehind(long late, String code) {
        RequestDoor door = door(OWN_SECRET, SENT + late);
        Params params = Params.of(CANCEL + "&signature=" + CANCEL_SIGNATURE, "");

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> door.check(KEY, params));

        assertThat(refusal == null ? "" : refusal.code).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "recvWindow=8000, 8000, ''",
        "recvWindow=8000, 8001, -1021",
        "recvWindow=100, 101, -1021",
        "recvWindow=8001, 0, -1130",
        "recvWindow=ten, 0, -1130"
    })
    void aReceiveWindowIsTakenUpToEightSeconds(String recvWindow, long late, String code) throws Exception {
        String text = recvWindow + "&timestamp=" + SENT;
        RequestDoor door = door(OWN_SECRET, SENT + late);
        Params params = Params.of(text + "&signature=" + hmac(text), "");

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> door.check(KEY, params));

        assertThat(refusal == null ? "" : refusal.code).isEqualTo(code);
    }

    @Test
    void aMissingTimestampIsNamed() throws Exception {
        Refusal refusal = refusal(door(OWN_SECRET, SENT), "orderId=1&signature=" + hmac("orderId=1"));

        assertThat(refusal.code).isEqualTo("0001");
        assertThat(refusal.text()).contains("timestamp");
    }

    @Test
    void secretsDoNotShow() {
        assertThat(new HashKeyCredentials(KEY, OWN_SECRET, ED25519_KEY, PUBLIC_KEY))
                .asString()
                .doesNotContain(OWN_SECRET);
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(OWN_SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }
}

package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.wire.Introduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the venue says we are (1.3, 2.6), and what time it has. */
class AscendexIntroductionTest {
    private final AscendexRest rest = new AscendexRest(Accounts.futures(7));

    @Test
    void theRecordedIntroductionHasGroupZeroWhichIsAGroup() {
        assertThat(rest.readIntroduction(200, Recorded.message("rest-info-v1")))
                .isEqualTo(new Introduction.Known(0, "U0866943712", true));
    }

    @Test
    void theIntroductionOfFuturesSaysMoreAndIsReadAlike() {
        String v2 = Recorded.message("rest-info-v1")
                .replace("\"userUID\"", "\"futuresAccount\":[\"fut\"],\"limitQuota\":1000,\"userUID\"");

        assertThat(rest.readIntroduction(200, v2)).isEqualTo(new Introduction.Known(0, "U0866943712", true));
    }

    @Test
    void theGroupIsAllThatIsNeeded() {
        assertThat(rest.readIntroduction(200, "{\"code\":\"0\",\"data\":{\"accountGroup\":\"7\"}}"))
                .isEqualTo(new Introduction.Known(7, "", true));
    }

    @Test
    void credentialsThatMayNotTradeAreKnownAsSuch() {
        String body = Recorded.message("rest-info-v1").replace("\"tradePermission\":true", "\"tradePermission\":false");

        assertThat(rest.readIntroduction(200, body)).isEqualTo(new Introduction.Known(0, "U0866943712", false));
    }

    @Test
    void credentialsAreRefusedInTheVenuesWordsWhateverTheHttpStatus() {
        assertThat(rest.readIntroduction(200, Recorded.message("rest-bad-signature")))
                .isEqualTo(new Introduction.Refused("200001 AUTHENTICATION_FAILED: API signature mismatch"));
        assertThat(rest.readIntroduction(401, Recorded.message("rest-unknown-key")))
                .isEqualTo(new Introduction.Refused("2100 ApiKeyFailure"));
    }

    @ParameterizedTest
    @CsvSource({"403", "429", "500", "502"})
    void theGatekeeperRefusesNobodyForGood(int status) {
        assertThat(rest.readIntroduction(status, Recorded.message("rest-bad-signature")))
                .isInstanceOf(Introduction.Unclear.class);
        assertThat(rest.readIntroduction(status, Recorded.message("rest-info-v1")))
                .isInstanceOf(Introduction.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":100009,\"reason\":\"AUTHORIZATION_NEEDED\"}",
                "{\"code\":100011,\"reason\":\"INVALID_TIMESTAMP\"}",
                "{\"code\":200002,\"reason\":\"TOO_MANY_ATTEMPTS\"}",
                "{\"code\":510001,\"reason\":\"SERVER_ERROR\"}",
                "{\"code\":404,\"message\":\"URL requested was not found\"}",
                "{\"code\":0,\"data\":{}}",
                "{\"code\":0,\"data\":null}",
                "{\"code\":0,\"data\":{\"accountGroup\":-1}}",
                "{\"code\":0,\"data\":{\"accountGroup\":1.5}}",
                "{\"code\":0,\"data\":{\"accountGroup\":null}}",
                "{\"code\":0,\"data\":{\"accountGroup\":\"7/../8\"}}",
                "{\"data\":{\"accountGroup\":7}}",
                "<html>",
                "",
            })
    void anythingElseIsToBeAskedAgain(String body) {
        assertThat(rest.readIntroduction(200, body)).isInstanceOf(Introduction.Unclear.class);
    }

    @Test
    void anUnclearAnswerIsToldWithoutTheAccountsAddress() {
        String body = Recorded.message("rest-info-v1").replace("\"accountGroup\":0", "\"accountGroup\":null");

        Introduction.Unclear unclear = (Introduction.Unclear) rest.readIntroduction(200, body);

        assertThat(unclear.text()).isEqualTo("HTTP 200: an answer without an account group");
    }

    // ---- the venue's clock ----

    @Test
    void theVenueTellsWhenItReceivedTheQuestion() {
        String body =
                "{\"code\":0,\"data\":{\"requestTimeEcho\":1700000000000,\"requestReceiveAt\":1700000000013,\"latency\":13}}";

        assertThat(rest.readVenueTime(200, body)).hasValue(1700000000013L);
        assertThat(rest.readVenueTime(502, body)).isEmpty();
        assertThat(rest.readVenueTime(404, body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"data\":{\"requestReceiveAt\":1700000000}}",
                "{\"code\":0,\"data\":{\"requestReceiveAt\":0}}",
                "{\"code\":0,\"data\":{\"requestReceiveAt\":\"soon\"}}",
                "{\"code\":0,\"data\":{\"requestTimeEcho\":1700000000000}}",
                "{\"code\":510001,\"data\":{\"requestReceiveAt\":1700000000013}}",
                "{\"data\":{\"requestReceiveAt\":1700000000013}}",
                "<html>",
            })
    void aTimeThatIsNotOneOfOursIsNone(String body) {
        assertThat(rest.readVenueTime(200, body)).isEmpty();
    }
}

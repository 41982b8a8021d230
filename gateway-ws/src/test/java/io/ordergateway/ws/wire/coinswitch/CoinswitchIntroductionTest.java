package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.wire.Introduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What time it is at the venue, and whether it knows us (1). */
class CoinswitchIntroductionTest {
    private final CoinswitchRest rest = Accounts.futures();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"serverTime\":1719905777483}",
                "{\"serverTime\":\"1719905777483\"}",
                "{\"data\":{\"serverTime\":1719905777483}}",
            })
    void theTimeStandsAtTheTopOrUnderData(String body) {
        assertThat(rest.readVenueTime(200, body)).hasValue(Accounts.AT);
    }

    @Test
    void theSampleOfATimeIsRead() {
        assertThat(rest.readVenueTime(200, Sample.of("time"))).hasValue(Accounts.AT);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"serverTime\":1719905777}'",
        "200, '{\"serverTime\":1719905777483000}'",
        "200, '{\"serverTime\":1719905777483.5}'",
        "200, '{\"serverTime\":{}}'",
        "200, '{\"serverTime\":null}'",
        "200, '{\"error\":\"x\",\"serverTime\":1719905777483}'",
        "200, '{}'",
        "200, ''",
        "429, '{\"serverTime\":1719905777483}'",
        "502, '<html></html>'",
    })
    void anythingElseIsNoTime(int status, String body) {
        assertThat(rest.readVenueTime(status, body)).isEmpty();
    }

    @Test
    void aKeyThatIsValidIsKnown() {
        assertThat(rest.readIntroduction(200, Sample.of("valid-access")))
                .isEqualTo(new Introduction.Known(0, "", true));
    }

    @Test
    void aKeyThatIsNotIsRefusedForGoodOnceTheClockIsNoExcuse() {
        rest.readVenueTime(200, Sample.of("time"));

        assertThat(rest.readIntroduction(401, Sample.of("invalid-access")))
                .isEqualTo(new Introduction.Refused("HTTP 401: Invalid Access"));
    }

    @Test
    void untilThenItMayBeTheClock() {
        assertThat(rest.readIntroduction(401, Sample.of("invalid-access")))
                .isEqualTo(new Introduction.Unclear("HTTP 401: Invalid Access"));

        rest.readVenueTime(200, Sample.of("time"));
        rest.readVenueTime(503, "");

        assertThat(rest.readIntroduction(401, Sample.of("invalid-access"))).isInstanceOf(Introduction.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"message\":\"Invalid Access\"}'",
        "200, '{\"message\":\"\"}'",
        "200, '{}'",
        "200, '<html>Valid Access</html>'",
        "401, '<html>Invalid Access</html>'",
        "403, '{\"message\":\"Invalid Access\"}'",
        "429, '{\"message\":\"Valid Access\"}'",
        "500, '{\"message\":\"Valid Access\"}'",
    })
    void anythingElseIsAskedAgain(int status, String body) {
        rest.readVenueTime(200, Sample.of("time"));

        assertThat(rest.readIntroduction(status, body)).isInstanceOf(Introduction.Unclear.class);
    }
}

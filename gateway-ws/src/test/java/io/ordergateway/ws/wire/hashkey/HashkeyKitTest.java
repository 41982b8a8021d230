package io.ordergateway.ws.wire.hashkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.ws.kit.LeaveAlone;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.kit.VenueDialect.Asked;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the wiring learns of HashKey: sections 1, 2, 8 and 13 of the dossier. */
class HashkeyKitTest {
    private static final long AT = 1_701_094_920_045L;
    private static final OrderRef ORDER = new OrderRef("1563291927536863744", "ETHUSDT-PERPETUAL");

    private final HashkeyKit kit = new HashkeyKit();

    private VenueDialect dialect(Account.Category category, Map<String, String> choices) {
        VenueChoices chosen = new VenueChoices(choices);
        return kit.dialect(category, kit.credentials("the-key", "hk-test-secret-0123456789abcdef", chosen), chosen);
    }

    private @Nullable LeaveAlone leaveAlone(int status, String body, @Nullable String retryAfter, Asked asked) {
        return dialect(Account.Category.CASH, Map.of())
                .leaveAlone(new VenueRest.Reply(status, body, retryAfter), asked);
    }

    @ParameterizedTest
    @CsvSource({
        "hk, X-HK-APIKEY, /api/v2/futures/order?orderId=1563291927536863744&orderType=LIMIT",
        "mena, X-APIKEY, /api/v2/futures/order?orderId=1563291927536863744&orderType=LIMIT",
        "global, X-HK-APIKEY, /api/v1/futures/order?orderId=1563291927536863744&type=LIMIT&symbol=ETHUSDT-PERPETUAL",
    })
    void theSiteDecidesHeaderAndFuturesApi(String site, String header, String path) {
        VenueRest.Request request =
                dialect(Account.Category.FUTURES, Map.of("site", site)).rest().cancel(1, ORDER, AT);

        assertThat(request.headers()).containsEntry(header, "the-key");
        assertThat(request.path()).startsWith(path + "&timestamp=" + AT);
    }

    @Test
    void nothingIsSentBeforeTheKeyWasCheckedInTheHeaderThatItWillGoIn() {
        VenueDialect dialect = dialect(Account.Category.CASH, Map.of());
        assertThat(dialect.needsNoIntroduction()).isFalse();

        dialect.rest().introduction(AT);
        assertThat(dialect.needsNoIntroduction()).isTrue();

        dialect.rest().readIntroduction(400, "{\"code\":\"0102\",\"msg\":\"Invalid ApiKey\"}");
        assertThat(dialect.needsNoIntroduction()).isFalse();

        VenueRest.Request other = dialect.rest().introduction(AT);
        assertThat(other.headers()).containsEntry("X-APIKEY", "the-key");
        assertThat(dialect.needsNoIntroduction()).isTrue();
    }

    @Test
    void theWindowIsSentIfItIsConfigured() {
        VenueRest.Request request = dialect(Account.Category.CASH, Map.of("recvWindow", "8000"))
                .rest()
                .status(ORDER, AT);

        assertThat(request.path()).contains("&recvWindow=8000&timestamp=" + AT);
    }

    /** So that the stream of orders need not wait for its key after the time and the check took two questions. */
    @Test
    void theTimeForWhichNoKeyIsNeededIsCountedByItself() {
        Map<RequestClass, io.ordergateway.core.route.RequestLimits.Cost> costs =
                kit.limits(Account.Category.CASH, VenueChoices.NONE).rest().costs();

        assertThat(costs.get(RequestClass.TIME).limit())
                .isNotEqualTo(costs.get(RequestClass.OTHER).limit());
        assertThat(costs.get(RequestClass.STATUS).limit())
                .isEqualTo(costs.get(RequestClass.OTHER).limit());
    }

    @Test
    void theVenuesSecondIsCountedAsALittleMore() {
        kit.limits(Account.Category.CASH, VenueChoices.NONE)
                .rest()
                .costs()
                .values()
                .forEach(cost -> assertThat(cost.limit().window()).isGreaterThan(Duration.ofMillis(1_100)));
    }

    @Test
    void aCancelOfManyCountsForFive() {
        Map<RequestClass, io.ordergateway.core.route.RequestLimits.Cost> costs =
                kit.limits(Account.Category.CASH, VenueChoices.NONE).rest().costs();

        assertThat(costs.get(RequestClass.CANCEL).weight()).isEqualTo(1);
        assertThat(costs.get(RequestClass.CANCEL_BATCH).weight()).isEqualTo(5);
        assertThat(costs.get(RequestClass.CANCEL_ALL).limit())
                .isEqualTo(costs.get(RequestClass.CANCEL).limit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"0003\",\"msg\":\"Rate limit exceeded\"}",
                "{\"code\":-1015,\"msg\":\"Too many orders\"}",
                "{\"code\":\"-3145\",\"msg\":\"submitting too frequently\"}",
            })
    void aBadRequestMayBeOneTooMany(String body) {
        assertThat(leaveAlone(400, body, null, Asked.CANCEL))
                .isEqualTo(new LeaveAlone(Duration.ofMinutes(1), Duration.ZERO, false));
    }

    @Test
    void tooManyOrdersPauseOrdersForAMinuteAndTooManyQuestionsQuestionsForMoments() {
        assertThat(leaveAlone(429, "", null, Asked.CANCEL))
                .isEqualTo(new LeaveAlone(Duration.ofMinutes(1), Duration.ZERO, false));
        assertThat(leaveAlone(429, "", null, Asked.QUESTION))
                .isEqualTo(new LeaveAlone(Duration.ZERO, Duration.ofSeconds(2), false));
        assertThat(leaveAlone(429, "", "7", Asked.CANCEL))
                .isEqualTo(new LeaveAlone(Duration.ofSeconds(7), Duration.ZERO, false));
    }

    @Test
    void anAddressThatIsShutOutSendsNothingAndRaisesAnAlarm() {
        assertThat(leaveAlone(418, "", null, Asked.QUESTION))
                .isEqualTo(new LeaveAlone(Duration.ofHours(1), Duration.ofHours(1), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"orderId\":\"1\"}",
                "400 | {\"code\":\"0211\",\"msg\":\"Order not found\"}",
                "400 | <html>",
                "500 | {\"code\":\"0003\"}",
            })
    void otherRepliesAskForNothing(int status, String body) {
        assertThat(leaveAlone(status, body, null, Asked.CANCEL)).isNull();
    }
}

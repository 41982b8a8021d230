package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.ws.kit.LeaveAlone;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.kit.VenueDialect.Asked;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the wiring learns of CoinSwitch: sections 1, 2, 8 and 13 of the dossier. */
class CoinswitchKitTest {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final OrderRef ORDER = new OrderRef("698ed406-8ef5-4664-9779-f7978702a447", "BTCUSDT");

    private final CoinswitchKit kit = new CoinswitchKit();

    private VenueDialect dialect(Account.Category category, Map<String, String> choices) {
        VenueChoices chosen = new VenueChoices(choices);
        return kit.dialect(category, kit.credentials("the-key", SEED, chosen), chosen);
    }

    @Test
    void theEpochIsSentUnlessTheLegacySchemeIsConfigured() {
        VenueRest epoch = dialect(Account.Category.FUTURES, Map.of()).rest();
        VenueRest legacy =
                dialect(Account.Category.FUTURES, Map.of("signing", "legacy")).rest();

        assertThat(epoch.cancel(1, ORDER, 1_719_905_777_483L).headers()).containsEntry("X-AUTH-EPOCH", "1719905777483");
        assertThat(legacy.cancel(1, ORDER, 1_719_905_777_483L).headers()).doesNotContainKey("X-AUTH-EPOCH");
    }

    @Test
    void onlySpotHasAStreamOfOrders() {
        assertThat(dialect(Account.Category.CASH, Map.of()).orders()).isNotNull();
        assertThat(dialect(Account.Category.FUTURES, Map.of()).orders()).isNull();
    }

    @Test
    void everyEndpointOfFuturesHasALimitOfItsOwn() {
        Map<RequestClass, RequestLimits.Cost> costs =
                kit.limits(Account.Category.FUTURES, VenueChoices.NONE).rest().costs();

        assertThat(costs.get(RequestClass.CANCEL).limit().most()).isEqualTo(10);
        assertThat(costs.get(RequestClass.CANCEL_ALL).limit())
                .isNotEqualTo(costs.get(RequestClass.CANCEL).limit());
        assertThat(costs.get(RequestClass.STATUS).limit().most()).isEqualTo(20);
        assertThat(costs.get(RequestClass.OPEN_ORDERS).limit())
                .isNotEqualTo(costs.get(RequestClass.STATUS).limit());
        assertThat(costs.get(RequestClass.CANCEL).limit().window()).isGreaterThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    void tooManyRequestsPauseWhatWasAskedAndNothingElse(Asked asked) {
        VenueDialect futures = dialect(Account.Category.FUTURES, Map.of());

        assertThat(futures.leaveAlone(new VenueRest.Reply(429, "", null), asked))
                .isEqualTo(LeaveAlone.of(asked, Duration.ofSeconds(1)));
        assertThat(futures.leaveAlone(new VenueRest.Reply(429, "", "30"), asked))
                .isEqualTo(LeaveAlone.of(asked, Duration.ofSeconds(30)));
        assertThat(futures.leaveAlone(new VenueRest.Reply(403, "<html>", null), asked))
                .isEqualTo(LeaveAlone.all(Duration.ofSeconds(1)));
        assertThat(futures.leaveAlone(new VenueRest.Reply(400, "{\"message\":\"no\"}", null), asked))
                .isNull();
    }
}

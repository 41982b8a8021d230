package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account.Category;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.VenueRest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we send, byte for byte, on both surfaces and under both schemes. */
class CoinswitchSentTest {
    private static final String ID = "698ed406-8ef5-4664-9779-f7978702a447";
    private static final OrderRef PERPETUAL = new OrderRef(ID, "BTCUSDT");
    private static final OrderRef COIN = new OrderRef(ID, "BTC/INR");

    @ParameterizedTest
    @EnumSource(CoinswitchSigning.class)
    void everyRequestOfFuturesIsAsRecorded(CoinswitchSigning signing) {
        CoinswitchRest rest = new CoinswitchRest(Accounts.a(Category.FUTURES, signing));

        List<String> requests = List.of(
                line("cancel", rest.cancel(1, PERPETUAL, Accounts.AT)),
                line("cancel-all", rest.cancelAll(2, null, Accounts.AT)),
                line("cancel-all-symbol", rest.cancelAll(3, "BTCUSDT", Accounts.AT)),
                line("status", rest.status(PERPETUAL, Accounts.AT)),
                line("open-orders", rest.openOrders(null, Accounts.AT)),
                line("open-orders-symbol", rest.openOrders("BTCUSDT", Accounts.AT)),
                line("open-orders-next", next(rest, "BTCUSDT", Lists.futures(50))),
                line("introduction", rest.introduction(Accounts.AT)),
                line("venue-time", rest.venueTime(Accounts.AT)));

        assertThat(requests).isEqualTo(Sample.sent("futures-" + name(signing)));
    }

    @ParameterizedTest
    @EnumSource(CoinswitchSigning.class)
    void everyRequestOfSpotIsAsRecorded(CoinswitchSigning signing) {
        CoinswitchRest rest = new CoinswitchRest(Accounts.a(Category.CASH, signing));

        List<String> requests = List.of(
                line("cancel", rest.cancel(1, COIN, Accounts.AT)),
                line("status", rest.status(COIN, Accounts.AT)),
                line("open-orders", rest.openOrders(null, Accounts.AT)),
                line("open-orders-symbol", rest.openOrders("BTC/INR", Accounts.AT)),
                line("open-orders-next", next(rest, "BTC/INR", Lists.spot(25))),
                line("introduction", rest.introduction(Accounts.AT)),
                line("venue-time", rest.venueTime(Accounts.AT)));

        assertThat(requests).isEqualTo(Sample.sent("spot-" + name(signing)));
    }

    @Test
    void aSymbolOfFuturesIsSentAsTheVenueWritesIt() {
        CoinswitchRest rest = Accounts.futures();

        assertThat(rest.openOrders("btcusdt", Accounts.AT).body())
                .isEqualTo(rest.openOrders("BTCUSDT", Accounts.AT).body())
                .contains("BTCUSDT");
        assertThat(rest.cancelAll(1, "btcusdt", Accounts.AT).body()).contains("BTCUSDT");
    }

    private static VenueRest.Request next(CoinswitchRest rest, String symbol, String page) {
        return rest.nextOpenOrders(symbol, 200, page, Accounts.AT).orElseThrow();
    }

    private static String line(String name, VenueRest.Request request) {
        String signature = request.headers().getOrDefault("X-AUTH-SIGNATURE", "unsigned");
        return (name + " " + request.method() + " " + request.path() + " " + signature + " " + request.body()).trim();
    }

    private static String name(CoinswitchSigning signing) {
        return signing == CoinswitchSigning.EPOCH ? "epoch" : "legacy";
    }

    @Test
    void theTimeIsAskedForWithoutSayingWhoAsks() {
        assertThat(Accounts.futures().venueTime(Accounts.AT).headers()).isEmpty();
    }

    @Test
    void oneCancelIsOneRequest() {
        CoinswitchRest rest = Accounts.futures();
        VenueRest.Numbered one = new VenueRest.Numbered(1, PERPETUAL);

        assertThat(rest.maxBatch()).isEqualTo(1);
        assertThat(rest.cancelBatch(List.of(one), Accounts.AT)).isEqualTo(rest.cancel(1, PERPETUAL, Accounts.AT));
        assertThatThrownBy(() -> rest.cancelBatch(List.of(one, one), Accounts.AT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch holds 1 cancel, not 2");
    }

    @Test
    void onlyFuturesAreCanceledAllAtOnce() {
        assertThat(Accounts.futures().cancelsAll(null)).isTrue();
        assertThat(Accounts.spot().cancelsAll("BTC/INR")).isFalse();
        assertThatThrownBy(() -> Accounts.spot().cancelAll(1, null, Accounts.AT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ask cancelsAll first");
    }

    @Test
    void idsAreUuidsAndOrdersOfOnesOwnNamingAreNotMeant() {
        assertThat(CoinswitchRest.RULES.faultInOrderId(ID)).isNull();
        assertThat(CoinswitchRest.RULES.faultInSymbol("BTC/INR")).isNull();
        assertThat(CoinswitchRest.RULES.faultInOrderId("a\"b")).contains("not allowed at position 2");
        assertThat(CoinswitchRest.RULES.faultInOrderId("a&b")).contains("not allowed at position 2");
    }
}

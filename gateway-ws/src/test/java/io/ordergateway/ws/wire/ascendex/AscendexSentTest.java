package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.SignatureStyle;
import io.ordergateway.ws.wire.VenueRest;
import io.ordergateway.ws.wire.VenueRest.Numbered;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we send, byte for byte, in every dialect; and that the venue's documents have nothing that ours leaves out. */
class AscendexSentTest {
    private static final long AT = 1700000000000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"cash, BTC/USDT", "margin, BTC/USDT", "futures-v1, BTC-PERP", "futures, BTC-PERP"})
    void everyFrameIsAsRecorded(String dialect, String symbol) {
        AscendexCodec codec = new AscendexCodec(Accounts.named(dialect, 7));

        List<String> frames = List.of(
                "socket-path " + codec.socketPath(),
                "login " + codec.login(AT),
                "subscribe " + codec.subscribeOrders(),
                "ping " + codec.ping(),
                "pong " + codec.pong(),
                "probe " + codec.probe(),
                "cancel " + Spoken.cancel(codec, 42, order(symbol), AT),
                "cancel-all " + codec.cancelAll(42, null, AT),
                "cancel-all-symbol " + codec.cancelAll(42, symbol, AT),
                "open-orders " + codec.openOrders(42, null),
                "open-orders-symbol " + codec.openOrders(42, symbol));

        assertThat(frames).isEqualTo(Recorded.sent(dialect));
    }

    @ParameterizedTest
    @CsvSource({"cash, BTC/USDT", "margin, BTC/USDT", "futures-v1, BTC-PERP", "futures, BTC-PERP"})
    void everyRequestIsAsRecorded(String dialect, String symbol) {
        AscendexRest rest = new AscendexRest(Accounts.named(dialect, 7));
        List<Numbered> batch =
                List.of(new Numbered(42, order(symbol)), new Numbered(43, new OrderRef("other", symbol)));

        List<String> requests = List.of(
                line("cancel", rest.cancel(42, order(symbol), AT)),
                line("cancel-batch", rest.cancelBatch(batch, AT)),
                line("cancel-all", rest.cancelAll(42, null, AT)),
                line("cancel-all-symbol", rest.cancelAll(42, symbol, AT)),
                line("status", rest.status(order(symbol), AT)),
                line("open-orders", rest.openOrders(null, AT)),
                line("open-orders-symbol", rest.openOrders(symbol, AT)),
                line("introduction", rest.introduction(AT)),
                line("venue-time", rest.venueTime(AT)));

        assertThat(requests).isEqualTo(Recorded.sent("rest-" + dialect));
    }

    private static String line(String name, VenueRest.Request request) {
        String signature = request.headers().getOrDefault("x-auth-signature", "unsigned");
        return (name + " " + request.method() + " " + request.path() + " " + signature + " " + request.body()).trim();
    }

    @Test
    void aPrivateRequestSaysWhoAndWhenAndAPublicOneDoesNot() {
        AscendexRest rest = new AscendexRest(Accounts.named("cash", 7));

        assertThat(rest.openOrders(null, AT).headers())
                .isEqualTo(Map.of(
                        "x-auth-key", Accounts.KEY,
                        "x-auth-timestamp", "1700000000000",
                        "x-auth-signature", "JfIL9uAnOxINE/DncBBNb8C7k/q/6ddvnUk0xZ1acdQ=",
                        "Content-Type", "application/json"));
        assertThat(rest.venueTime(AT).headers()).isEmpty();
    }

    // ---- against the documents ----

    @ParameterizedTest
    @CsvSource({
        "cash, docs-cancel-v1",
        "futures, docs-cancel-v2",
        "cash, docs-cancel-all-v1",
        "futures, docs-cancel-all-v2",
        "cash, docs-open-orders-v1",
        "futures, docs-open-orders-v2",
        "cash, docs-subscribe-v1",
        "futures, docs-subscribe-v2",
        "futures, docs-login-v2",
    })
    void theDocumentsHaveNoMemberThatOursLacks(String dialect, String document) throws Exception {
        AscendexCodec codec = new AscendexCodec(Accounts.named(dialect, 7));
        JsonNode theirs = JSON.readTree(Recorded.message(document));
        JsonNode args = theirs.path("args");
        OrderRef order =
                new OrderRef(args.path("orderId").asText(), args.path("symbol").asText());

        String name = document.substring("docs-".length(), document.lastIndexOf('-'));
        String frame = switch (name) {
            case "cancel" -> Spoken.cancel(codec, 42, order, args.path("time").asLong());
            case "cancel-all" -> codec.cancelAll(42, order.symbol(), AT);
            case "open-orders" ->
                codec.openOrders(
                        42,
                        args.path(dialect.equals("cash") ? "symbols" : "symbol").asText());
            case "subscribe" -> codec.subscribeOrders();
            default -> codec.login(theirs.path("t").asLong());
        };

        assertHasAll(theirs, JSON.readTree(frame));
    }

    /** Ids are our own, and the spelling of actions is compared without case (11, 20). */
    private static void assertHasAll(JsonNode theirs, JsonNode ours) {
        theirs.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode mine = ours.path(name);
            if (member.getValue().isObject()) {
                assertHasAll(member.getValue(), mine);
            } else if (name.equals("id")) {
                assertThat(mine.isTextual()).as(name).isTrue();
            } else {
                assertThat(mine.asText())
                        .as(name)
                        .isEqualToIgnoringCase(member.getValue().asText());
                assertThat(mine.getNodeType())
                        .as(name)
                        .isEqualTo(member.getValue().getNodeType());
            }
        });
    }

    @Test
    void openOrdersAreAskedForAsDocumentedToTheByte() {
        assertThat(new AscendexV1("cash").openOrders("abdad113", "BTC/USDT"))
                .isEqualTo(Recorded.message("docs-open-orders-v1"));
        assertThat(new AscendexV2().openOrders("abc123456", "BTC-PERP"))
                .isEqualTo(Recorded.message("docs-open-orders-v2"));
    }

    @Test
    void theKeepAliveAndTheLoginAreAsDocumentedToTheByte() {
        AscendexCodec codec = new AscendexCodec(Accounts.futures(7));

        assertThat(codec.ping()).isEqualTo(Recorded.message("docs-ping"));
        assertThat(codec.pong()).isEqualTo(Recorded.message("docs-pong"));
        assertThat(codec.login(AT)).isEqualTo(Recorded.message("docs-login-v2").replace("abc123", "gwlogin01"));
    }

    @Test
    void aRestCancelIsAsDocumentedToTheByteButForItsId() {
        AscendexRest rest = new AscendexRest(Accounts.named("cash", 7));
        OrderRef order = new OrderRef("16e6198afb4s8bXHbAwwoqDo2ebc19dc", "ETH/USDT");

        assertThat(rest.cancel(42, order, 1573594877822L).body())
                .isEqualTo(Recorded.message("docs-rest-cancel").replace("optional", "000000000016"));
    }

    /** The first draft of v2 had both selectors in place of one (11, 17); nothing else of it is left out. */
    @Test
    void theDraftOfV2HasOneMemberMoreWhichWasDropped() throws Exception {
        JsonNode draft = JSON.readTree(Recorded.message("docs-cancel-v2-draft"));
        JsonNode current = JSON.readTree(Recorded.message("docs-cancel-v2"));

        assertThat(draft.path("args")).isEqualTo(current.path("args"));
        assertThat(draft.path("ac")).isEqualTo(current.path("ac"));
        assertThat(JSON.readTree(Spoken.cancel(new AscendexCodec(Accounts.futures(7)), 42, order("BTC-PERP"), AT))
                        .has("account"))
                .isFalse();
    }

    // ---- bounds ----

    @ParameterizedTest
    @ValueSource(strings = {"cash", "margin", "futures-v1", "futures"})
    void aCancelCarriesItsIdAtBothPlaces(String dialect) throws Exception {
        AscendexCodec codec = new AscendexCodec(Accounts.named(dialect, 7));

        Stream.of(Spoken.cancel(codec, 42, order("BTC-PERP"), AT), codec.cancelAll(42, null, AT))
                .map(AscendexSentTest::json)
                .forEach(frame -> {
                    assertThat(frame.path("id").asText()).isEqualTo("000000000016");
                    assertThat(frame.path("args").path("id").asText()).isEqualTo("000000000016");
                });
    }

    @Test
    void aBatchHoldsOneToTen() {
        AscendexRest rest = new AscendexRest(Accounts.futures(7));

        assertThat(rest.maxBatch()).isEqualTo(10);
        assertThat(json(rest.cancelBatch(items(10), AT).body()).path("orders")).hasSize(10);
        assertThatThrownBy(() -> rest.cancelBatch(items(11), AT)).hasMessageContaining("1 to 10 cancels, not 11");
        assertThatThrownBy(() -> rest.cancelBatch(List.of(), AT)).hasMessageContaining("not 0");
    }

    private static List<Numbered> items(int count) {
        return LongStream.range(0, count)
                .mapToObj(id -> new Numbered(id, order("BTC-PERP")))
                .toList();
    }

    @Test
    void accountGroupZeroIsAGroup() {
        assertThat(new AscendexCodec(Accounts.futures(0)).socketPath()).isEqualTo("/0/api/pro/v2/stream");
        assertThat(new AscendexRest(Accounts.named("margin", 0))
                        .openOrders(null, AT)
                        .path())
                .isEqualTo("/0/api/pro/v1/margin/order/open");
    }

    @Test
    void untilTheVenueHasIntroducedUsOnlyPublicThingsAndTheIntroductionCanBeAsked() {
        AscendexAccount stranger = Accounts.stranger(Account.Category.CASH, AscendexAccount.Generation.V2);
        AscendexRest rest = new AscendexRest(stranger);

        assertThat(stranger.isIntroduced()).isFalse();
        assertThat(rest.introduction(AT).path()).isEqualTo("/api/pro/v1/info");
        assertThat(rest.venueTime(AT).method()).isEqualTo("GET");
        assertThatThrownBy(() -> rest.cancel(1, order("BTC/USDT"), AT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("isIntroduced");
        assertThatThrownBy(() -> new AscendexCodec(stranger).socketPath()).isInstanceOf(IllegalStateException.class);

        stranger.learn(new Introduction.Known(3, "", true));

        assertThat(stranger.isIntroduced()).isTrue();
        assertThat(rest.cancel(1, order("BTC/USDT"), AT).path()).isEqualTo("/3/api/pro/v1/cash/order");
    }

    @Test
    void anotherStyleSignsStreamAndRestAlike() {
        SignatureStyle hummingbot = new SignatureStyle(false, false, true);
        AscendexAccount account = new AscendexAccount(
                new Credentials(Accounts.KEY, Accounts.SECRET, hummingbot),
                Account.Category.CASH,
                AscendexAccount.Generation.V2);

        assertThat(json(new AscendexCodec(account).login(AT)).path("sig").asText())
                .isEqualTo("abb79a820b5ad87677344f34c4cb830f9b4e19fdd6380b1af0cd872cd666488a");
        assertThat(new AscendexRest(account).introduction(AT).headers())
                .containsEntry("x-auth-signature", "5c46d72cfab615d6d8d7b2bdceed5d0762e6c1d76cb6785d5bbbfec03921b3d7");
    }

    private static OrderRef order(String symbol) {
        return new OrderRef("s177bab1b474U5051470287bbtcpKiOR", symbol);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}

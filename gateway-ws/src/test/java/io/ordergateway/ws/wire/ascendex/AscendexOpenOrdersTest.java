package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the venue has open (4.6, 5.3, 5.4.5): a list is believed as a whole or not at all, since absence is the proof. */
class AscendexOpenOrdersTest {
    private static final OpenOrder V1 =
            new OpenOrder(new OrderRef("a16edce82c6e0866943712UKrJP1HCA", "BTC/USDT"), Side.BUY);
    private static final OpenOrder V2 =
            new OpenOrder(new OrderRef("r1782f04c58aU3792951278sbtcp7EbA", "BTC-PERP"), Side.SELL);

    private final AscendexCodec codec = new AscendexCodec(Accounts.futures(7));
    private final AscendexRest rest = new AscendexRest(Accounts.futures(7));

    // ---- over the socket ----

    @Test
    void theRecordedRepliesOfBothGenerationsAreLists() {
        assertThat(Spoken.decode(codec, Recorded.message("open-orders-v1")))
                .isEqualTo(new VenueFrame.OpenOrders("abdad113", List.of(V1)));
        assertThat(Spoken.decode(codec, Recorded.message("open-orders")))
                .isEqualTo(new VenueFrame.OpenOrders("abc123456", List.of(V2)));
    }

    @Test
    void aBareArrayOfPushesIsAListWithoutAnId() {
        String push = Recorded.message("order-push");

        assertThat(Spoken.decode(codec, "[" + push + "," + push.replace("\"Buy\"", "\"NULL_VAL\"") + "]"))
                .isEqualTo(new VenueFrame.OpenOrders(
                        "",
                        List.of(
                                new OpenOrder(new OrderRef("a176010c4957U68469127074abcd1234", "BTC-PERP"), Side.BUY),
                                new OpenOrder(
                                        new OrderRef("a176010c4957U68469127074abcd1234", "BTC-PERP"), Side.UNKNOWN))));
        assertThat(Spoken.decode(codec, "[]")).isEqualTo(new VenueFrame.OpenOrders("", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open-order", "futures-open-orders"})
    void anEmptyListIsAList(String kind) {
        assertThat(Spoken.decode(codec, "{\"m\":\"" + kind + "\",\"id\":\"000000000001\",\"data\":[]}"))
                .isEqualTo(new VenueFrame.OpenOrders("000000000001", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"m\":\"open-order\",\"id\":\"1\"}",
                "{\"m\":\"open-order\",\"id\":\"1\",\"data\":null}",
                "{\"m\":\"open-order\",\"id\":\"1\",\"data\":{}}",
                "{\"m\":\"open-order\",\"id\":\"1\",\"data\":\"none\"}",
                "{\"m\":\"open-order\",\"id\":\"1\",\"data\":[null]}",
                "{\"m\":\"open-order\",\"id\":\"1\",\"data\":[{\"orderId\":\"o\"}]}",
                "{\"m\":\"open-order\",\"id\":\"1\",\"data\":[{\"orderId\":\"o\",\"s\":\"S\"},{\"s\":\"S\"}]}",
                "[1,2]",
                "[[]]",
            })
    void aListWithAGapIsNotOne(String text) {
        assertThat(Spoken.decode(codec, text)).isInstanceOf(VenueFrame.Unreadable.class);
    }

    @Test
    void aRefusalIsNotAnEmptyList() {
        String refused =
                "{\"m\":\"futures-open-orders\",\"code\":100008,\"id\":\"000000000001\",\"data\":[],\"reason\":\"SYMBOL_ERROR\"}";

        assertThat(Spoken.decode(codec, refused))
                .isEqualTo(new VenueFrame.CancelReply(
                        "000000000001", null, null, new VenueFrame.Refusal("100008", "SYMBOL_ERROR"), refused));
    }

    // ---- the probe ----

    @Test
    void aReplyToTheProbeShowsTheApplicationAtWorkAndIsNoList() {
        assertThat(Spoken.decode(codec, Recorded.message("open-orders").replace("abc123456", "gwprobe01")))
                .isEqualTo(new VenueFrame.Data("probe"));
        assertThat(Spoken.decode(codec, Recorded.message("open-orders-v1").replace("abdad113", "gwprobe01")))
                .isEqualTo(new VenueFrame.Data("probe"));
    }

    @ParameterizedTest
    @CsvSource({"100005, true", "100008, true", "100009, false", "200001, false", "510001, false", "100101, false"})
    void anApplicationThatFindsFaultWithTheProbeIsAtWorkAndOneThatFailsIsNot(String code, boolean atWork) {
        Class<? extends VenueFrame> kind = atWork ? VenueFrame.Data.class : VenueFrame.Other.class;

        assertThat(Spoken.decode(codec, "{\"m\":\"error\",\"id\":\"gwprobe01\",\"code\":" + code + "}"))
                .isInstanceOf(kind);
        assertThat(Spoken.decode(codec, "{\"m\":\"futures-open-orders\",\"id\":\"gwprobe01\",\"code\":" + code + "}"))
                .isInstanceOf(kind);
    }

    @Test
    void theProbesIdCannotBeThatOfARequest() {
        assertThat(RequestIds.parse(AscendexDecoder.PROBE_ID)).isEmpty();
    }

    // ---- by REST ----

    @Test
    void anArrayOfEitherGenerationIsAListAndSoIsOneOrderInItsPlace() {
        String v1 = Recorded.message("rest-status");
        OpenOrder order = new OpenOrder(new OrderRef("a17ad2620270U0498873147ooooooo1o", "INFT/USDT"), Side.SELL);

        assertThat(rest.readOpenOrders(200, v1)).hasValue(List.of(order));
        assertThat(rest.readOpenOrders(
                        200, v1.replace("\"data\":{", "\"data\":[{").replace("}}", "}]}")))
                .hasValue(List.of(order));
        assertThat(rest.readOpenOrders(200, Recorded.message("open-orders"))).hasValue(List.of(V2));
        assertThat(rest.readOpenOrders(200, "{\"code\":\"0\",\"accountCategory\":\"CASH\",\"data\":[]}"))
                .hasValue(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0}",
                "{\"code\":0,\"data\":null}",
                "{\"code\":0,\"data\":{}}",
                "{\"code\":0,\"data\":\"maintenance\"}",
                "{\"code\":0,\"data\":[{}]}",
                "{\"code\":0,\"data\":[],\"message\":\"try later\"}",
                "{\"code\":null,\"data\":[]}",
                "{\"data\":[]}",
                "{\"code\":100002,\"data\":[]}",
                "[]",
                "",
                "<html>",
            })
    void whatIsNotAListInSoManyWordsDoesNotProveThatNothingIsOpen(String body) {
        assertThat(rest.readOpenOrders(200, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"201", "400", "403", "404", "429", "500", "502"})
    void anEmptyListWithAnotherHttpStatusIsNone(int status) {
        assertThat(rest.readOpenOrders(status, "{\"code\":0,\"data\":[]}")).isEmpty();
    }
}

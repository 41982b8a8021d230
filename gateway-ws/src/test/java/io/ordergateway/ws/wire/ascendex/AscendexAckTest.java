package io.ordergateway.ws.wire.ascendex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.AckShapes;
import io.ordergateway.ws.wire.VenueFrame;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Acknowledgements that are read by the shape of earlier ones, and what is never taken for one. */
class AscendexAckTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef ORDER = new OrderRef("s177bab1b474U5051470287bbtcpKiOR", "BTC-PERP");
    private static final OrderRef OLD_ORDER = new OrderRef("16e83845dcdsimtrader00008c645f67", "ETH/USDT");
    private static final String V2 = Recorded.message("cancel-ack").replace("sampleRequestId", "00000000000a");
    private static final String V1 =
            Recorded.message("cancel-ack-v1").replace("7b73dcd8e8c847d5a99df5ef5ae5088b", "00000000000a");

    private final AscendexCodec codec = new AscendexCodec(Accounts.futures(7));

    @Test
    void theFirstAcknowledgementIsParsedAndTheNextIsNot() {
        assertThat(acked(V2)).isEqualTo(-1);
        Spoken.decode(codec, V2);

        assertThat(acked(V2)).isEqualTo(10);
        assertThat(acked(V2.replace("00000000000a", "zzzzzzzzzzzz"))).isEqualTo(4_738_381_338_321_616_895L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel-ack", "cancel-ack-v1"})
    void itIsTheSameEvidenceAsIfItHadBeenParsed(String name) {
        String first = Recorded.message(name).replaceAll("sampleRequestId|7b73dcd8\\w+", "00000000000a");
        Spoken.decode(codec, first);
        String next = first.replace("00000000000a", "00000000000b")
                .replaceAll("\"orderId\":\"\\w+", "\"orderId\":\"another-order")
                .replace("1574165050147", "1999999999999");

        VenueFrame.CancelReply parsed = (VenueFrame.CancelReply) Spoken.decode(codec, next);
        long id = acked(next);
        Evidence evidence = codec.ackEvidence(new OrderRef("another-order", parsed.symbol()), AT);

        assertThat(id).isEqualTo(11);
        assertThat(evidence).isEqualTo(codec.judge(parsed, AT).evidence());
        assertThat(evidence.message()).isEqualTo(next);
    }

    @Test
    void whatNamesAnotherOrderIsNoEvidenceOfThisOne() {
        Spoken.decode(codec, V2);
        acked(V2);

        assertThat(codec.ackEvidence(ORDER, AT)).isNotNull();
        assertThat(codec.ackEvidence(new OrderRef("s177", ORDER.symbol()), AT)).isNull();
        assertThat(codec.ackEvidence(new OrderRef(ORDER.orderId(), "BTC-PERX"), AT))
                .isNull();
        assertThat(codec.ackEvidence(new OrderRef(ORDER.orderId() + "x", ORDER.symbol()), AT))
                .isNull();
    }

    @Test
    void withoutAMessageThatFitsThereIsNoEvidence() {
        assertThat(codec.ackEvidence(ORDER, AT)).isNull();
        Spoken.decode(codec, V2);
        acked(V2);

        acked("{}");

        assertThat(codec.ackEvidence(ORDER, AT)).isNull();
    }

    @Test
    void bothGenerationsAreKnownAtOnce() {
        Spoken.decode(codec, V2);
        Spoken.decode(codec, V1);

        assertThat(acked(V2)).isEqualTo(10);
        assertThat(codec.ackEvidence(ORDER, AT)).isNotNull();
        assertThat(acked(V1)).isEqualTo(10);
        assertThat(codec.ackEvidence(OLD_ORDER, AT)).isNotNull();
    }

    @Test
    void theOldestShapeMakesPlaceForANewOne() {
        Spoken.decode(codec, V2);
        for (int i = 1; i < AckShapes.MAX_SHAPES; i++) {
            Spoken.decode(codec, V2.replace("FUTURES", "FUTURES" + i));
        }
        assertThat(acked(V2)).isEqualTo(10);

        Spoken.decode(codec, V2.replace("FUTURES", "ONE TOO MANY"));

        assertThat(acked(V2)).isEqualTo(-1);
        assertThat(acked(V2.replace("FUTURES", "FUTURES1"))).isEqualTo(10);
        assertThat(acked(V2.replace("FUTURES", "ONE TOO MANY"))).isEqualTo(10);
    }

    @Test
    void aShapeThatIsKnownIsNotLearnedAgain() {
        Spoken.decode(codec, V1);
        for (int i = 0; i < AckShapes.MAX_SHAPES; i++) {
            Spoken.decode(codec, V2.replace("00000000000a", "00000000000" + i));
        }

        assertThat(acked(V1)).isEqualTo(10);
    }

    // ---- what does not fit ----

    @ParameterizedTest
    @CsvSource({
        "'\"code\":0', '\"code\":300006'",
        "'\"code\":0', '\"code\":1'",
        "'\"code\":0', '\"code\": 0'",
        "'\"code\":0', '\"code\":0.0'",
        "'\"code\":0', '\"code\":-0'",
        "'\"code\":0', '\"code\":0,\"code\":0'",
        "'\"code\":0', '\"code\":0,\"reason\":\"NO\"'",
        "cancel-order, cancel-all",
        "cancel-order, place-order",
        "00000000000a, 00000000000A",
        "00000000000a, 0000000000a",
        "00000000000a, 0000000000000a",
        "00000000000a, gwprobe01",
        "00000000000a, 0000000000-a",
        "BTC-PERP, ''",
        "BTC-PERP, 'BTC\\/PERP'",
        "BTC-PERP, 'BTC\\u002dPERP'",
        "BTC-PERP, 'BTC-PERP\",\"errorMsg\":\"no'",
        "BTC-PERP, 'BTC-PERP\",\"orderId\":\"other'",
        "BTC-PERP, 'BTC\u00e9'",
        "BTC-PERP, 'BTC\u0001'",
        "BTC-PERP, 'BTC\t'",
        "'}}', '}}}'",
        "'}}', '}} '",
        "'}}', '}'",
        "'{\"m\"', ' {\"m\"'",
        "'{\"m\"', '\ufeff{\"m\"'",
        "'\"m\":\"order\"', '\"m\":\"order\",\"m\":\"order\"'",
    })
    void whatDiffersAnywhereElseDoesNotFit(String what, String by) {
        Spoken.decode(codec, V2);

        assertThat(V2).contains(what);
        assertThat(acked(V2.replace(what, by))).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0574165050147",
                "157416505014",
                "15741650501470",
                "-1574165050147",
                "-574165050147",
                "1574165050.47",
                "157416505e147",
                "\"1574165050147\"",
                " 1574165050147",
                "1574165050147 ",
                "157416505014x",
                "null",
                ""
            })
    void aMomentIsThirteenDigitsAndNothingElse(String moment) {
        Spoken.decode(codec, V1);

        assertThat(acked(V1.replace("1574165050147", "1999999999999"))).isEqualTo(10);
        assertThat(acked(V1.replace("1574165050147", moment))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "8, 10", "63, 10", "64, 10", "65, -1", "1000, -1"})
    void aNameHasItsBound(int length, long id) {
        Spoken.decode(codec, V2);

        assertThat(acked(V2.replace(ORDER.orderId(), "x".repeat(length)))).isEqualTo(id);
    }

    @Test
    void everyByteThatDoesNotStandForItselfIsSeenWhereverItStandsInAName() {
        Spoken.decode(codec, V2);
        for (int at = 0; at < ORDER.orderId().length(); at++) {
            for (int b = 0; b < 256; b++) {
                byte[] message = V2.getBytes(UTF_8);
                message[V2.indexOf(ORDER.orderId()) + at] = (byte) b;

                boolean plain = b > '"' && b < 128 && b != '\\';

                assertThat(codec.ackedRequest(message, 0, message.length))
                        .as("byte %d at %d", b, at)
                        .isEqualTo(plain ? 10 : -1);
            }
        }
    }

    @Test
    void idsAtBothPlacesMustBeTheSame() {
        String both = V2.replace("\"info\":{", "\"info\":{\"id\":\"00000000000a\",");
        Spoken.decode(codec, both);

        assertThat(acked(both)).isEqualTo(10);
        assertThat(acked(both.replace("00000000000a", "00000000000b"))).isEqualTo(11);
        assertThat(acked(both.replaceFirst("00000000000a", "00000000000b"))).isEqualTo(-1);
    }

    // ---- what is not learned ----

    @ParameterizedTest
    @CsvSource({
        "'\"code\":0', '\"code\":300006'", // an error
        "cancel-order, cancel-all", // about no order
        "00000000000a, sampleRequestId", // not ours
        "'\"symbol\":\"BTC-PERP\"', '\"symbol\":\"\"'",
        "'\"symbol\":\"BTC-PERP\"', '\"symbol\":\"BTC-PERP\",\"id\":\"foreign\"'",
        "'\"symbol\":\"BTC-PERP\"', '\"symbol\":\"BTC-PERP\",\"id\":1574165050147'",
        "'\"symbol\":\"BTC-PERP\"', '\"symbol\":1574165050147'",
        "'\"symbol\":\"BTC-PERP\"', '\"symbol\":\"BTC\\u002dPERP\"'",
        "'\"symbol\":\"BTC-PERP\"', '\"symbol\":\"BTC PERP\"'",
        "FUTURES, F\u00dcTURES",
        "'\"code\":0', '\"code\":0,\"sent\":1574165050147,\"taken\":1574165050149'", // two moments
    })
    void whatIsOddOrAmbiguousIsParsedEveryTime(String what, String by) {
        assertThat(V2).contains(what);
        String odd = V2.replace(what, by);

        VenueFrame first = Spoken.decode(codec, odd);

        assertThat(acked(odd)).isEqualTo(-1);
        assertThat(Spoken.decode(codec, odd)).isEqualTo(first);
        assertThat(first).isInstanceOf(VenueFrame.CancelReply.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"symbol\":\"BTC-PERP\"', '\"symbol\":\"BTC-PERP\",\"symbol\":\"BTC-PERP\"'",
        "'\"code\":0', '\"code\":0,\"code\":0'",
        "'\"code\":0', '\"code\":0,\"\\u0063ode\":0'",
    })
    void whatIsSaidTwiceCannotBeRead(String what, String by) {
        assertThat(V2).contains(what);
        String twice = V2.replace(what, by);

        VenueFrame first = Spoken.decode(codec, twice);

        assertThat(first).isInstanceOf(VenueFrame.Unreadable.class);
        assertThat(acked(twice)).isEqualTo(-1);
    }

    @Test
    void aMessageLongerThanEvidenceIsNotLearned() {
        String longest = V2.replace("FUTURES", "F".repeat(Evidence.MAX_MESSAGE - V2.length() + 7));
        String longer = longest.replace("FFF", "FFFF");
        Spoken.decode(codec, longest);
        Spoken.decode(codec, longer);

        assertThat(longest).hasSize(Evidence.MAX_MESSAGE);
        assertThat(acked(longest)).isEqualTo(10);
        assertThat(acked(longer)).isEqualTo(-1);
    }

    @Test
    void aFlatAcknowledgementHasNoIdToBeToldBy() {
        Spoken.decode(codec, Recorded.message("cancel-ack-flat"));

        assertThat(acked(Recorded.message("cancel-ack-flat"))).isEqualTo(-1);
    }

    private long acked(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return codec.ackedRequest(utf8, 0, utf8.length);
    }
}

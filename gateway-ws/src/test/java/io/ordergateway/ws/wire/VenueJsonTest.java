package io.ordergateway.ws.wire;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What venues write is read to the digit, and what cannot be read is no surprise. */
class VenueJsonTest {
    private static JsonNode json(String singleQuoted) {
        return Objects.requireNonNull(VenueJson.read(singleQuoted.replace('\'', '"')), singleQuoted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "<html></html>",
                "{'a':1}{'a':2}",
                "{'a':1,'a':2}",
                "{'a':NaN}",
                "{'a':1e40244480491}",
            })
    void whatIsNotOneValueIsNone(String text) {
        byte[] utf8 = text.replace('\'', '"').getBytes(UTF_8);

        assertThat(VenueJson.read(text.replace('\'', '"'))).isNull();
        assertThat(VenueJson.read(utf8, 0, utf8.length)).isNull();
    }

    @Test
    void depthIsBounded() {
        assertThat(VenueJson.read("[".repeat(32) + "]".repeat(32))).isNotNull();
        assertThat(VenueJson.read("[".repeat(33) + "]".repeat(33))).isNull();
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] utf16 = "{\"a\":1}".getBytes(UTF_16);
        byte[] within = "xx{\"a\":1}yy".getBytes(UTF_8);

        assertThat(VenueJson.read(utf16, 0, utf16.length)).isNull();
        assertThat(VenueJson.read(within, 2, 9)).isEqualTo(json("{'a':1}"));
    }

    @Test
    void whatWasNotReadHoldsNothing() {
        assertThat(VenueJson.text(VenueJson.orMissing(null).path("data"), "id")).isEmpty();
        assertThat(VenueJson.text(VenueJson.orMissing(json("{'id':'1'}")), "id"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':2098827941690738688}  | 2098827941690738688",
                "{'id':'2098827941690738688'} | 2098827941690738688",
                "{'id':0.10}                 | 0.10",
                "{'id':9007199254740993.1}   | 9007199254740993.1",
                "{'id':'','order':'x'}       | x",
                "{'id':null,'order':'x'}     | x",
                "{'id':{},'order':'x'}       | x",
                "{'id':true,'order':'x'}     | true",
            })
    void theFirstFieldThatHoldsSomethingIsReadToTheDigit(String text, String id) {
        assertThat(VenueJson.text(json(text), "id", "order")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "1748504490208, 1748504490208",
        "'1748504490208', 1748504490208",
        "1748504490, 0",
        "17485044902080, 0",
        "soon, 0"
    })
    void aMomentIsOneOfOurTimes(String said, long millis) {
        assertThat(VenueJson.millis(json("{'t':'" + said + "'}"), "t")).isEqualTo(millis);
        assertThat(VenueJson.millis(json("{}"), "t")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.10", "123456789012345678901234567890.123456789", "1E-8", "1E+20"})
    void aQuantityIsReadAsItStands(String said) {
        assertThat(VenueJson.quantity(json("{'q':'" + said + "'}"), "q")).isEqualTo(new BigDecimal(said));
        assertThat(VenueJson.quantity(json("{'q':" + said + "}"), "q")).isEqualTo(new BigDecimal(said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "'-1'",
                "'1E+65'",
                "'1E-65'",
                "'0E+2147483647'",
                "1e999999999",
                "'1e-999999999'",
                "'much'",
                "null",
                "[]"
            })
    void whatCouldNotBeWrittenOutIsNoQuantity(String said) {
        assertThat(VenueJson.quantity(json("{'q':" + said + "}"), "q")).isNull();
    }

    @Test
    void aQuantityHasSixtyFourDigitsAtMost() {
        BigDecimal longest = new BigDecimal("1".repeat(64));

        assertThat(VenueJson.quantity(json("{'q':" + longest + "}"), "q")).isEqualTo(longest);
        assertThat(VenueJson.quantity(json("{'q':" + longest + "1}"), "q")).isNull();
    }
}

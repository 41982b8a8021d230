package io.ordergateway.ws.sim.coinswitch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 9. */
class PacketTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/orderupdates,                                        | 0 | /orderupdates | ''",
                "0/orderupdates                                         | 0 | /orderupdates | ''",
                "0                                                      | 0 | /             | ''",
                "0/orderupdates,{\"token\":1}                           | 0 | /orderupdates | {\"token\":1}",
                "1/orderupdates,                                        | 1 | /orderupdates | ''",
                "2/orderupdates,[\"FETCH_ORDER_UPDATES\",{\"a\":1}]     | 2 | /orderupdates | [\"FETCH_ORDER_UPDATES\",{\"a\":1}]",
                "2/orderupdates,17[\"FETCH_ORDER_UPDATES\",{\"a\":1}]   | 2 | /orderupdates | [\"FETCH_ORDER_UPDATES\",{\"a\":1}]",
                "2[\"hello\"]                                           | 2 | /             | [\"hello\"]"
            })
    void packetsAreTakenApart(String text, char type, String namespace, String json) {
        assertThat(Packet.parse(text)).contains(new Packet(type, namespace, json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9", "x/orderupdates,", "51-/orderupdates,[]"})
    void anythingElseIsNone(String text) {
        assertThat(Packet.parse(text)).isEmpty();
    }

    @Test
    void packetsAreWrittenAsMessages() {
        assertThat(new Packet(Packet.EVENT, "/orderupdates", "[1]").toMessage()).isEqualTo("42/orderupdates,[1]");
        assertThat(new Packet(Packet.DISCONNECT, "/orderupdates", "").toMessage())
                .isEqualTo("41/orderupdates,");
        assertThat(new Packet(Packet.CONNECT, "/", "{}").toMessage()).isEqualTo("40{}");
    }
}

package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO 4 and Socket.IO 5, as far as a client of the order stream meets them (9). */
class SocketIoPacketTest {
    @Test
    void theServerOpensWithItsRhythm() {
        assertThat(SocketIoPacket.read("0{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}"))
                .isEqualTo(new SocketIoPacket.Open(25000, 20000));
        assertThat(SocketIoPacket.read("0{\"sid\":\"x\"}")).isEqualTo(new SocketIoPacket.Open(0, 0));
        assertThat(SocketIoPacket.read("0{\"pingInterval\":-5,\"pingTimeout\":\"soon\"}"))
                .isEqualTo(new SocketIoPacket.Open(0, 0));
    }

    @Test
    void aPingIsAnsweredWithWhatItSaid() {
        assertThat(SocketIoPacket.pong((SocketIoPacket.Ping) SocketIoPacket.read("2")))
                .isEqualTo("3");
        assertThat(SocketIoPacket.pong((SocketIoPacket.Ping) SocketIoPacket.read("2probe")))
                .isEqualTo("3probe");
    }

    @Test
    void theServerMayJustLiveOrDoNothing() {
        assertThat(SocketIoPacket.read("3")).isEqualTo(new SocketIoPacket.Pong());
        assertThat(SocketIoPacket.read("3probe")).isEqualTo(new SocketIoPacket.Pong());
        assertThat(SocketIoPacket.read("6")).isInstanceOf(SocketIoPacket.Other.class);
        assertThat(SocketIoPacket.read("1")).isEqualTo(new SocketIoPacket.Close());
    }

    @Test
    void aNamespaceIsConnectedAndClosed() {
        assertThat(SocketIoPacket.connect("/orderupdates")).isEqualTo("40/orderupdates,");
        assertThat(SocketIoPacket.read("40/orderupdates,{\"sid\":\"y\"}"))
                .isEqualTo(new SocketIoPacket.Connected("/orderupdates"));
        assertThat(SocketIoPacket.read("40/orderupdates,")).isEqualTo(new SocketIoPacket.Connected("/orderupdates"));
        assertThat(SocketIoPacket.read("40/orderupdates")).isEqualTo(new SocketIoPacket.Connected("/orderupdates"));
        assertThat(SocketIoPacket.read("40{\"sid\":\"y\"}")).isEqualTo(new SocketIoPacket.Connected("/"));
        assertThat(SocketIoPacket.read("41/orderupdates,")).isEqualTo(new SocketIoPacket.Disconnected("/orderupdates"));
        assertThat(SocketIoPacket.read("41")).isEqualTo(new SocketIoPacket.Disconnected("/"));
    }

    @Test
    void aNamespaceMayBeRefused() {
        assertThat(SocketIoPacket.read("44/orderupdates,{\"message\":\"Invalid namespace\"}"))
                .isEqualTo(new SocketIoPacket.Refused("/orderupdates", "{\"message\":\"Invalid namespace\"}"));
    }

    @Test
    void anEventHasANameAndArguments() {
        SocketIoPacket.Event event =
                (SocketIoPacket.Event) SocketIoPacket.read("42/orderupdates,[\"X\",{\"a\":[1,\"/,\"]},\"b\"]");

        assertThat(event.namespace()).isEqualTo("/orderupdates");
        assertThat(event.name()).isEqualTo("X");
        assertThat(event.arguments()).hasToString("[{\"a\":[1,\"/,\"]}, \"b\"]");
    }

    @Test
    void anEventMayHaveNeitherNamespaceNorArguments() {
        assertThat(SocketIoPacket.read("42[\"X\"]")).isEqualTo(new SocketIoPacket.Event("/", "X", List.of()));
    }

    @Test
    void anEventThatWantsToBeAcknowledgedIsReadAllTheSame() {
        assertThat(SocketIoPacket.read("42/orderupdates,17[\"X\"]"))
                .isEqualTo(new SocketIoPacket.Event("/orderupdates", "X", List.of()));
    }

    @Test
    void whatIsSentIsEscaped() {
        assertThat(SocketIoPacket.event(
                        "/orderupdates",
                        "X",
                        JsonNodeFactory.instance.objectNode().put("key", "a\"b")))
                .isEqualTo("42/orderupdates,[\"X\",{\"key\":\"a\\\"b\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"43/orderupdates,1[]", "45/orderupdates,1-[\"X\"]", "46[]", "5"})
    void whatIsOfNoConcernIsPassedOver(String message) {
        assertThat(SocketIoPacket.read(message)).isInstanceOf(SocketIoPacket.Other.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "x",
                "4",
                "47",
                "4x",
                "0",
                "0[]",
                "0{\"sid\"",
                "42",
                "42/orderupdates,",
                "42/orderupdates",
                "42{}",
                "42[]",
                "42[1]",
                "42[\"X\"",
                "42x[\"X\"]",
                "42[\"X\"]]",
                "<html></html>",
            })
    void whatIsNoPacketCannotBeRead(String message) {
        assertThat(SocketIoPacket.read(message)).isInstanceOf(SocketIoPacket.Unreadable.class);
    }
}

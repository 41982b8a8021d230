package io.ordergateway.ws.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.ordergateway.ws.api.message.RequestFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private static HttpHeaders headers(String host, String origin) {
        return new DefaultHttpHeaders().add("Host", host).add("Origin", origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]", "[::1]:8080"})
    void thisMachineIsAskedByItsName(String host) {
        assertThatCode(() -> Origins.check(new DefaultHttpHeaders().add("Host", host), true))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example:8080",
                "localhost:123456",
                "localhost@evil.example",
                "10.0.0.1",
                "[::2]",
                "",
            })
    void aNameThatLeadsHereByATrickIsRefusedWhereNoTokenIsAskedFor(String host) {
        HttpHeaders headers = new DefaultHttpHeaders().add("Host", host);

        assertThatThrownBy(() -> Origins.check(headers, true))
                .isInstanceOf(RequestFault.class)
                .hasMessageContaining("Host is ")
                .hasMessageContaining("configure server.clients");
        assertThatCode(() -> Origins.check(headers, false)).doesNotThrowAnyException();
    }

    @Test
    void aRequestSaysOnceWhomItAsks() {
        HttpHeaders none = new DefaultHttpHeaders();
        HttpHeaders two = new DefaultHttpHeaders().add("Host", "localhost").add("Host", "localhost");

        assertThatThrownBy(() -> Origins.check(none, false)).hasMessageContaining("Host is missing or doubled");
        assertThatThrownBy(() -> Origins.check(two, false)).hasMessageContaining("Host is missing or doubled");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.example:8080, https://gateway.example:8080",
        "gateway.example, HTTP://Gateway.Example",
    })
    void itsOwnPageMayAsk(String host, String origin) {
        assertThatCode(() -> Origins.check(headers(host, origin), false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost",
        "localhost:8080, http://localhost:9090",
        "localhost:8080, https://evil.example",
        "localhost:8080, http://localhost:8080.evil.example",
        "localhost:8080, file://localhost:8080",
        "localhost:8080, null",
        "localhost:8080, ''",
    })
    void thePageOfAnotherSiteMayNot(String host, String origin) {
        assertThatThrownBy(() -> Origins.check(headers(host, origin), false))
                .isInstanceOf(RequestFault.class)
                .hasMessageContaining("Origin is ")
                .hasMessageContaining("pages of other sites may not use this gateway");
    }
}

package io.ordergateway.ws.command.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerChoiceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "https://gateway.internal/, https://gateway.internal",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void aServerIsASchemeAHostAndAPort(String url, String address) {
        assertThat(ServerChoice.address(url)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:8080 | is \"127.0.0.1:8080\"; write one like http://127.0.0.1:8080",
                "localhost:8080 | does not begin with one of [http, https]",
                "ws://127.0.0.1 | does not begin with one of [http, https]",
                "http://127.0.0.1/v1 | write scheme, host and port and nothing else",
                "http://h:70000 | has port 70000; write 1 to 65535",
                "'http://a b' | is \"http://a b\"; write one like",
                "http://me:secret@h | holds a user or password; write scheme"
            })
    void anythingElseIsNot(String url, String fault) {
        assertThatThrownBy(() -> ServerChoice.address(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--url ")
                .hasMessageContaining(fault)
                .hasMessageNotContaining("secret@");
    }

    @Test
    void theTokenIsThatOfTheFileElseOfTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "ogw_file\n");

        assertThat(ServerChoice.token(file, "ogw_env")).isEqualTo("ogw_file");
        assertThat(ServerChoice.token(null, " ogw_env ")).isEqualTo("ogw_env");
        assertThat(ServerChoice.token(null, "")).isNull();
        assertThat(ServerChoice.token(null, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a\r\nX-Evil: 1", "", "süß"})
    void whatIsNoTokenIsNotRepeated(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), text);

        assertThatThrownBy(() -> ServerChoice.token(file, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--token-file " + file
                        + " does not hold a token; put there what token new printed, and nothing else");
    }
}

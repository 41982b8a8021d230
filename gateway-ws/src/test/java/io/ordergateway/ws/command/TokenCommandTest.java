package io.ordergateway.ws.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordergateway.ws.api.client.Action;
import io.ordergateway.ws.api.client.Client;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.client.Token;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TokenCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void itsLinesAreAFileOfClientsThatHoldsNoToken() throws IOException {
        assertThat(run("new", "desk", "--accounts", "main,hedge", "--actions", "watch,operate"))
                .isZero();

        String said = out.toString().replace("\r", "");
        String yaml = said.substring(said.indexOf("\nclients:\n"));
        Path file = Files.writeString(folder.resolve("clients.yml"), yaml);
        assertThat(Clients.read(file, Set.of("main", "hedge", "spot")))
                .containsExactly(new Client(
                        "desk", Set.of("main", "hedge"), Set.of(Action.WATCH, Action.OPERATE), Client.Quota.DEFAULT));
        String token = said.lines()
                .filter(line -> line.startsWith("  ogw_"))
                .findFirst()
                .orElseThrow()
                .strip();
        assertThat(yaml).contains("tokens: " + Token.hash(token)).doesNotContain(token);
        assertThat(said.split(token, -1)).hasSize(2);
    }

    @Test
    void asJsonItIsOneObject() throws JsonProcessingException {
        assertThat(run("new", "desk", "--json")).isZero();

        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(json.path("client").asText()).isEqualTo("desk");
        assertThat(json.path("hash").asText())
                .isEqualTo(Token.hash(json.path("token").asText()));
    }

    @Test
    void noTwoTokensAreTheSame() {
        run("new", "desk", "--json");
        run("new", "desk", "--json");

        assertThat(out.toString().lines().distinct()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new a:b | CLIENT is \"a:b\"; write 1 to 24 characters",
                "new abcdefghijklmnopqrstuvwxy | write 1 to 24 characters",
                "new desk --actions cancel,trade | --actions is \"cancel,trade\"; write some of [cancel, watch, arm, kill,",
                "new desk --accounts= | --accounts is \"\"; write all, or names",
                "new | Missing required parameter: 'CLIENT'"
            })
    void aWrongCommandLineIsStatusTwo(String line, String error) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(error);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return new CommandLine(new TokenCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

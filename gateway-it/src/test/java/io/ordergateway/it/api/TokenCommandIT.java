package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.it.api.GatewayJar.Ran;
import io.ordergateway.ws.api.client.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens on the command line: made by it, and shown by it to a gateway. */
class TokenCommandIT {
    @TempDir
    private Path folder;

    private GatewayJar jar;
    private String token;
    private Served served;

    @BeforeEach
    void aClientIsMade() throws IOException {
        jar = new GatewayJar(folder);
        Ran made = jar.run("token", "new", "desk", "--accounts", "main");
        assertThat(made.status()).as(made.err()).isZero();
        token = made.out()
                .lines()
                .filter(line -> line.startsWith("  ogw_"))
                .findFirst()
                .orElseThrow()
                .strip();
        Path clients = folder.resolve("clients.yml");
        Files.writeString(clients, made.out().substring(made.out().indexOf("\nclients:")));
        served = Served.open(clients);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void itsTokenLetsItDoWhatItMayAndNoMore() throws IOException {
        Path file = Files.writeString(folder.resolve("desk.token"), token + "\n");

        Ran byVariable =
                new GatewayJar(folder).with("ORDER_GATEWAY_TOKEN", token).run(cancel());
        Ran byFile = jar.run(cancel("--token-file", file.toString()));
        Ran operate = jar.run("sessions", "--url", served.uri("").toString(), "--token-file", file.toString());

        assertThat(byVariable.status()).as(byVariable.err()).isZero();
        assertThat(byFile.status()).as(byFile.err()).isZero();
        assertThat(operate.status()).isEqualTo(1);
        assertThat(operate.err())
                .isEqualTo("client desk may not operate; its entry in the file of clients says what it may\n");
    }

    @Test
    void withoutItNothingIsDoneAndAWrongOneIsNotRepeated() {
        String wrong = Token.create();

        Ran without = jar.run(cancel());
        Ran mistaken = new GatewayJar(folder).with("ORDER_GATEWAY_TOKEN", wrong).run(cancel());

        assertThat(without.status()).isEqualTo(1);
        assertThat(without.err())
                .startsWith("a token is missing; ")
                .endsWith("; here: in ORDER_GATEWAY_TOKEN, or --token-file FILE\n");
        assertThat(mistaken.status()).isEqualTo(1);
        assertThat(mistaken.err()).startsWith("the token is not known").doesNotContain(wrong);
    }

    private String[] cancel(String... more) {
        String line = "cancel " + served.place() + " --account main --symbol BTC-PERP --url " + served.uri("");
        return (line + " " + String.join(" ", more)).strip().split(" ");
    }
}

package io.ordergateway.ws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line as a whole, and what it says of a configuration. */
class GatewayMainTest {
    private static final String HASH = "sha256:" + "ab".repeat(32);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void secretsStandInFiles() throws IOException {
        Files.writeString(folder.resolve("key"), "the-key");
        Files.writeString(folder.resolve("secret"), "the-secret-in-base64");
    }

    @Test
    void everyCommandsHelpShowsAnExample() {
        List<CommandLine> commands = all(GatewayMain.commandLine()).toList();

        assertThat(commands)
                .hasSizeGreaterThan(15)
                .allSatisfy(command -> assertThat(command.getUsageMessage())
                        .as(command.getCommandName())
                        .matches("(?s).*(xample|source <\\(gateway generate-completion\\)).*"));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        Stream<CommandLine> below = command.getSubcommands().values().stream()
                .filter(sub -> !sub.getCommandName().equals("help"))
                .flatMap(GatewayMainTest::all);
        return Stream.concat(Stream.of(command), below);
    }

    @Test
    void withoutACommandTheyAreNamed() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("a command is missing; write one of demo, sim, ")
                .contains("serve, cancel, watch, explain, sessions, budget, kill");
    }

    // ---- config check ----

    @Test
    void aConfigurationIsShownWithoutItsSecrets() throws IOException {
        Path clients = write(
                "clients.yml",
                "clients: { desk: { tokens: '" + HASH + "', accounts: main, actions: 'cancel, watch' } }");
        Path config = write("gateway.yml", """
                server: { port: 9443, clients: %s }
                store: { path: data/outcomes.db }
                accounts:
                  main:
                    venue: ascendex
                    category: futures
                    key: file:KEY
                    secret: file:SECRET
                    rest: http://127.0.0.1:9100
                    socket: ws://127.0.0.1:9100
                """.formatted(clients));

        assertThat(run("config", "check", config.toString())).as(err.toString()).isZero();
        assertThat(run("config", "check", config.toString(), "--json")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        config + " can be used. It would open:",
                        "  account main: ascendex, futures, REST at http://127.0.0.1:9100, 2 sessions at ws://127.0.0.1:9100",
                        "  outcomes: in the file data/outcomes.db",
                        "  server: at http://127.0.0.1:9443",
                        "  client desk: may cancel, watch; accounts main; 10000 requests a second, 16 connections",
                        "{\"accounts\":[{\"name\":\"main\",\"venue\":\"ascendex\",\"category\":\"futures\",\"sessions\":2,"
                                + "\"rest\":\"http://127.0.0.1:9100\",\"socket\":\"ws://127.0.0.1:9100\"}],"
                                + "\"store\":\"data/outcomes.db\",\"kafka\":null,\"server\":{\"url\":\"http://127.0.0.1:9443\","
                                + "\"certificates\":false,\"clients\":[{\"name\":\"desk\",\"accounts\":[\"main\"],"
                                + "\"actions\":[\"cancel\",\"watch\"],\"perSecond\":10000,\"connections\":16}]}}");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(Path.of("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret: file:SECRET | secret: hush-hush | accounts.main.secret (line 7) may not be written in the file itself",
                "key: file:KEY | key: ${NO_SUCH_VARIABLE_HERE} | accounts.main.key (line 6) names the environment variable",
                "category: futures | category: swap | accounts.main.category (line 5) is \"swap\"; write cash or margin or futures",
                "port: 8080 | port: 80800 | server.port (line 1) is 80800; write 0 to 65535",
                "port: 8080 | host: 0.0.0.0 | server.host is 0.0.0.0, where others can reach it, and server.clients is missing",
                "port: 8080 | clients: none.yml | none.yml cannot be read; make it with what the command token new prints",
                "port: 8080 | 'tls: { certificate: KEY, key: SECRET }' | server.tls cannot be used",
                "port: 8080 | 'tls: { certificate: none.pem, key: KEY }' | server.tls.certificate is none.pem, which cannot be read"
            })
    void aWrongOneIsStatusTwoAndSaysWhatToWrite(String right, String wrong, String error) throws IOException {
        String yaml = """
                server: { port: 8080 }
                accounts:
                  main:
                    venue: ascendex
                    category: futures
                    key: file:KEY
                    secret: file:SECRET
                """;
        Path config = write("gateway.yml", yaml.replace(right, wrong));

        assertThat(run("config", "check", config.toString())).isEqualTo(2);

        assertThat(err.toString()).contains(error).doesNotContain("hush").doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        String there = text.replace("KEY", folder.resolve("key").toString())
                .replace("SECRET", folder.resolve("secret").toString());
        return Files.writeString(folder.resolve(name), there);
    }

    private int run(String... arguments) {
        return GatewayMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

package io.ordergateway.ws.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.ws.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsFileTest {
    private static final String SECRET = "ogw_dGhpcy1pcy1hLXNlY3JldC1vZi1zb21lYm9keS0xMjM";
    private static final String SOUND = String.join(
            "\n",
            "clients:",
            "  desk:",
            "    tokens: " + Token.hash("one") + ", " + Token.hash("two"),
            "    accounts: main, spot",
            "    actions: cancel, watch",
            "    perSecond: 5",
            "    connections: 2",
            "");

    @TempDir
    private Path directory;

    private ClientsFile file(String yaml) throws IOException {
        return new ClientsFile(
                Files.writeString(directory.resolve("clients.yml"), yaml), Set.of("main", "spot", "cold"));
    }

    @Test
    void aClientMayWhatItsEntrySays() throws IOException {
        ClientList list = file(SOUND).readIfChanged();

        Client desk = list.find(Token.digest("one"));
        assertThat(desk)
                .isEqualTo(new Client(
                        "desk", Set.of("main", "spot"), Set.of(Action.CANCEL, Action.WATCH), new Client.Quota(5, 2)));
        assertThat(list.find(Token.digest("two"))).isEqualTo(desk);
        assertThat(list.find(Token.digest("three"))).isNull();
    }

    @Test
    void whatIsNotSaidIsAsUsual() throws IOException {
        String yaml = SOUND.replaceAll("    (perSecond|connections).*\n", "").replace("main, spot", "all");

        Client desk = file(yaml).readIfChanged().find(Token.digest("one"));

        assertThat(desk.quota()).isEqualTo(Client.Quota.DEFAULT);
        assertThat(desk.accounts()).isNull();
    }

    @Test
    void itIsReadAgainWhenItHasChanged() throws IOException {
        ClientsFile file = file(SOUND);
        file.readIfChanged();

        assertThat(file.readIfChanged()).isNull();
        Files.writeString(directory.resolve("clients.yml"), SOUND + "# changed\n");
        assertThat(file.readIfChanged()).isNotNull();
        assertThat(file.readIfChanged()).isNull();
    }

    @Test
    void aFileThatIsNotThereIsSaidWithHowToMakeIt() {
        ClientsFile file = new ClientsFile(directory.resolve("none.yml"), Set.of());

        assertThatThrownBy(file::readIfChanged)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("server.clients: ")
                .hasMessageContaining("none.yml cannot be read; make it with what the command token new prints");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokens: .* | tokens: sha256:12 | clients.desk.tokens (line 3) holds something that is no hash;"
                        + " write what token new prints",
                "tokens: .* | tokens: | clients.desk.tokens (line 3) ",
                "tokens: .* | # none | clients.desk.tokens is missing; write it below line",
                "accounts: .* | accounts: nobody | clients.desk.accounts (line 4) is \"nobody\"; write all, or some of"
                        + " [cold, main, spot] with commas between them",
                "accounts: .* | accounts: main,,spot | clients.desk.accounts (line 4) is \"main,,spot\"; write one word",
                "accounts: .* | accounts: [main] | line 4 has a list where a value or a map belongs",
                "actions: .* | actions: dance | clients.desk.actions (line 5) is \"dance\"; write some of"
                        + " [cancel, watch, arm, kill, operate]",
                "perSecond: .* | perSecond: 0 | clients.desk.perSecond (line 6) is 0; write 1 to 1000000",
                "perSecond: .* | perSecond: many | clients.desk.perSecond (line 6) is \"many\"; write a whole number",
                "connections: .* | connections: 4097 | clients.desk.connections (line 7) is 4097; write 1 to 4096",
                "connections: .* | conections: 1 | clients.desk.conections (line 7) is not a key; the keys here are",
                "desk: | -desk: | (line 2) has a name that is none; write 1 to 24 characters",
                "clients: | users: | users (line 1) is not a key; the keys here are [clients]",
                "(?s)clients:.* | clients: {} | clients has 0 tokens; write 1 to 1000",
                "(?s)clients:.* | clients: desk | clients (line 1) must be a map",
                "(?s)clients:.* | # nothing | the configuration is empty",
            })
    void aMistakeIsSaidWithItsKeyItsLineAndWhatToWrite(String part, String instead, String message) throws IOException {
        ClientsFile file = file(SOUND.replaceFirst(part, instead));

        assertThatThrownBy(file::readIfChanged)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("clients.yml: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens: SECRET",
                "tokens: SECRET,",
                "tokens: sha256:SECRET",
                "accounts: SECRET",
                "accounts: main, SECRET",
                "actions: SECRET",
                "actions: cancel,,SECRET",
                "perSecond: SECRET",
                "connections: SECRET",
                "SECRET: 1",
                "SECRET",
                "tokens: \"SECRET",
                "tokens: [SECRET]",
                "tokens: {SECRET: 1}",
                "tokens: *SECRET",
                "desk: SECRET",
            })
    void aSecretInTheWrongPlaceIsNotRepeated(String line) throws IOException {
        String written = line.replace("SECRET", SECRET);
        String key = line.contains(":") ? line.substring(0, line.indexOf(':')) : "perSecond";
        ClientsFile file = file(SOUND.replaceFirst(
                "(?m)^( *)" + (SOUND.contains(key + ":") ? key : "perSecond") + ":.*",
                "$1" + Matcher.quoteReplacement(written)));

        assertThatThrownBy(file::readIfChanged)
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  SECRET:\n    tokens: x\n", "  SECRET: 1\n  SECRET: 2\n", "SECRET: 1\n"})
    void aSecretInThePlaceOfANameIsNotRepeated(String more) throws IOException {
        ClientsFile file = file(SOUND + more.replace("SECRET", SECRET));

        assertThatThrownBy(file::readIfChanged)
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining(SECRET);
    }
}

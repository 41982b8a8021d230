package io.ordergateway.ws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final String SOUND = """
            accounts:
              main:
                venue: ascendex
                category: futures
                key: ${ASCENDEX_KEY}
                secret: ${ASCENDEX_SECRET}
                group: 7
                sessions: 1
                rest: http://127.0.0.1:9100
                socket: ws://127.0.0.1:9100
            """;

    private final ConfigReader reader =
            new ConfigReader(Map.of("ASCENDEX_KEY", "the-key", "ASCENDEX_SECRET", "the-secret")::get);

    @Test
    void aSoundFileIsRead() {
        AccountConfig main = reader.read(SOUND).accounts().get(0);

        assertThat(main.account().name()).isEqualTo("main");
        assertThat(main.credentials().key()).isEqualTo("the-key");
        assertThat(main.group()).isEqualTo(7);
        assertThat(main.sessions()).isEqualTo(1);
        assertThat(main.rest()).hasToString("http://127.0.0.1:9100");
        assertThat(main.socket()).hasToString("ws://127.0.0.1:9100");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        String yaml = SOUND.replaceAll("(?m)^ +(sessions|rest|socket):.*\n", "");

        AccountConfig main = reader.read(yaml).accounts().get(0);

        assertThat(main.sessions()).isEqualTo(2);
        assertThat(main.rest()).hasToString("https://ascendex.com");
    }

    @Test
    void aSecretMayComeFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "key-in-a-file\n");

        GatewayConfig config = reader.read(SOUND.replace("${ASCENDEX_KEY}", "file:" + file));

        assertThat(config.accounts().get(0).credentials().key()).isEqualTo("key-in-a-file");
    }

    @Test
    void secretsAreNeverPrinted() {
        assertThat(reader.read(SOUND).toString()).doesNotContain("the-key", "the-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sessions: 1 | sesions: 1 | accounts.main.sesions (line 8) is not a key",
                "sessions: 1 | sessions: many | accounts.main.sessions (line 8) is \"many\"; write a whole number, 0 to 20",
                "sessions: 1 | sessions: 21 | accounts.main.sessions (line 8) is 21; write 0 to 20",
                "group: 7 | group: -1 | accounts.main.group (line 7) is -1; write 0 or more",
                "venue: ascendex | venue: nyse | accounts.main.venue (line 3) is \"nyse\"; write ascendex",
                "category: futures | category: cash | accounts.main.category (line 4) is \"cash\"; write futures",
                "key: ${ASCENDEX_KEY} | key: ${NOT_SET} | environment variable NOT_SET, which is not set or empty",
                "key: ${ASCENDEX_KEY} | key: abcdef | accounts.main.key (line 5) may not be written in the file itself; write ${NAME_OF_A_VARIABLE}",
                "secret: ${ASCENDEX_SECRET} | secret: file:/no/such/file | /no/such/file, which cannot be read",
                "rest: http://127.0.0.1:9100 | rest: 127.0.0.1 | accounts.main.rest (line 9) is \"127.0.0.1\", which does not begin with one of [http, https]",
                "rest: http://127.0.0.1:9100 | rest: 127.0.0.1:9100 | which is not an address; write one like http://127",
                "rest: http://127.0.0.1:9100 | rest: http://h:99999 | accounts.main.rest (line 9) has port 99999; write 1 to",
                "rest: http://127.0.0.1:9100 | rest: http://h:1/api/ | write scheme, host and port and nothing else",
                "rest: http://127.0.0.1:9100 | rest: http://u:pw@h:1 | accounts.main.rest (line 9) holds a user or password",
                "socket: ws://127.0.0.1:9100 | socket: http://127.0.0.1 | accounts.main.socket (line 10) is \"http://127.0.0.1\"",
                "group: 7 | group: [7] | line 7 has a list",
                "group: 7 | sessions: 2 | sessions (line 8) is written twice",
                "accounts: | account: | account (line 1) is not a key",
            })
    void whatIsWrongIsNamedWithItsKeyAndLineAndWhatToWrite(String sound, String wrong, String message) {
        assertThatThrownBy(() -> reader.read(SOUND.replace(sound.strip(), wrong.strip())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void aMissingKeyIsNamedWithTheLineOfItsAccount() {
        assertThatThrownBy(() -> reader.read(SOUND.replaceAll("(?m)^ +group:.*\n", "")))
                .hasMessage("accounts.main.group is missing; write it below line 2");
    }

    @Test
    void anEmptySecretFileIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "\n");

        assertThatThrownBy(() -> reader.read(SOUND.replace("${ASCENDEX_SECRET}", "file:" + file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("accounts.main.secret (line 6) names the file " + file + ", which is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret: \"hush-hush", "hush-hush=: 1", "secret: hush-hush", "rest: http://me:hush-hush@h:1"})
    void aSecretAtTheWrongPlaceIsNotRepeated(String line) {
        String yaml = SOUND.replaceFirst("secret: .*", Matcher.quoteReplacement(line));

        assertThatThrownBy(() -> reader.read(yaml))
                .satisfies(error -> assertThat(error.toString()).doesNotContain("hush-hush"));
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("gateway.yml");

        assertThatThrownBy(() -> GatewayConfig.load(file))
                .hasMessage("there is no configuration file " + file + "; write one");
    }

    @ParameterizedTest
    @CsvSource({"''", "'accounts:\n  main: [', 'a: {b'"})
    void whatIsNotYamlSaysSo(String yaml) {
        assertThatThrownBy(() -> reader.read(yaml)).isInstanceOf(ConfigException.class);
    }
}

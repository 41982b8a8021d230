package io.ordergateway.ws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.wire.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        assertThat(main.choices().written()).containsExactly(Map.entry("group", "7"));
        assertThat(main.sessions()).isEqualTo(1);
        assertThat(main.rest()).hasToString("http://127.0.0.1:9100");
        assertThat(main.socket()).hasToString("ws://127.0.0.1:9100");
    }

    @Test
    void whereTheLogIsCanBeAskedWithoutSecrets(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yml"), SOUND + "store: { path: data/outcomes.db }\n");

        assertThat(GatewayConfig.storePath(file)).isEqualTo(Path.of("data", "outcomes.db"));
    }

    @Test
    void aConfigurationWithoutALogInAFileSaysSo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yml"), SOUND);
        Path halfway = Files.writeString(folder.resolve("half.yml"), SOUND + "store: { policy: os }\n");

        assertThatThrownBy(() -> GatewayConfig.storePath(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("store is missing")
                .hasMessageContaining("write store: { path: FILE }");
        assertThatThrownBy(() -> GatewayConfig.storePath(halfway)).hasMessageContaining("store.path");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        String yaml = SOUND.replaceAll("(?m)^ +(group|sessions|rest|socket):.*\n", "");

        AccountConfig main = reader.read(yaml).accounts().get(0);

        assertThat(main.choices()).as("the venue is asked for the group").isEqualTo(VenueChoices.NONE);
        assertThat(main.sessions()).isEqualTo(2);
        assertThat(main.tuning()).isEqualTo(AccountConfig.Tuning.DEFAULT);
        assertThat(main.rest()).hasToString("https://ascendex.com");
    }

    @Test
    void whatIsSaidIsTaken() {
        String yaml = SOUND.replace("futures", "margin") + """
                    futuresApi: v1
                    budgetShare: 50
                    hedge: true
                    replyTimeout: 750ms
                    rotateEvery: 6h
                """;

        AccountConfig main = reader.read(yaml).accounts().get(0);

        assertThat(main.account().category()).isEqualTo(Account.Category.MARGIN);
        assertThat(main.choices().written()).containsEntry("futuresApi", "v1");
        assertThat(main.venueLimits().sockets()).isNotNull();
        assertThat(main.venueLimits().sockets().orders().most()).isEqualTo(4_000);
        assertThat(main.tuning().limits().hedged()).isTrue();
        assertThat(main.tuning().replyTimeout()).hasMillis(750);
        assertThat(main.tuning().timings().rotate()).hasHours(6);
    }

    @Test
    void aGatewaySleepsUnlessItIsToldToSpin() {
        assertThat(reader.read(SOUND).busyWait()).isFalse();
        assertThat(reader.read(SOUND + "busyWait: false\n").busyWait()).isFalse();
        assertThat(reader.read(SOUND + "busyWait: true\n").busyWait()).isTrue();
        assertThatThrownBy(() -> reader.read(SOUND + "busyWait: yes\n"))
                .hasMessage("busyWait (line 11) is \"yes\"; write false or true");
    }

    @Test
    void outcomesAreInMemoryUnlessAFileIsNamed() {
        assertThat(reader.read(SOUND).store()).isNull();
        assertThat(reader.read(SOUND + "store: { path: data/outcomes.db }\n").store())
                .isEqualTo(StoreSettings.at(Path.of("data/outcomes.db")));
    }

    @Test
    void whatIsSaidOfTheStoreIsTaken() {
        String yaml = SOUND + """
                store:
                  path: /var/lib/gateway/outcomes.db
                  policy: disk
                  recordBeforeSend: true
                  onLogFailure: continue
                  maxWaiting: 1000
                  keepFor: 48h
                  keepMiB: 100
                """;

        StoreSettings store = reader.read(yaml).store();

        assertThat(store)
                .isEqualTo(StoreSettings.at(Path.of("/var/lib/gateway/outcomes.db"))
                        .policy(StoreSettings.Policy.DISK)
                        .recordBeforeSend(true)
                        .onLogFailure(StoreSettings.OnLogFailure.CONTINUE)
                        .maxWaiting(1_000)
                        .retention(new StoreSettings.Retention(Duration.ofDays(2), 100L << 20)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store: data/outcomes.db | store (line 11) must be a map",
                "store: { policy: os } | store.path is missing; write it below line 11",
                "store: { path: '' } | store.path (line 11) is empty; write a path like data/outcomes.db",
                "store: { path: a, size: 1 } | store.size (line 11) is not a key; the keys here are [keepFor, keepMiB",
                "store: { path: a, policy: ram } | store.policy (line 11) is \"ram\"; write os or disk",
                "store: { path: a, onLogFailure: stop } | store.onLogFailure (line 11) is \"stop\"; write refuse or continue",
                "store: { path: a, maxWaiting: 0 } | store.maxWaiting (line 11) is 0; write 1 to 4194304",
                "store: { path: a, keepFor: 1s } | store.keepFor (line 11) is \"1s\"; write a duration like",
                "store: { path: a, keepMiB: 0 } | store.keepMiB (line 11) is 0; write 1 to 1048576",
            })
    void whatIsWrongWithTheStoreIsNamed(String store, String message) {
        assertThatThrownBy(() -> reader.read(SOUND + store + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aStoreThatCannotBeOpenedIsAnErrorOfTheConfiguration(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("outcomes.db"), "no database".repeat(100));

        assertThatThrownBy(() -> Gateway.open(reader.read(SOUND + "store: { path: " + file + " }\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("store: " + file + " is no SQLite database; write another path, or move the file away");
    }

    @Test
    void aSignatureOfAnotherStyleIsReadToo() {
        String yaml = SOUND + "    signature: { secret: base64, separator: none, encoding: hex }\n";
        ConfigReader decoding =
                new ConfigReader(Map.of("ASCENDEX_KEY", "the-key", "ASCENDEX_SECRET", "ZGVtby1zZWNyZXQ=")::get);

        Credentials credentials = decoding.read(yaml).accounts().get(0).credentials();

        // demo-secret, decoded, over "1700000000000stream"
        assertThat(credentials.signer().sign(1_700_000_000_000L, "stream")).matches("[0-9a-f]{64}");
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
                "sessions: 1 | sessions: many | accounts.main.sessions (line 8) is \"many\"; write a whole number, 0 to 19",
                "sessions: 1 | sessions: 20 | accounts.main.sessions (line 8) is 20; write 0 to 19",
                "group: 7 | group: -1 | accounts.main.group (line 7) is -1; write 0 or more",
                "venue: ascendex | venue: nyse | accounts.main.venue (line 3) is \"nyse\"; write ascendex or hashkey or coinswitch",
                "category: futures | category: spot | accounts.main.category (line 4) is \"spot\"; write cash or margin or futures",
                "key: ${ASCENDEX_KEY} | key: ${NOT_SET} | environment variable NOT_SET, which is not set or empty",
                "key: ${ASCENDEX_KEY} | key: abcdef | accounts.main.key (line 5) may not be written in the file itself; write ${NAME_OF_A_VARIABLE}",
                "secret: ${ASCENDEX_SECRET} | secret: file:/no/such/file | /no/such/file, which cannot be read",
                "rest: http://127.0.0.1:9100 | rest: 127.0.0.1 | accounts.main.rest (line 9) is \"127.0.0.1\", which does not begin with one of [http, https]",
                "rest: http://127.0.0.1:9100 | rest: 127.0.0.1:9100 | which is not an address; write one like http://127",
                "rest: http://127.0.0.1:9100 | rest: http://h:99999 | accounts.main.rest (line 9) has port 99999; write 1 to",
                "rest: http://127.0.0.1:9100 | rest: http://h:1/api/ | write scheme, host and port and nothing else",
                "rest: http://127.0.0.1:9100 | rest: http://u:pw@h:1 | accounts.main.rest (line 9) holds a user or password",
                "socket: ws://127.0.0.1:9100 | socket: http://127.0.0.1 | accounts.main.socket (line 10) is \"http://127.0.0.1\"",
                "group: 7 | hedge: maybe | accounts.main.hedge (line 7) is \"maybe\"; write false or true",
                "group: 7 | futuresApi: v3 | accounts.main.futuresApi (line 7) is \"v3\"; write v2 or v1",
                "group: 7 | budgetShare: 0 | accounts.main.budgetShare (line 7) is 0; write 1 to 100",
                "group: 7 | replyTimeout: 2 | accounts.main.replyTimeout (line 7) is \"2\"; write a duration like 500ms",
                "group: 7 | rotateEvery: 10s | accounts.main.rotateEvery (line 7) is \"10s\"; write a duration like",
                "group: 7 | signature: raw | accounts.main.signature (line 7) must be a map",
                "group: 7 | signature: { secret: rot13 } | accounts.main.signature.secret (line 7) is \"rot13\"; write raw or base64",
                "group: 7 | signature: { secret: base64 } | accounts.main.secret (line 6) or the key cannot be used: ",
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
        assertThatThrownBy(() -> reader.read(SOUND.replaceAll("(?m)^ +category:.*\n", "")))
                .hasMessage("accounts.main.category is missing; write it below line 2");
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

    @Test
    void aTopicIsReadWithItsPropertiesAndTheirSecretsFromElsewhere(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "hunter2\n");
        Path file = Files.writeString(
                folder.resolve("kafka.properties"),
                "security.protocol=SASL_SSL\nsasl.jaas.config=${ASCENDEX_KEY}\nssl.key.password=file:" + password
                        + "\n");

        KafkaSettings kafka = reader.read(SOUND + """
                store: { path: data/outcomes.db }
                kafka:
                  servers: a:9092,b:9092
                  topic: order-outcomes
                  properties: file:%s
                  ifAway: refuse
                """.formatted(file)).kafka();

        assertThat(kafka)
                .isEqualTo(KafkaSettings.of("a:9092,b:9092", "order-outcomes")
                        .with(Map.of(
                                "security.protocol", "SASL_SSL",
                                "sasl.jaas.config", "the-key",
                                "ssl.key.password", "hunter2"))
                        .refusingIfAway());
        assertThat(kafka.toString()).doesNotContain("hunter2", "the-key");
        assertThat(reader.read(SOUND).kafka()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "servers: a | kafka.topic is missing; write it below line 12",
                "servers: a, topic: t | kafka.servers (line 12) is \"a\"; write host:port, several with commas between",
                "servers: 'a:1', topic: 'a b' | kafka.topic (line 12) is \"a b\"; write 1 to 200 characters",
                "servers: 'a:1', topic: t, acks: 1 | kafka.acks (line 12) is not a key; the keys here are [ifAway, properties",
                "servers: 'a:1', topic: t, ifAway: wait | kafka.ifAway (line 12) is \"wait\"; write open or refuse",
                "servers: 'a:1', topic: t, properties: k.p | kafka.properties (line 12) is \"k.p\"; write file:PATH",
                "servers: 'a:1', topic: t, properties: 'file:none' | names the file none, which cannot be read; create it"
            })
    void aTopicThatCannotBeUsedNamesKeyAndLine(String fields, String message) {
        String yaml = SOUND + "store: { path: a }\nkafka: { " + fields + " }\n";

        assertThatThrownBy(() -> reader.read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPropertyIsNotShownWhateverIsWrongWithIt(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("kafka.properties"), "acks=hunter2\nsasl.jaas.config=${NOT_SET}\n");
        Path reserved = Files.writeString(folder.resolve("reserved.properties"), "acks=hunter2\n");
        String yaml = SOUND + "store: { path: a }\nkafka: { servers: 'a:1', topic: t, properties: 'file:%s' }\n";

        assertThatThrownBy(() -> reader.read(yaml.formatted(file)))
                .hasMessage(
                        "kafka.properties, sasl.jaas.config (line 12) names the environment variable NOT_SET, which is"
                                + " not set or empty; set it");
        assertThatThrownBy(() -> reader.read(yaml.formatted(reserved)))
                .hasMessage("kafka.properties (line 12) name [acks], which the gateway sets itself; remove it");
    }

    @Test
    void aTopicNeedsAFile() {
        assertThatThrownBy(() -> reader.read(SOUND + "kafka: { servers: 'a:1', topic: t }\n"))
                .hasMessage("kafka (line 11) needs a log that outlives the process; write store: { path: FILE } too");
    }
}

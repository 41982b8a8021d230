package io.ordergateway.ws.app;

import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.ws.api.ApiSettings;
import io.ordergateway.ws.config.Addresses;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.config.SecretReader;
import io.ordergateway.ws.config.YamlNode;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.store.StoreSettings.Retention;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the YAML configuration. */
final class ConfigReader {
    private static final List<String> KEYS =
            List.of("accounts", "server", "store", "kafka", "outcomesKept", "busyWait");

    private static final List<String> STORE_KEYS =
            List.of("path", "policy", "onLogFailure", "maxWaiting", "keepFor", "keepMiB", "recordBeforeSend");

    private static final List<String> SERVER_KEYS = List.of("host", "port", "clients", "tls");

    private static final List<String> TLS_KEYS = List.of("certificate", "key", "clientAuthority");

    private static final List<String> KAFKA_KEYS = List.of("servers", "topic", "properties", "ifAway");

    /** A TiB: no bound that anybody needs, but one all the same. */
    private static final int MAX_KEPT_MIB = 1 << 20;

    private final SecretReader secrets;

    ConfigReader(UnaryOperator<@Nullable String> environment) {
        this.secrets = new SecretReader(environment);
    }

    GatewayConfig read(String yaml) {
        YamlNode top = YamlNode.tree(yaml).knows(KEYS);
        return new GatewayConfig(
                new AccountReader(secrets).all(top.required("accounts")),
                top.number("outcomesKept", MemoryOutcomeLog.DEFAULT_CAPACITY, 1, GatewayConfig.MAX_OUTCOMES_KEPT),
                top.choice("busyWait", "false", "true"),
                store(top.field("store")),
                kafka(top.field("kafka"), top.field("store") != null),
                server(top.field("server")));
    }

    private static @Nullable ApiSettings server(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        YamlNode host = node.knows(SERVER_KEYS).field("host");
        YamlNode clients = node.field("clients");
        return new ApiSettings(
                host == null ? ApiSettings.DEFAULT_HOST : host.text(),
                node.number("port", ApiSettings.DEFAULT_PORT, 0, Addresses.MAX_PORT),
                clients == null ? null : clients.file(),
                tls(node.field("tls")));
    }

    private static ApiSettings.@Nullable Tls tls(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        YamlNode authority = node.knows(TLS_KEYS).field("clientAuthority");
        return new ApiSettings.Tls(
                node.required("certificate").file(),
                node.required("key").file(),
                authority == null ? null : authority.file());
    }

    /** The file that {@code store.path} names. */
    static Path storePath(String yaml) {
        YamlNode store = YamlNode.tree(yaml).field("store");
        if (store == null) {
            throw new ConfigException(
                    "store is missing: this gateway keeps its outcomes in memory, where no other program"
                            + " can read them; write store: { path: FILE } for it to keep them in a file");
        }
        return store.required("path").file();
    }

    private @Nullable KafkaSettings kafka(@Nullable YamlNode node, boolean stored) {
        if (node == null) {
            return null;
        }
        if (!stored) {
            throw node.error("needs a log that outlives the process; write store: { path: FILE } too");
        }
        node.knows(KAFKA_KEYS);
        String servers = node.required("servers").text();
        String topic = node.required("topic").text();
        boolean refuse = node.choice("ifAway", "open", "refuse");
        YamlNode properties = node.field("properties");
        try {
            return new KafkaSettings(
                    servers, topic, properties == null ? Map.of() : secrets.properties(properties), !refuse);
        } catch (IllegalArgumentException e) {
            // It begins with the name of the field.
            String[] fault = String.valueOf(e.getMessage()).split(" ", 2);
            throw node.unknown(fault[0], fault[1]);
        }
    }

    private static @Nullable StoreSettings store(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        StoreSettings store =
                StoreSettings.at(node.knows(STORE_KEYS).required("path").file());
        if (node.choice("policy", "os", "disk")) {
            store = store.policy(StoreSettings.Policy.DISK);
        }
        if (node.choice("onLogFailure", "refuse", "continue")) {
            store = store.onLogFailure(StoreSettings.OnLogFailure.CONTINUE);
        }
        return store.recordBeforeSend(node.choice("recordBeforeSend", "false", "true"))
                .maxWaiting(node.number("maxWaiting", store.maxWaiting(), 1, StoreSettings.MAX_WAITING))
                .retention(retention(node));
    }

    private static Retention retention(YamlNode node) {
        Retention usual = Retention.DEFAULT;
        YamlNode size = node.field("keepMiB");
        return new Retention(
                node.duration("keepFor", usual.age(), Retention.MIN_AGE, Retention.MAX_AGE),
                size == null ? usual.bytes() : (long) size.number(1, MAX_KEPT_MIB) << 20);
    }
}

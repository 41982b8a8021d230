package io.ordergateway.ws.app;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.store.StoreSettings.Retention;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.SignatureStyle;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the YAML configuration, remembering the line of every key so that an error can name it. */
final class ConfigReader {
    private static final Set<String> ACCOUNT_KEYS = new TreeSet<>(Set.of(
            "venue",
            "category",
            "key",
            "secret",
            "group",
            "sessions",
            "rest",
            "socket",
            "signature",
            "futuresApi",
            "budgetShare",
            "hedge",
            "replyTimeout",
            "rotateEvery"));

    private static final Set<String> STORE_KEYS = new TreeSet<>(
            Set.of("path", "policy", "onLogFailure", "maxWaiting", "keepFor", "keepMiB", "recordBeforeSend"));

    private static final Set<String> KAFKA_KEYS = new TreeSet<>(Set.of("servers", "topic", "properties", "ifAway"));

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

    /** A TiB: no bound that anybody needs, but one all the same. */
    private static final int MAX_KEPT_MIB = 1 << 20;

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{0,31}");

    private final UnaryOperator<@Nullable String> environment;

    /** One value and where it stands; a map if {@code fields} is there. */
    private record Node(int line, String text, @Nullable Map<String, Node> fields) {}

    ConfigReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    GatewayConfig read(String yaml) {
        Map<String, Node> top = fields("the file", tree(yaml));
        known("", top, Set.of("accounts", "store", "kafka", "outcomesKept", "busyWait"));
        Node accounts = required("", top, "accounts", 1);
        List<AccountConfig> read = new ArrayList<>();
        fields("accounts", accounts).forEach((name, node) -> read.add(account(name, node)));
        Node kept = top.get("outcomesKept");
        return new GatewayConfig(
                read,
                kept == null
                        ? MemoryOutcomeLog.DEFAULT_CAPACITY
                        : number("outcomesKept", kept, 1, GatewayConfig.MAX_OUTCOMES_KEPT),
                choice("busyWait", top.get("busyWait"), "false", "true"),
                store(top.get("store")),
                kafka(top.get("kafka"), top.containsKey("store")));
    }

    private @Nullable KafkaSettings kafka(@Nullable Node node, boolean stored) {
        if (node == null) {
            return null;
        }
        if (!stored) {
            throw error("kafka", node, "needs a log that outlives the process; write store: { path: FILE } too");
        }
        Map<String, Node> fields = fields("kafka", node);
        known("kafka.", fields, KAFKA_KEYS);
        String servers = required("kafka.", fields, "servers", node.line).text;
        String topic = required("kafka.", fields, "topic", node.line).text;
        boolean refuse = choice("kafka.ifAway", fields.get("ifAway"), "open", "refuse");
        try {
            return new KafkaSettings(servers, topic, properties(fields.get("properties")), !refuse);
        } catch (IllegalArgumentException e) {
            // It begins with the name of the field.
            String[] fault = String.valueOf(e.getMessage()).split(" ", 2);
            throw error("kafka." + fault[0], fields.getOrDefault(fault[0], node), fault[1]);
        }
    }

    /** A file of properties, each written out or itself the name of a variable or of a file. */
    private Map<String, String> properties(@Nullable Node node) {
        if (node == null) {
            return Map.of();
        }
        Properties read = new Properties();
        try {
            if (!node.text.startsWith("file:")) {
                throw error("kafka.properties", node, "is \"" + node.text + "\"; write file:PATH");
            }
            read.load(new StringReader(fileSecret("kafka.properties", node, node.text.substring("file:".length()))));
        } catch (IOException | IllegalArgumentException e) {
            throw error("kafka.properties", node, "names a file that is no file of properties; write KEY=VALUE lines");
        }
        Map<String, String> properties = new HashMap<>();
        for (String name : read.stringPropertyNames()) {
            String value = read.getProperty(name);
            boolean elsewhere = VARIABLE.matcher(value).matches() || value.startsWith("file:");
            String key = "kafka.properties, " + name;
            properties.put(name, elsewhere ? secret(key, new Node(node.line, value, null)) : value);
        }
        return properties;
    }

    private static @Nullable StoreSettings store(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        Map<String, Node> fields = fields("store", node);
        known("store.", fields, STORE_KEYS);
        StoreSettings store = StoreSettings.at(file("store.path", required("store.", fields, "path", node.line)));
        if (choice("store.policy", fields.get("policy"), "os", "disk")) {
            store = store.policy(StoreSettings.Policy.DISK);
        }
        if (choice("store.onLogFailure", fields.get("onLogFailure"), "refuse", "continue")) {
            store = store.onLogFailure(StoreSettings.OnLogFailure.CONTINUE);
        }
        store = store.recordBeforeSend(
                choice("store.recordBeforeSend", fields.get("recordBeforeSend"), "false", "true"));
        Node waiting = fields.get("maxWaiting");
        if (waiting != null) {
            store = store.maxWaiting(number("store.maxWaiting", waiting, 1, StoreSettings.MAX_WAITING));
        }
        return store.retention(retention(fields));
    }

    private static Retention retention(Map<String, Node> fields) {
        Retention retention = Retention.DEFAULT;
        Node age = fields.get("keepFor");
        if (age != null) {
            retention = new Retention(
                    duration("store.keepFor", age, Retention.MIN_AGE, Retention.MAX_AGE), retention.bytes());
        }
        Node size = fields.get("keepMiB");
        if (size != null) {
            long mebibytes = number("store.keepMiB", size, 1, MAX_KEPT_MIB);
            retention = new Retention(retention.age(), mebibytes << 20);
        }
        return retention;
    }

    private static Path file(String key, Node node) {
        try {
            if (!node.text.isBlank()) {
                return Path.of(node.text);
            }
        } catch (InvalidPathException e) {
            throw error(key, node, "is no path (" + e.getReason() + "); write one like data/outcomes.db");
        }
        throw error(key, node, "is empty; write a path like data/outcomes.db");
    }

    /** The file that {@code store.path} names. */
    static Path storePath(String yaml) {
        Node store = fields("the file", tree(yaml)).get("store");
        if (store == null) {
            throw new ConfigException(
                    "store is missing: this gateway keeps its outcomes in memory, where no other program"
                            + " can read them; write store: { path: FILE } for it to keep them in a file");
        }
        return file("store.path", required("store.", fields("store", store), "path", store.line));
    }

    private AccountConfig account(String name, Node node) {
        String path = "accounts." + name;
        Map<String, Node> fields = fields(path, node);
        known(path + ".", fields, ACCOUNT_KEYS);
        oneOf(path + ".venue", required(path + ".", fields, "venue", node.line), List.of("ascendex"));
        Node category = required(path + ".", fields, "category", node.line);
        oneOf(path + ".category", category, List.of("cash", "margin", "futures"));
        AccountConfig account = AccountConfig.ascendex(
                name,
                Account.Category.valueOf(category.text.toUpperCase(Locale.ROOT)),
                credentials(path + ".", fields, node.line));
        Node group = fields.get("group");
        if (group != null) {
            account = account.group(number(path + ".group", group, 0, Integer.MAX_VALUE));
        }
        Node sessions = fields.get("sessions");
        if (sessions != null) {
            account = account.sessions(number(path + ".sessions", sessions, 0, AccountConfig.MAX_SESSIONS));
        }
        Node rest = fields.get("rest");
        Node socket = fields.get("socket");
        return account.at(
                        rest == null ? account.rest() : address(path + ".rest", rest, GatewayConfig.REST_SCHEMES),
                        socket == null
                                ? account.socket()
                                : address(path + ".socket", socket, GatewayConfig.SOCKET_SCHEMES))
                .tuned(tuning(path + ".", fields));
    }

    private Credentials credentials(String prefix, Map<String, Node> fields, int line) {
        String key = secret(prefix + "key", required(prefix, fields, "key", line));
        Node secretNode = required(prefix, fields, "secret", line);
        String secret = secret(prefix + "secret", secretNode);
        try {
            return new Credentials(key, secret, style(prefix + "signature", fields.get("signature")));
        } catch (IllegalArgumentException e) {
            throw error(prefix + "secret", secretNode, "or the key cannot be used: " + e.getMessage());
        }
    }

    /** The three points in which AscendEX's clients differ (dossier 2.3). */
    private static SignatureStyle style(String key, @Nullable Node node) {
        if (node == null) {
            return SignatureStyle.DEFAULT;
        }
        Map<String, Node> fields = fields(key, node);
        known(key + ".", fields, Set.of("secret", "separator", "encoding"));
        return new SignatureStyle(
                choice(key + ".secret", fields.get("secret"), "raw", "base64"),
                !choice(key + ".separator", fields.get("separator"), "plus", "none"),
                choice(key + ".encoding", fields.get("encoding"), "base64", "hex"));
    }

    private static AccountConfig.Tuning tuning(String prefix, Map<String, Node> fields) {
        AccountConfig.Tuning tuning = AccountConfig.Tuning.DEFAULT;
        tuning = tuning.futuresV1(choice(prefix + "futuresApi", fields.get("futuresApi"), "v2", "v1"))
                .limits(tuning.limits().hedged(choice(prefix + "hedge", fields.get("hedge"), "false", "true")));
        Node share = fields.get("budgetShare");
        if (share != null) {
            tuning = tuning.budgets(tuning.budgets().share(number(prefix + "budgetShare", share, 1, 100)));
        }
        Node replyTimeout = fields.get("replyTimeout");
        if (replyTimeout != null) {
            tuning = tuning.replyTimeout(
                    duration(prefix + "replyTimeout", replyTimeout, Duration.ofMillis(1), Duration.ofMinutes(1)));
        }
        Node rotateEvery = fields.get("rotateEvery");
        if (rotateEvery != null) {
            tuning = tuning.timings(tuning.timings()
                    .rotating(duration(
                            prefix + "rotateEvery", rotateEvery, Duration.ofMinutes(1), Duration.ofDays(365))));
        }
        return tuning;
    }

    /** Secrets come from the environment or from a file, never from the configuration itself. */
    private String secret(String key, Node node) {
        String source = node.text;
        if (source.startsWith("${") && source.endsWith("}")) {
            String variable = source.substring(2, source.length() - 1);
            String value = environment.apply(variable);
            if (value == null || value.isBlank()) {
                String text = "names the environment variable " + variable + ", which is not set or empty; set it";
                throw error(key, node, text);
            }
            return value.strip();
        }
        if (source.startsWith("file:")) {
            return fileSecret(key, node, source.substring("file:".length()));
        }
        throw error(key, node, "may not be written in the file itself; write ${NAME_OF_A_VARIABLE} or file:PATH");
    }

    private static String fileSecret(String key, Node node, String file) {
        try {
            String value =
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            if (value.isEmpty()) {
                throw error(key, node, "names the file " + file + ", which is empty; write the value into it");
            }
            return value;
        } catch (IOException | InvalidPathException e) {
            throw error(key, node, "names the file " + file + ", which cannot be read; create it");
        }
    }

    private static void known(String prefix, Map<String, Node> fields, Set<String> allowed) {
        fields.forEach((name, node) -> {
            if (!allowed.contains(name)) {
                // What does not look like a key may be a secret that was pasted at the wrong place.
                String shown = NAME.matcher(name).matches() ? prefix + name : prefix + "(something else)";
                throw error(shown, node, "is not a key; the keys here are " + new TreeSet<>(allowed));
            }
        });
    }

    private static Node required(String prefix, Map<String, Node> fields, String name, int line) {
        Node node = fields.get(name);
        if (node == null) {
            throw new ConfigException(prefix + name + " is missing; write it below line " + line);
        }
        return node;
    }

    private static Map<String, Node> fields(String key, Node node) {
        if (node.fields == null) {
            throw error(key, node, "must be a map of keys and values");
        }
        return node.fields;
    }

    private static void oneOf(String key, Node node, List<String> words) {
        if (!words.contains(node.text)) {
            throw error(key, node, "is \"" + node.text + "\"; write " + String.join(" or ", words));
        }
    }

    /** Whether the second word was chosen; the first is the default. */
    private static boolean choice(String key, @Nullable Node node, String usual, String other) {
        if (node == null) {
            return false;
        }
        oneOf(key, node, List.of(usual, other));
        return node.text.equals(other);
    }

    private static Duration duration(String key, Node node, Duration min, Duration max) {
        Matcher matcher = DURATION.matcher(node.text);
        if (matcher.matches()) {
            Duration value = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        }
        String text =
                "is \"" + node.text + "\"; write a duration like 500ms, 2s, 15m or 12h, from " + min + " to " + max;
        throw error(key, node, text);
    }

    private static ChronoUnit unit(String letters) {
        return switch (letters) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
    }

    private static int number(String key, Node node, int min, int max) {
        String wanted = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
        try {
            int value = Integer.parseInt(node.text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw error(key, node, "is \"" + node.text + "\"; write a whole number, " + wanted);
        }
        throw error(key, node, "is " + node.text + "; write " + wanted);
    }

    private static URI address(String key, Node node, List<String> schemes) {
        URI address;
        try {
            address = new URI(node.text);
        } catch (URISyntaxException e) {
            String text = "is \"" + node.text + "\", which is not an address; write one like " + schemes.get(0)
                    + "://127.0.0.1:9100";
            throw error(key, node, text);
        }
        String fault = GatewayConfig.faultInAddress(address, schemes);
        if (fault != null) {
            throw error(key, node, fault);
        }
        return address;
    }

    private static ConfigException error(String key, Node node, String what) {
        return new ConfigException(key + " (line " + node.line + ") " + what);
    }

    // ---- YAML ----

    private static Node tree(String yaml) {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw new ConfigException("the configuration is empty; write accounts");
            }
            Node tree = node(parser);
            if (parser.nextToken() != null) {
                throw new ConfigException("the configuration holds a second document; write one");
            }
            return tree;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            // Only what is wrong, not the lines around it: one of them may hold a secret.
            String problem = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ConfigException("line " + (at == null ? 1 : at.getLineNr()) + " is not YAML: " + problem);
        } catch (IOException e) {
            throw new ConfigException("the configuration cannot be read: " + e.getMessage());
        }
    }

    private static Node node(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            throw new ConfigException("line " + line + " has a list where a value or a map belongs");
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String text = parser.getText();
            return new Node(line, text == null ? "" : text, null);
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            Node value = node(parser);
            if (fields.put(name, new Node(keyLine, value.text, value.fields)) != null) {
                throw new ConfigException(name + " (line " + keyLine + ") is written twice; remove one");
            }
        }
        return new Node(line, "", fields);
    }
}

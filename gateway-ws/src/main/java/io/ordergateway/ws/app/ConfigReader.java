package io.ordergateway.ws.app;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the YAML configuration, remembering the line of every key so that an error can name it. */
final class ConfigReader {
    private static final Set<String> ACCOUNT_KEYS =
            new TreeSet<>(Set.of("venue", "category", "key", "secret", "group", "sessions", "rest", "socket"));

    private final UnaryOperator<@Nullable String> environment;

    /** One value and where it stands; a map if {@code fields} is there. */
    private record Node(int line, String text, @Nullable Map<String, Node> fields) {}

    ConfigReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    GatewayConfig read(String yaml) {
        Map<String, Node> top = fields("the file", tree(yaml));
        known("", top, Set.of("accounts", "outcomesKept"));
        Node accounts = required("", top, "accounts", 1);
        List<AccountConfig> read = new ArrayList<>();
        fields("accounts", accounts).forEach((name, node) -> read.add(account(name, node)));
        Node kept = top.get("outcomesKept");
        return new GatewayConfig(read, kept == null ? MemoryOutcomeLog.DEFAULT_CAPACITY : number("outcomesKept", kept));
    }

    private AccountConfig account(String name, Node node) {
        String path = "accounts." + name;
        Map<String, Node> fields = fields(path, node);
        known(path + ".", fields, ACCOUNT_KEYS);
        oneOf(path + ".venue", required(path + ".", fields, "venue", node.line), "ascendex");
        oneOf(path + ".category", required(path + ".", fields, "category", node.line), "futures");
        AccountConfig account = AccountConfig.ascendexFutures(
                name,
                secret(path + ".key", required(path + ".", fields, "key", node.line)),
                secret(path + ".secret", required(path + ".", fields, "secret", node.line)),
                number(path + ".group", required(path + ".", fields, "group", node.line)));
        Node sessions = fields.get("sessions");
        Node rest = fields.get("rest");
        Node socket = fields.get("socket");
        return account.sessions(sessions == null ? account.sessions() : number(path + ".sessions", sessions))
                .at(
                        rest == null ? account.rest() : address(path + ".rest", rest),
                        socket == null ? account.socket() : address(path + ".socket", socket));
    }

    /** Secrets come from the environment or from a file, never from the configuration itself. */
    private String secret(String key, Node node) {
        String text = node.text;
        if (text.startsWith("${") && text.endsWith("}")) {
            String variable = text.substring(2, text.length() - 1);
            String value = environment.apply(variable);
            if (value == null || value.isBlank()) {
                throw error(key, node, "names the environment variable " + variable + ", which is not set; set it");
            }
            return value.strip();
        }
        if (text.startsWith("file:")) {
            Path file = Path.of(text.substring("file:".length()));
            try {
                return Files.readString(file, StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw error(key, node, "names the file " + file + ", which cannot be read; create it");
            }
        }
        throw error(key, node, "must not stand in the configuration; write ${NAME_OF_A_VARIABLE} or file:PATH");
    }

    private static void known(String prefix, Map<String, Node> fields, Set<String> allowed) {
        fields.forEach((name, node) -> {
            if (!allowed.contains(name)) {
                throw error(prefix + name, node, "is not a key; the keys here are " + new TreeSet<>(allowed));
            }
        });
    }

    private static Node required(String prefix, Map<String, Node> fields, String name, int line) {
        Node node = fields.get(name);
        if (node == null) {
            throw new ConfigException(prefix + name + " (line " + line + ") is missing; write it");
        }
        return node;
    }

    private static Map<String, Node> fields(String key, Node node) {
        if (node.fields == null) {
            throw error(key, node, "must be a map of keys and values");
        }
        return node.fields;
    }

    private static void oneOf(String key, Node node, String only) {
        if (!node.text.equals(only)) {
            throw error(key, node, "is \"" + node.text + "\"; write " + only);
        }
    }

    private static int number(String key, Node node) {
        try {
            return Integer.parseInt(node.text);
        } catch (NumberFormatException e) {
            throw error(key, node, "is \"" + node.text + "\"; write a whole number");
        }
    }

    private static URI address(String key, Node node) {
        try {
            return new URI(node.text);
        } catch (URISyntaxException e) {
            throw error(key, node, "is not an address: " + e.getReason());
        }
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
            return node(parser);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new ConfigException(
                    "line " + (at == null ? 1 : at.getLineNr()) + " is not YAML: " + e.getOriginalMessage());
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
                throw new ConfigException(name + " (line " + keyLine + ") stands there twice; remove one");
            }
        }
        return new Node(line, "", fields);
    }
}

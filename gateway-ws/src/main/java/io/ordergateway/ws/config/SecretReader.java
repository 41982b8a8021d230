package io.ordergateway.ws.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads secrets from the environment or from files: the configuration itself never holds one. */
public final class SecretReader {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final String FILE = "file:";

    private final UnaryOperator<@Nullable String> environment;

    public SecretReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** What a node that says {@code ${VARIABLE}} or {@code file:PATH} stands for. */
    public String read(YamlNode node) {
        String source = node.text();
        if (source.startsWith("${") && source.endsWith("}")) {
            String variable = source.substring(2, source.length() - 1);
            String value = environment.apply(variable);
            if (value == null || value.isBlank()) {
                throw node.error("names the environment variable " + variable + ", which is not set or empty; set it");
            }
            return value.strip();
        }
        if (source.startsWith(FILE)) {
            return file(node);
        }
        throw node.error("may not be written in the file itself; write ${NAME_OF_A_VARIABLE} or file:PATH");
    }

    private static String file(YamlNode node) {
        String file = node.text().substring(FILE.length());
        try {
            String value =
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            if (value.isEmpty()) {
                throw node.error("names the file " + file + ", which is empty; write the value into it");
            }
            return value;
        } catch (IOException | InvalidPathException e) {
            throw node.error("names the file " + file + ", which cannot be read; create it");
        }
    }

    /** A file of properties, each written out or itself the name of a variable or of a file. */
    public Map<String, String> properties(YamlNode node) {
        if (!node.text().startsWith(FILE)) {
            throw node.error("is \"" + node.text() + "\"; write file:PATH");
        }
        Properties read = new Properties();
        try {
            read.load(new StringReader(file(node)));
        } catch (IOException | IllegalArgumentException e) {
            throw node.error("names a file that is no file of properties; write KEY=VALUE lines");
        }
        Map<String, String> properties = new HashMap<>();
        for (String name : read.stringPropertyNames()) {
            String value = read.getProperty(name);
            boolean elsewhere = VARIABLE.matcher(value).matches() || value.startsWith(FILE);
            YamlNode there = new YamlNode(node.key() + ", " + name, node.line(), value, null);
            properties.put(name, elsewhere ? read(there) : value);
        }
        return properties;
    }
}

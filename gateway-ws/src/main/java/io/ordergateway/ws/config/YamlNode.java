package io.ordergateway.ws.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value of a YAML file, or a map of them, and where it stands: whatever is wrong with it is said with its key and its line.
 *
 * @param key from the top of the file on, for example {@code accounts.main.sessions}
 * @param text the value, empty for a map
 * @param fields the map's values by their names in it, or {@code null} if this is no map
 */
public record YamlNode(
        String key, int line, String text, @Nullable Map<String, YamlNode> fields) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{0,31}");

    /** What is as long as this without a blank, a dot or a slash may be a secret that was pasted at the wrong place. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9+=_-]{20,}");

    /**
     * Reads a file's text.
     *
     * @throws ConfigException if it is no YAML, or holds what no configuration does
     */
    public static YamlNode tree(String yaml) {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw new ConfigException("the configuration is empty; write accounts");
            }
            YamlNode tree = read(parser, "", parser.currentTokenLocation().getLineNr());
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

    private static YamlNode read(JsonParser parser, String key, int line) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            throw new ConfigException(
                    "line " + parser.currentTokenLocation().getLineNr() + " has a list where a value or a map belongs");
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String text = parser.getText();
            return new YamlNode(key, line, text == null ? "" : text, null);
        }
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (fields.put(name, read(parser, key.isEmpty() ? name : key + "." + name, keyLine)) != null) {
                throw new ConfigException(shown(name) + " (line " + keyLine + ") is written twice; remove one");
            }
        }
        return new YamlNode(key, line, "", fields);
    }

    // ---- a map ----

    /** What a map holds, in the file's order. */
    public Map<String, YamlNode> map() {
        if (fields == null) {
            throw error("must be a map of keys and values");
        }
        return fields;
    }

    public @Nullable YamlNode field(String name) {
        return map().get(name);
    }

    public YamlNode required(String name) {
        YamlNode field = field(name);
        if (field == null) {
            throw new ConfigException(keyOf(name) + " is missing; write it below line " + line);
        }
        return field;
    }

    /** Refuses a map that holds other keys than these. */
    public YamlNode knows(Collection<String> keys) {
        map().forEach((name, field) -> {
            if (!keys.contains(name)) {
                throw unknown(name, "is not a key; the keys here are " + new TreeSet<>(keys));
            }
        });
        return this;
    }

    /** What is wrong with a key of this map. What does not look like a key may be a secret that was pasted at the wrong place. */
    public ConfigException unknown(String name, String what) {
        YamlNode field = map().get(name);
        String shown = NAME.matcher(name).matches() ? name : "(something else)";
        return new ConfigException(keyOf(shown) + " (line " + (field == null ? line : field.line) + ") " + what);
    }

    private String keyOf(String name) {
        return key.isEmpty() ? name : key + "." + name;
    }

    /** Whether the field has the second word; the first is the default. */
    public boolean choice(String name, String usual, String other) {
        YamlNode field = field(name);
        return field != null && field.oneOf(List.of(usual, other)).equals(other);
    }

    /** The field's duration, or the default. */
    public Duration duration(String name, Duration otherwise, Duration min, Duration max) {
        YamlNode field = field(name);
        return field == null ? otherwise : field.duration(min, max);
    }

    /** The field's number, or the default. */
    public int number(String name, int otherwise, int min, int max) {
        YamlNode field = field(name);
        return field == null ? otherwise : field.number(min, max);
    }

    // ---- a value ----

    /** The value as an error may show it: without what may be a secret. */
    public String shown() {
        return shown(text);
    }

    private static String shown(String text) {
        return SECRET.matcher(text).replaceAll("(something else)");
    }

    public ConfigException error(String what) {
        return new ConfigException((key.isEmpty() ? "the file" : key) + " (line " + line + ") " + what);
    }

    public String oneOf(List<String> words) {
        if (!words.contains(text)) {
            throw error("is \"" + shown() + "\"; write " + String.join(" or ", words));
        }
        return text;
    }

    /** Words with commas between them, at least one. */
    public List<String> words() {
        List<String> words =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (words.contains("")) {
            throw error("is \"" + shown() + "\"; write one word, or several with commas between them");
        }
        return words;
    }

    public int number(int min, int max) {
        String wanted = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw error("is \"" + shown() + "\"; write a whole number, " + wanted);
        }
        throw error("is " + shown() + "; write " + wanted);
    }

    private Duration duration(Duration min, Duration max) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            Duration value = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        }
        throw error("is \"" + shown() + "\"; write a duration like 500ms, 2s, 15m or 12h, from " + min + " to " + max);
    }

    private static ChronoUnit unit(String letters) {
        return switch (letters) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
    }

    public URI address(List<String> schemes) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw error("is \"" + text + "\", which is not an address; write one like " + schemes.get(0)
                    + "://127.0.0.1:9100");
        }
        String fault = Addresses.fault(address, schemes);
        if (fault != null) {
            throw error(fault);
        }
        return address;
    }

    public Path file() {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw error("is no path (" + e.getReason() + "); write one like data/outcomes.db");
        }
        throw error("is empty; write a path like data/outcomes.db");
    }
}

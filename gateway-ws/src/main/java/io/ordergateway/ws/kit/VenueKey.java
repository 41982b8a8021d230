package io.ordergateway.ws.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of an account's configuration that is a venue's own. Its value is one of some words, of which the first is the
 * default, or a whole number, which has none.
 *
 * @param name as it stands in the file; with a dot between where it stands in a map of its own
 * @param words what may be written; empty for a number
 */
public record VenueKey(String name, List<String> words) {
    public VenueKey {
        words = List.copyOf(words);
    }

    /** One of these words; the first is the default. */
    public static VenueKey words(String name, String... words) {
        return new VenueKey(name, List.of(words));
    }

    /** A whole number, 0 or more; without a default. */
    public static VenueKey number(String name) {
        return new VenueKey(name, List.of());
    }

    public boolean isNumber() {
        return words.isEmpty();
    }

    /** What is wrong with a value, and what to write instead; {@code null} if nothing is. */
    public @Nullable String faultIn(String value) {
        if (!isNumber()) {
            return words.contains(value) ? null : "is \"" + value + "\"; write " + String.join(" or ", words);
        }
        try {
            return Integer.parseInt(value) >= 0 ? null : "is " + value + "; write 0 or more";
        } catch (NumberFormatException e) {
            return "is \"" + value + "\"; write a whole number, 0 or more";
        }
    }
}

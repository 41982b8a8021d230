package io.ordergateway.ws.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of an account's configuration that is a venue's own. Its value is one of some words, of which the first is the
 * default, or a whole number, which has none.
 *
 * @param name as it stands in the file; with a dot between where it stands in a map of its own
 * @param words what may be written; empty for a number
 * @param min the smallest number
 * @param max the largest number
 */
public record VenueKey(String name, List<String> words, int min, int max) {
    public VenueKey {
        words = List.copyOf(words);
    }

    /** One of these words; the first is the default. */
    public static VenueKey words(String name, String... words) {
        return new VenueKey(name, List.of(words), 0, 0);
    }

    /** A whole number, without a default. */
    public static VenueKey number(String name, int min, int max) {
        return new VenueKey(name, List.of(), min, max);
    }

    /** What is wrong with a value, and what to write instead; {@code null} if nothing is. */
    public @Nullable String faultIn(String value) {
        if (!words.isEmpty()) {
            return words.contains(value) ? null : "is \"" + value + "\"; write " + String.join(" or ", words);
        }
        String wanted = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
        try {
            int number = Integer.parseInt(value);
            return number >= min && number <= max ? null : "is " + value + "; write " + wanted;
        } catch (NumberFormatException e) {
            return "is \"" + value + "\"; write a whole number, " + wanted;
        }
    }
}

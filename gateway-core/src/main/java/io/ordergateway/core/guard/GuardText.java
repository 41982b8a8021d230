package io.ordergateway.core.guard;

import io.ordergateway.core.order.IdRules;
import org.jspecify.annotations.Nullable;

/** What people and clients may write into a guard. */
final class GuardText {
    private GuardText() {}

    /** What is wrong with it, or {@code null} if nothing is. */
    static @Nullable String fault(String field, @Nullable String text, int max) {
        String wanted = "; write 1 to " + max + " printable characters";
        if (text == null || text.isBlank()) {
            return field + " is " + (text == null ? "null" : "empty") + wanted;
        }
        if (text.length() > max) {
            return field + " \"" + IdRules.quotable(text) + "\" has " + text.length() + " characters" + wanted;
        }
        return text.chars().anyMatch(Character::isISOControl)
                ? field + " \"" + IdRules.quotable(text) + "\" has a control character" + wanted
                : null;
    }
}

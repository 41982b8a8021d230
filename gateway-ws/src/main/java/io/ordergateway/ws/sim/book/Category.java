package io.ordergateway.ws.sim.book;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Section 1.4: the account's three sides, each with a book of its own. */
public enum Category {
    CASH("cshSim00000000000000000000000007"),
    MARGIN("marSim00000000000000000000000007"),
    FUTURES("futSim00000000000000000000000007");

    private final String accountId;

    Category(String accountId) {
        this.accountId = accountId;
    }

    /** The id of the account's side. */
    public String accountId() {
        return accountId;
    }

    /** As requests and paths spell it; replies and pushes say {@link #name()}. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Named in any case, or by account id. */
    public static Optional<Category> named(String text) {
        return Arrays.stream(values())
                .filter(category -> category.name().equalsIgnoreCase(text) || category.accountId.equals(text))
                .findFirst();
    }
}

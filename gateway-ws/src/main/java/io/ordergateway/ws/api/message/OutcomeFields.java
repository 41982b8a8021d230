package io.ordergateway.ws.api.message;

import io.ordergateway.core.outcome.OutcomeFilter;
import io.ordergateway.core.outcome.Position;
import java.util.Set;

/** Reads which outcomes a client wants. */
public final class OutcomeFields {
    /** The fields of a filter. */
    public static final Set<String> FILTER = Set.of("account", "symbol", "ends");

    private static final String FROM = "write \"earliest\", \"latest\" or a position, 1 or more";

    private OutcomeFields() {}

    /** From where on; only what happens from now on, if it is not said. */
    public static Position from(RequestFields fields) {
        if (!fields.has("from")) {
            return Position.LATEST;
        }
        String word = fields.word("from");
        return switch (word) {
            case "earliest" -> Position.EARLIEST;
            case "latest" -> Position.LATEST;
            default -> Position.of(position("from", word, FROM));
        };
    }

    /**
     * Behind the outcome that a client saw last.
     *
     * @throws RequestFault if what it wrote is no position
     */
    public static Position after(String header, String word) {
        return Position.of(position(header, word, "write the position of the last outcome seen, 1 or more") + 1);
    }

    private static long position(String name, String word, String wanted) {
        try {
            long position = Long.parseLong(word);
            if (position >= 1 && position < Long.MAX_VALUE) {
                return position;
            }
        } catch (NumberFormatException e) {
            throw RequestFault.field(name, word, wanted);
        }
        throw RequestFault.field(name, word, wanted);
    }

    /** Which of them; all, if it is not said. */
    public static OutcomeFilter filter(RequestFields fields) {
        String account = fields.textOrNull("account", "write the name of an account, or leave it out");
        String symbol = fields.textOrNull("symbol", "write a symbol, or leave it out");
        OutcomeFilter filter = OutcomeFilter.ALL;
        filter = account == null ? filter : filter.account(account);
        filter = symbol == null ? filter : filter.symbol(symbol);
        return fields.flag("ends") ? filter.endsOnly() : filter;
    }
}

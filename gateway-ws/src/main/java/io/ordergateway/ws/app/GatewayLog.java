package io.ordergateway.ws.app;

import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.OutcomeStream;
import io.ordergateway.ws.store.SqliteOutcomeLog;
import io.ordergateway.ws.store.StoreException;
import io.ordergateway.ws.store.StoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway's outcomes are written and read: a file, or memory if none is configured.
 *
 * @param file the file, or {@code null}
 */
record GatewayLog(
        OutcomeLog log,
        OutcomeStream stream,
        Runnable onClose,
        @Nullable SqliteOutcomeLog file) {
    static GatewayLog open(GatewayConfig config) {
        StoreSettings store = config.store();
        if (store == null) {
            MemoryOutcomeLog memory = new MemoryOutcomeLog(config.outcomesKept());
            return new GatewayLog(memory, memory, memory::close, null);
        }
        try {
            SqliteOutcomeLog file = SqliteOutcomeLog.open(store);
            return new GatewayLog(file, file, file::close, file);
        } catch (StoreException e) {
            throw new ConfigException("store: " + e.getMessage());
        }
    }

    /** Lets an account take up what an earlier process left in the file, and remember so many of its answers. */
    void resume(AccountWiring account, int answersKept) {
        if (file != null) {
            account.resume(file.unfinished(account.account()), file.answers(account.account(), answersKept));
        }
    }

    /** Why outcomes cannot be recorded now, or {@code null} if they can. */
    @Nullable
    String trouble() {
        if (file == null) {
            return null;
        }
        String trouble = file.health().trouble();
        OutcomeLog.Closed closed = file.closed();
        return trouble != null || closed == null ? trouble : closed.text();
    }

    void close() {
        onClose.run();
    }
}

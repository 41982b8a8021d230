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
 * @param waits whether nothing of a cancel leaves before its acceptance is written
 */
record GatewayLog(
        OutcomeLog log,
        OutcomeStream stream,
        Runnable onClose,
        @Nullable SqliteOutcomeLog file,
        boolean waits) {
    static GatewayLog open(GatewayConfig config) {
        StoreSettings store = config.store();
        if (store == null) {
            MemoryOutcomeLog memory = new MemoryOutcomeLog(config.outcomesKept());
            return new GatewayLog(memory, memory, memory::close, null, false);
        }
        try {
            SqliteOutcomeLog file = SqliteOutcomeLog.open(store);
            return new GatewayLog(file, file, file::close, file, store.recordBeforeSend());
        } catch (StoreException e) {
            throw new ConfigException("store: " + e.getMessage());
        }
    }

    /** The account, its frames waiting for their records or not. */
    AccountConfig paced(AccountConfig account) {
        AccountConfig.Tuning tuning = account.tuning();
        return waits ? account.tuned(tuning.limits(tuning.limits().recordBeforeSend(true))) : account;
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

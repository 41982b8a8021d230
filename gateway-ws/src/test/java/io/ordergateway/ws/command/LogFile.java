package io.ordergateway.ws.command;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.store.SqliteOutcomeLog;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.store.StoreSettings.Retention;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The log of a running gateway, in a real file. Times are as in {@link Log}. */
final class LogFile implements AutoCloseable {
    private final SqliteOutcomeLog log;

    LogFile(Path path) {
        // Noon of Log's day is long ago, and stays within what is kept.
        Retention forLong = new Retention(Retention.MAX_AGE, Retention.DEFAULT.bytes());
        log = SqliteOutcomeLog.open(StoreSettings.at(path).retention(forLong));
    }

    LogFile accepted(CancelOrder wish, long micros) {
        log.accepted(Log.MAIN, wish, Log.at(micros), RecordListener.NOBODY);
        return this;
    }

    LogFile sent(CancelOrder wish, PathKind path, long micros) {
        log.sent(Log.MAIN, wish, path, Log.at(micros));
        return this;
    }

    /** Returns when it is in the file. */
    LogFile told(CancelOrder wish, CancelResult result, long micros) {
        Written written = new Written();
        log.settled(Log.MAIN, wish, result, Log.at(micros), written);
        log.flush(Runnable::run);
        written.await();
        return this;
    }

    /** Returns when it is in the file. */
    LogFile ended(CancelOrder wish, CancelResult result, long micros) {
        Written written = new Written();
        log.ended(Log.MAIN, wish, result, Log.at(micros), written);
        log.flush(Runnable::run);
        written.await();
        return this;
    }

    LogFile mark(StreamMark.Kind kind, String text, long micros) {
        log.mark(Log.MAIN, kind, text, Log.at(micros));
        return this;
    }

    /** Three records of a cancel that was told its end at once. */
    LogFile canceled(String id, String symbol, String orderId, long micros) {
        return canceled(CancelOrder.of("main", symbol, orderId).id(id), micros);
    }

    /** The same, of any wish. */
    LogFile canceled(CancelOrder wish, long micros) {
        CancelResult end = new CancelResult.Canceled(
                wish.cancelId(),
                wish.order(),
                null,
                Log.evidence(PathKind.SOCKET, "order-push", "{\"st\":\"Canceled\"}", micros + 20),
                List.of(Log.sent(PathKind.SOCKET, micros + 10, null)));
        return accepted(wish, micros).sent(wish, PathKind.SOCKET, micros + 10).told(wish, end, micros + 30);
    }

    @Override
    public void close() {
        log.close();
    }

    /** Until a record is in the file. */
    private static final class Written implements RecordListener {
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public void written() {
            done.complete(null);
        }

        @Override
        public void lost(String why) {
            done.completeExceptionally(new AssertionError(why));
        }

        void await() {
            done.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}

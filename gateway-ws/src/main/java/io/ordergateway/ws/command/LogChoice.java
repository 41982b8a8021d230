package io.ordergateway.ws.command;

import io.ordergateway.ws.store.StoreException;
import io.ordergateway.ws.store.StoredOutcomes;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which outcome log is read: a file, or that of a configuration. */
final class LogChoice {
    @Option(
            names = "--store",
            required = true,
            paramLabel = "FILE",
            description = "The outcome log of a gateway; it may be running.")
    private @Nullable Path store;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The gateway's configuration, which says where its log is. Its secrets are not needed.")
    private @Nullable Path config;

    /**
     * Opens it.
     *
     * @param storeOf says where the log of a configuration is
     * @throws StoreException if it cannot be read
     */
    StoredOutcomes open(UnaryOperator<Path> storeOf) {
        return StoredOutcomes.open(path(storeOf));
    }

    Path path(UnaryOperator<Path> storeOf) {
        if (store != null) {
            return store;
        }
        if (config == null) {
            throw new IllegalStateException("picocli lets one of the two through");
        }
        return storeOf.apply(config);
    }
}

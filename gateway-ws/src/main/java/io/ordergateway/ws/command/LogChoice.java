package io.ordergateway.ws.command;

import io.ordergateway.ws.command.remote.ServerChoice;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose outcomes are read: of a file, of the file that a configuration names, or of a gateway that runs. */
final class LogChoice {
    @Option(names = "--store", paramLabel = "FILE", description = "The outcome log of a gateway; it may be running.")
    private @Nullable Path store;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The gateway's configuration, which says where its log is. Its secrets are not needed.")
    private @Nullable Path config;

    @ArgGroup(exclusive = false)
    private @Nullable ServerChoice server;

    /** The file that is read, or {@code null} if a gateway is asked. */
    @Nullable
    Path path(UnaryOperator<Path> storeOf) {
        return config == null ? store : storeOf.apply(config);
    }

    /** The gateway that is asked if no file is read. */
    ServerChoice server() {
        return server == null ? new ServerChoice() : server;
    }
}

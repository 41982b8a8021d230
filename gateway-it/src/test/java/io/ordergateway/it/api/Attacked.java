package io.ordergateway.it.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.ordergateway.ws.api.client.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** A gateway with a healthy client at it, and another client whose token the attackers have. */
final class Attacked implements AutoCloseable {
    /** What the log must have of it is warnings; the rooms of the API are listened to more closely. */
    private static final String API = "io.ordergateway.ws.api";

    final Served served;
    final HealthyClient healthy;
    final String token = Token.create();

    private final Path directory;
    private final String healthyToken = Token.create();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    Attacked(Path directory) {
        this.directory = directory;
        write();
        listen();
        served = Served.open(directory.resolve("clients.yml"));
        healthy = new HealthyClient(served, healthyToken);
    }

    private void write() {
        try {
            Files.writeString(
                    directory.resolve("clients.yml"),
                    "clients:\n" + client("healthy", healthyToken) + client("mallory", token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String client(String name, String token) {
        return String.join(
                "\n",
                "  " + name + ":",
                "    tokens: " + Token.hash(token),
                "    accounts: main",
                "    actions: cancel, watch",
                "    perSecond: 100000",
                "");
    }

    private void listen() {
        appender.start();
        root().addAppender(appender);
        ((Logger) LoggerFactory.getLogger(API)).setLevel(Level.INFO);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** The header that lets the attackers in, with its end. */
    String authorization() {
        return "Authorization: Bearer " + token + "\r\n";
    }

    void forgetLog() {
        log.clear();
    }

    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        healthy.close();
        served.close();
        ((Logger) LoggerFactory.getLogger(API)).setLevel(null);
        root().detachAppender(appender);
    }
}

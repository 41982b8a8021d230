package io.ordergateway.ws.app;

import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.ws.api.ApiSettings;
import io.ordergateway.ws.config.Addresses;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole gateway's configuration.
 *
 * @param accounts at least one, each name once
 * @param outcomesKept how many outcomes the in-memory log keeps, 1 to {@value #MAX_OUTCOMES_KEPT}; each may hold up to some
 *     2 KiB
 * @param busyWait whether each account's thread asks for what is new over and over instead of sleeping until it comes: sooner
 *     by a wake-up, for one whole CPU per account, for good. Linux only. Not for machines with fewer CPUs than accounts and
 *     strategies: who spins keeps the others waiting
 * @param store the file in which outcomes are kept, or {@code null} to keep the newest in memory
 * @param kafka the topic to which they are relayed, or {@code null}; takes a {@code store}
 * @param server where programs on the network reach it, or {@code null}; {@link Gateway} does not open that door itself
 */
public record GatewayConfig(
        List<AccountConfig> accounts,
        int outcomesKept,
        boolean busyWait,
        @Nullable StoreSettings store,
        @Nullable KafkaSettings kafka,
        @Nullable ApiSettings server) {
    public static final int MAX_OUTCOMES_KEPT = 1 << 24;

    static final List<String> REST_SCHEMES = List.of("http", "https");
    static final List<String> SOCKET_SCHEMES = List.of("ws", "wss");

    public GatewayConfig {
        accounts = List.copyOf(accounts);
        if (accounts.isEmpty()) {
            throw new ConfigException("accounts is empty; write at least one");
        }
        long names = accounts.stream().map(a -> a.account().name()).distinct().count();
        if (names < accounts.size()) {
            throw new ConfigException("accounts: two accounts have the same name; give each its own");
        }
        if (outcomesKept < 1 || outcomesKept > MAX_OUTCOMES_KEPT) {
            throw new ConfigException("outcomesKept is " + outcomesKept + "; write 1 to " + MAX_OUTCOMES_KEPT);
        }
        if (kafka != null && store == null) {
            throw new ConfigException("kafka needs a log that outlives the process; write store: { path: FILE } too");
        }
        accounts.forEach(GatewayConfig::check);
    }

    /** A gateway whose outcomes are in memory. */
    public GatewayConfig(List<AccountConfig> accounts, int outcomesKept, boolean busyWait) {
        this(accounts, outcomesKept, busyWait, null, null, null);
    }

    /** A gateway whose outcomes are in memory, and whose threads sleep while there is nothing to do. */
    public GatewayConfig(List<AccountConfig> accounts, int outcomesKept) {
        this(accounts, outcomesKept, false);
    }

    /** A gateway for these accounts, with the defaults of everything else. */
    public static GatewayConfig of(AccountConfig... accounts) {
        return new GatewayConfig(List.of(accounts), MemoryOutcomeLog.DEFAULT_CAPACITY);
    }

    /** The same gateway, spinning or not. */
    public GatewayConfig busyWaiting(boolean spin) {
        return new GatewayConfig(accounts, outcomesKept, spin, store, kafka, server);
    }

    /** The same gateway, with its outcomes in a file. Takes SQLite's driver, {@code org.xerial:sqlite-jdbc}. */
    public GatewayConfig storing(StoreSettings file) {
        return new GatewayConfig(accounts, outcomesKept, busyWait, file, kafka, server);
    }

    /** The same gateway, relaying its outcomes. Takes a file, and Kafka's clients: {@code org.apache.kafka:kafka-clients}. */
    public GatewayConfig relaying(KafkaSettings topic) {
        return new GatewayConfig(accounts, outcomesKept, busyWait, store, topic, server);
    }

    /**
     * Reads a YAML file, with secrets from the environment or from files.
     *
     * @throws ConfigException if it cannot be used; the message names the key, its line and what to write
     */
    public static GatewayConfig load(Path file) {
        return parse(text(file));
    }

    /**
     * Where a gateway of this configuration keeps its outcomes, for those who only read them: nothing else in the file is
     * looked at, and no secret.
     *
     * @throws ConfigException if it says nothing of that; the message says what to write
     */
    public static Path storePath(Path file) {
        return ConfigReader.storePath(text(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no configuration file " + file.toAbsolutePath() + "; write one");
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file.toAbsolutePath() + ": " + e.getMessage());
        }
    }

    /**
     * Reads YAML, with secrets from the environment or from files.
     *
     * @throws ConfigException if it cannot be used; the message names the key, its line and what to write
     */
    public static GatewayConfig parse(String yaml) {
        return new ConfigReader(System.getenv()::get).read(yaml);
    }

    private static void check(AccountConfig account) {
        String key = "accounts." + account.account().name();
        VenueKit kit = Venues.kit(account.account().venue());
        if (!kit.categories().contains(account.account().category())) {
            throw new ConfigException(key + ".category is " + account.account().category() + "; " + kit.venue()
                    + " has " + kit.categories());
        }
        refuse(key + ".", account.choices().faultFor(kit.keys()));
        if (account.sessions() < 0 || account.sessions() > kit.maxSessions()) {
            String why = kit.maxSessions() > 0 ? "" : ", since " + kit.venue() + " takes cancels over HTTP only";
            throw new ConfigException(key + ".sessions is " + account.sessions() + "; write "
                    + (kit.maxSessions() > 0 ? "0 to " + kit.maxSessions() : "0") + why);
        }
        refuse(key + ".rest ", Addresses.fault(account.rest(), REST_SCHEMES));
        URI socket = account.socket();
        if (socket != null) {
            refuse(key + ".socket ", Addresses.fault(socket, SOCKET_SCHEMES));
        }
    }

    private static void refuse(String key, @Nullable String fault) {
        if (fault != null) {
            throw new ConfigException(key + fault);
        }
    }
}

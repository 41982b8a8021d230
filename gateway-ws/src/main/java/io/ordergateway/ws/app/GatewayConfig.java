package io.ordergateway.ws.app;

import io.ordergateway.core.outcome.MemoryOutcomeLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole gateway's configuration.
 *
 * @param accounts at least one, each name once
 * @param outcomesKept how many outcomes the in-memory log keeps, 1 or more
 */
public record GatewayConfig(List<AccountConfig> accounts, int outcomesKept) {

    public GatewayConfig {
        accounts = List.copyOf(accounts);
        if (accounts.isEmpty()) {
            throw new ConfigException("accounts is empty; write at least one");
        }
        long names = accounts.stream().map(a -> a.account().name()).distinct().count();
        if (names < accounts.size()) {
            throw new ConfigException("accounts: two accounts have the same name; give each its own");
        }
        if (outcomesKept < 1) {
            throw new ConfigException("outcomesKept is " + outcomesKept + "; write 1 or more");
        }
        accounts.forEach(GatewayConfig::check);
    }

    /** A gateway for these accounts, with the defaults of everything else. */
    public static GatewayConfig of(AccountConfig... accounts) {
        return new GatewayConfig(List.of(accounts), MemoryOutcomeLog.DEFAULT_CAPACITY);
    }

    /**
     * Reads a YAML file.
     *
     * @throws ConfigException if it cannot be used
     */
    public static GatewayConfig load(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /**
     * Reads YAML, with secrets from the environment.
     *
     * @throws ConfigException if it cannot be used
     */
    public static GatewayConfig parse(String yaml) {
        return new ConfigReader(System.getenv()::get).read(yaml);
    }

    private static void check(AccountConfig account) {
        String key = "accounts." + account.account().name();
        if (account.group() < 0) {
            throw new ConfigException(key + ".group is " + account.group() + "; write 0 or more");
        }
        if (account.sessions() < 0 || account.sessions() > AccountConfig.MAX_SESSIONS) {
            throw new ConfigException(
                    key + ".sessions is " + account.sessions() + "; write 0 to " + AccountConfig.MAX_SESSIONS);
        }
        scheme(key + ".rest", account.rest().getScheme(), account.rest().getHost(), List.of("http", "https"));
        scheme(key + ".socket", account.socket().getScheme(), account.socket().getHost(), List.of("ws", "wss"));
    }

    private static void scheme(String key, String scheme, String host, List<String> allowed) {
        if (scheme == null || host == null || !allowed.contains(scheme)) {
            throw new ConfigException(key + " must be an address that begins with one of " + allowed + ", for example "
                    + allowed.get(0) + "://127.0.0.1:9100");
        }
    }
}

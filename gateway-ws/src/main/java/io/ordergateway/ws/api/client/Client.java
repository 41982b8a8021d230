package io.ordergateway.ws.api.client;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses the gateway over the network.
 *
 * @param name what it is called in logs, and what its cancel ids begin with on the outcome stream
 * @param accounts the accounts it may use, or {@code null} for all
 * @param actions what it may do with them
 * @param quota how much of it
 */
public record Client(String name, @Nullable Set<String> accounts, Set<Action> actions, Quota quota) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,23}");

    /** Whoever is on the same machine, where no clients are configured. Its cancel ids stay as they are. */
    public static final Client LOCAL = new Client("", null, EnumSet.allOf(Action.class), Quota.NONE);

    /**
     * How much a client may do.
     *
     * @param perSecond orders canceled and other requests a second, as many at once
     * @param connections WebSockets and streams of outcomes at once
     */
    public record Quota(int perSecond, int connections) {
        public static final int MAX_PER_SECOND = 1_000_000;
        public static final int MAX_CONNECTIONS = 4_096;

        /** What a client gets whose file says nothing. */
        public static final Quota DEFAULT = new Quota(10_000, 16);

        /** As much as the gateway itself bears. */
        public static final Quota NONE = new Quota(MAX_PER_SECOND, MAX_CONNECTIONS);
    }

    public Client {
        accounts = accounts == null ? null : Set.copyOf(accounts);
        actions = Set.copyOf(actions);
    }

    /** Whether a client may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether it may use this account. */
    public boolean mayUse(String account) {
        return accounts == null || accounts.contains(account);
    }

    /** For logs. */
    @Override
    public String toString() {
        return name.isEmpty() ? "a local client" : "client " + name;
    }
}

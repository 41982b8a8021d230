package io.ordergateway.ws.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which addresses a configuration may name. */
public final class Addresses {
    public static final int MAX_PORT = 65_535;

    private Addresses() {}

    /** What is wrong with a venue's address, or {@code null} if nothing is. What may be a password is not repeated. */
    public static @Nullable String fault(URI address, List<String> schemes) {
        String wanted =
                "; write scheme, host and port and nothing else, for example " + schemes.get(0) + "://127.0.0.1:9100";
        if (address.getUserInfo() != null) {
            return "holds a user or password" + wanted;
        }
        if (address.getHost() == null || !schemes.contains(address.getScheme())) {
            return "is \"" + address + "\", which does not begin with one of " + schemes + wanted;
        }
        boolean more = !address.getPath().isEmpty() && !address.getPath().equals("/");
        if (more || address.getQuery() != null || address.getFragment() != null) {
            return "is \"" + address + "\"" + wanted;
        }
        return address.getPort() == 0 || address.getPort() > MAX_PORT
                ? "has port " + address.getPort() + "; write 1 to " + MAX_PORT
                : null;
    }
}

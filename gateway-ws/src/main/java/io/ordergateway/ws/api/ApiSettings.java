package io.ordergateway.ws.api;

import io.ordergateway.ws.config.Addresses;
import io.ordergateway.ws.config.ConfigException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway is reached, and by whom.
 *
 * @param host the address that is listened at
 * @param port 0 for any that is free
 * @param clients the file that lists the clients, or {@code null} to let whoever is on this machine in
 * @param tls how connections are encrypted, or {@code null} if they are not
 */
public record ApiSettings(
        String host,
        int port,
        @Nullable Path clients,
        @Nullable Tls tls) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;

    /**
     * TLS, by files in PEM.
     *
     * @param certificate the server's chain
     * @param key its private key, in PKCS#8
     * @param clientAuthority who signs the certificates that clients must show, or {@code null} if they need none
     */
    public record Tls(Path certificate, Path key, @Nullable Path clientAuthority) {}

    /** @throws ConfigException if strangers could reach it, or it cannot be reached at all */
    public ApiSettings {
        if (port < 0 || port > Addresses.MAX_PORT) {
            throw new ConfigException("server.port is " + port + "; write 0 to " + Addresses.MAX_PORT);
        }
        if (clients == null && !isLoopback(host)) {
            throw new ConfigException("server.host is " + host + ", where others can reach it, and server.clients is"
                    + " missing; write a file of clients, or host: 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    "server.host is \"" + host + "\", which is no address here; write one like 127.0.0.1");
        }
    }
}

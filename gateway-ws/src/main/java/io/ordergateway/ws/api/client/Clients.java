package io.ordergateway.ws.api.client;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.ws.api.message.RequestFault;
import io.ordergateway.ws.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets clients in by their tokens, and knows them for as long as their file says so. Thread-safe. */
public final class Clients {
    private static final Logger log = LoggerFactory.getLogger(Clients.class);

    private final OrderGateway gateway;
    private final @Nullable ClientsFile file;
    private final LongSupplier nanos;
    private final RefusalLog refusals = new RefusalLog();
    private final Map<String, ClientUse> uses = new ConcurrentHashMap<>();
    private final Sinks.Many<Boolean> changes = Sinks.many().multicast().directBestEffort();
    private volatile ClientList list = new ClientList(List.of());

    /**
     * The clients of a gateway.
     *
     * @param path their file, or {@code null} if whoever reaches the server is let in
     * @param nanos a clock that never goes back
     * @throws ConfigException if the file cannot be used
     */
    public Clients(OrderGateway gateway, @Nullable Path path, LongSupplier nanos) {
        this.gateway = gateway;
        this.file = path == null ? null : new ClientsFile(path, gateway.accounts());
        this.nanos = nanos;
        if (file != null) {
            ClientList read = file.readIfChanged();
            list = read == null ? list : read;
        }
    }

    /**
     * Who a file of clients would let in, each once for each of its tokens.
     *
     * @param accounts the gateway's
     * @throws ConfigException if the file cannot be used; the message names the key, its line and what to write
     */
    public static List<Client> read(Path path, Set<String> accounts) {
        ClientList list = new ClientsFile(path, accounts).readIfChanged();
        return list == null
                ? List.of()
                : list.entries().stream().map(ClientList.Entry::client).toList();
    }

    /** Somebody who was let in, and what proved its name. */
    public final class Login {
        private final ClientGateway gateway;
        private final byte[] digest;

        private Login(ClientGateway gateway, byte[] digest) {
            this.gateway = gateway;
            this.digest = digest;
        }

        /** What it may use. */
        public ClientGateway gateway() {
            return gateway;
        }

        /** Completes when it would no longer be let in as the same client with the same rights. */
        public Mono<Void> revoked() {
            return changes.asFlux()
                    .mergeWith(Mono.just(true))
                    .filter(any -> !stillValid(this))
                    .next()
                    .then();
        }
    }

    /** Whether whoever reaches the server is let in. */
    public boolean isOpen() {
        return file == null;
    }

    /**
     * Lets somebody in.
     *
     * @param token what it wrote, or {@code null} if nothing
     * @param from its address, for the log
     * @throws RequestFault if the token is nobody's
     */
    public Login login(@Nullable String token, String from) {
        if (isOpen()) {
            return new Login(gatewayOf(Client.LOCAL), new byte[0]);
        }
        byte[] digest = Token.digest(token == null ? "" : token);
        Client client = token == null ? null : list.find(digest);
        if (client == null) {
            String text = token == null
                    ? "a token is missing; write it as the header Authorization: Bearer, or into the op auth"
                    : "the token is not known; ask whoever runs the gateway for one";
            refused(from, HttpResponseStatus.UNAUTHORIZED.code(), text);
            throw new RequestFault(HttpResponseStatus.UNAUTHORIZED, null, text);
        }
        return new Login(gatewayOf(client), digest);
    }

    private ClientGateway gatewayOf(Client client) {
        ClientUse use = uses.computeIfAbsent(client.name(), any -> new ClientUse());
        return new ClientGateway(gateway, client, use, refusals, nanos);
    }

    /** Whether somebody who was let in would be let in again, as the same client with the same rights. */
    public boolean stillValid(Login login) {
        return isOpen() || login.gateway.client().equals(list.find(login.digest));
    }

    /**
     * Looks whether the file has changed. One that cannot be used changes nothing, and is said in the log.
     *
     * @return whether anything is different now
     */
    public boolean refresh() {
        if (file == null) {
            return false;
        }
        try {
            ClientList read = file.readIfChanged();
            if (read == null) {
                return false;
            }
            list = read;
            changes.tryEmitNext(true);
            log.info("the file of clients was read again");
            return true;
        } catch (ConfigException e) {
            refused(
                    "the new file of clients",
                    HttpResponseStatus.CONFLICT.code(),
                    e.getMessage() + "; the old one holds");
            return false;
        }
    }

    /** Says in the log that somebody who is not known was refused something. */
    public void refused(String who, int status, @Nullable String text) {
        refusals.refused(who, status, String.valueOf(text), nanos.getAsLong());
    }
}

package io.ordergateway.ws.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration would open. It holds no secret, and no hash of one.
 *
 * @param store the file of the outcomes, or {@code null} if they are kept in memory
 * @param kafka the topic they are relayed to, or {@code null}
 * @param server where programs reach the gateway, or {@code null} if none do
 */
public record ConfigSummary(
        List<AccountPart> accounts,
        @Nullable String store,
        @Nullable String kafka,
        @Nullable ServerPart server) {
    /**
     * An account.
     *
     * @param socket where its sessions or its stream of orders would go, or {@code null} if it has neither
     */
    public record AccountPart(
            String name,
            String venue,
            String category,
            int sessions,
            String rest,
            @Nullable String socket) {}

    /**
     * The door to the network.
     *
     * @param certificates whether clients must show one
     * @param clients who is let in, or {@code null} if that is whoever is on this machine
     */
    public record ServerPart(
            String url, boolean certificates, @Nullable List<ClientPart> clients) {}

    /**
     * A client, once for each of its tokens.
     *
     * @param accounts which it may use, or {@code null} for all
     */
    public record ClientPart(
            String name, @Nullable List<String> accounts, List<String> actions, int perSecond, int connections) {}

    /** For a person. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (AccountPart account : accounts) {
            lines.add("account " + account.name + ": " + account.venue + ", " + account.category + ", REST at "
                    + account.rest
                    + (account.socket == null ? "" : ", " + sessions(account) + " at " + account.socket));
        }
        lines.add(store == null ? "outcomes: in memory, until the process ends" : "outcomes: in the file " + store);
        if (kafka != null) {
            lines.add("relay: to the topic " + kafka);
        }
        if (server == null) {
            lines.add("server: none; serve takes one: write server: { port: 8080 }");
        } else {
            lines.addAll(served(server));
        }
        return lines;
    }

    private static String sessions(AccountPart account) {
        return account.sessions == 0 ? "stream of orders" : account.sessions + " sessions";
    }

    private static List<String> served(ServerPart server) {
        List<String> lines = new ArrayList<>();
        String shown = server.certificates ? ", for those who show a certificate" : "";
        List<ClientPart> clients = server.clients;
        String whoever = clients == null ? ", for whoever is on this machine" : "";
        lines.add("server: at " + server.url + shown + whoever);
        for (ClientPart client : clients == null ? List.<ClientPart>of() : clients) {
            lines.add("client " + client.name + ": may " + String.join(", ", client.actions) + "; accounts "
                    + (client.accounts == null ? "all" : String.join(", ", client.accounts)) + "; " + client.perSecond
                    + " requests a second, " + client.connections + " connections");
        }
        return lines;
    }
}

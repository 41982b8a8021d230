package io.ordergateway.ws.api.client;

import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.config.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The file that lists the clients. It holds hashes only, and may change while the gateway runs. */
final class ClientsFile {
    /** More would cost each login too much. */
    static final int MAX_TOKENS = 1_000;

    private static final List<String> KEYS = List.of("tokens", "accounts", "actions", "perSecond", "connections");
    private static final String NO_NAME = "has a name that is none; write 1 to 24 characters out of A-Z a-z 0-9 . _ -";
    private static final String ALL = "all";

    private final Path path;
    private final Set<String> accounts;
    private byte[] lastRead = new byte[0];

    /**
     * A file that is not read yet.
     *
     * @param accounts the gateway's
     */
    ClientsFile(Path path, Set<String> accounts) {
        this.path = path;
        this.accounts = new TreeSet<>(accounts);
    }

    /**
     * What the file says.
     *
     * @return {@code null} if it says what it said when it was read last
     * @throws ConfigException if it cannot be used; the message names the key, its line and what to write
     */
    @Nullable
    ClientList readIfChanged() {
        byte[] bytes = bytes();
        byte[] digest = Token.digest(new String(bytes, StandardCharsets.UTF_8));
        if (Arrays.equals(digest, lastRead)) {
            return null;
        }
        lastRead = digest;
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ConfigException("server.clients: " + path.toAbsolutePath()
                    + " cannot be read; make it with what the command token new prints");
        }
    }

    private ClientList parse(String yaml) {
        try {
            List<ClientList.Entry> entries = new ArrayList<>();
            YamlNode clients = YamlNode.tree(yaml).knows(List.of("clients")).required("clients");
            for (Map.Entry<String, YamlNode> client : clients.map().entrySet()) {
                if (!Client.isName(client.getKey())) {
                    throw clients.unknown(client.getKey(), NO_NAME);
                }
                client(client.getKey(), client.getValue(), entries);
            }
            if (entries.isEmpty() || entries.size() > MAX_TOKENS) {
                throw new ConfigException("clients has " + entries.size() + " tokens; write 1 to " + MAX_TOKENS);
            }
            return new ClientList(entries);
        } catch (ConfigException e) {
            throw new ConfigException(path + ": " + e.getMessage());
        }
    }

    private void client(String name, YamlNode node, List<ClientList.Entry> entries) {
        node.knows(KEYS);
        Client.Quota usual = Client.Quota.DEFAULT;
        Client client = new Client(
                name,
                accounts(node.required("accounts")),
                actions(node.required("actions")),
                new Client.Quota(
                        node.number("perSecond", usual.perSecond(), 1, Client.Quota.MAX_PER_SECOND),
                        node.number("connections", usual.connections(), 1, Client.Quota.MAX_CONNECTIONS)));
        YamlNode tokens = node.required("tokens");
        for (String token : tokens.words()) {
            if (!Token.isHash(token)) {
                // Not repeated: it may be a token itself.
                throw tokens.error("holds something that is no hash; write what token new prints, sha256:…");
            }
            entries.add(new ClientList.Entry(client, Token.digestOf(token)));
        }
    }

    private @Nullable Set<String> accounts(YamlNode node) {
        List<String> words = node.words();
        if (words.equals(List.of(ALL))) {
            return null;
        }
        if (!accounts.containsAll(words)) {
            throw node.error(
                    "is \"" + node.shown() + "\"; write all, or some of " + accounts + " with commas between them");
        }
        return Set.copyOf(words);
    }

    private static Set<Action> actions(YamlNode node) {
        Set<Action> known = EnumSet.allOf(Action.class);
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (String word : node.words()) {
            actions.add(known.stream()
                    .filter(action -> action.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> node.error("is \"" + node.shown() + "\"; write some of "
                            + known.stream().map(Action::word).toList() + " with commas between them")));
        }
        return actions;
    }
}

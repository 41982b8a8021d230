package io.ordergateway.ws.app;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.config.SecretReader;
import io.ordergateway.ws.config.YamlNode;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueKey;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.wire.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one account of the configuration: the keys that all have, and those that its venue brings. */
final class AccountReader {
    private static final Set<String> KEYS = Set.of("venue", "category", "key", "secret", "rest", "budgetShare");

    /** Keys of accounts that send cancels on sessions. */
    private static final Set<String> SESSION_KEYS =
            Set.of("sessions", "socket", "replyTimeout", "rotateEvery", "hedge");

    /** The key of accounts whose venue tells of orders on a stream, and takes cancels over HTTP only. */
    private static final String STREAM = "stream";

    private final SecretReader secrets;

    AccountReader(SecretReader secrets) {
        this.secrets = secrets;
    }

    AccountConfig read(String name, YamlNode node) {
        VenueKit kit = Venues.kit(new Venue(node.required("venue").oneOf(Venues.names())));
        known(node, kit);
        VenueChoices choices = choices(node, kit);
        Account account = new Account(name, kit.venue(), category(node.required("category"), kit));
        AccountConfig config = AccountConfig.of(account, credentials(node, kit, choices), choices)
                .tuned(tuning(node));
        YamlNode share = node.field("budgetShare");
        if (share != null) {
            config = config.tuned(config.tuning().budgets(config.venueLimits().share(share.number(1, 100))));
        }
        config = config.sessions(node.number("sessions", config.sessions(), 0, kit.maxSessions()));
        return addressed(config, node, kit.maxSessions() > 0 ? "socket" : STREAM);
    }

    private static Account.Category category(YamlNode node, VenueKit kit) {
        node.oneOf(kit.categories().stream()
                .map(category -> category.name().toLowerCase(Locale.ROOT))
                .toList());
        return Account.Category.valueOf(node.text().toUpperCase(Locale.ROOT));
    }

    // ---- which keys ----

    private static void known(YamlNode node, VenueKit kit) {
        Set<String> keys = new TreeSet<>(KEYS);
        keys.addAll(kit.maxSessions() > 0 ? SESSION_KEYS : Set.of(STREAM));
        keys.addAll(names(kit));
        for (String name : node.map().keySet()) {
            if (!keys.contains(name)) {
                throw node.unknown(name, unknown(name, kit) + "; the keys here are " + keys);
            }
        }
    }

    /** A key that belongs elsewhere is told from one that belongs nowhere. */
    private static String unknown(String name, VenueKit kit) {
        if (SESSION_KEYS.contains(name)) {
            return "is for venues that take cancels on sockets, and " + kit.venue() + " takes them over HTTP only;"
                    + " leave it out";
        }
        if (name.equals(STREAM)) {
            return "is for venues that take cancels over HTTP only; for " + kit.venue() + " write socket";
        }
        List<String> others = Venues.kits().stream()
                .filter(other -> names(other).contains(name))
                .map(other -> other.venue().name())
                .toList();
        return others.isEmpty()
                ? "is not a key"
                : "is a key of " + String.join(" and ", others) + ", not of " + kit.venue() + "; leave it out";
    }

    /** The names of a venue's own keys; of those that stand in a map, the map's. */
    private static Set<String> names(VenueKit kit) {
        return kit.keys().stream().map(key -> key.name().split("\\.", 2)[0]).collect(Collectors.toSet());
    }

    private static VenueChoices choices(YamlNode node, VenueKit kit) {
        VenueChoices choices = VenueChoices.NONE;
        for (VenueKey key : kit.keys()) {
            YamlNode field = field(node, key.name().split("\\.", 2), kit);
            if (field != null) {
                String fault = key.faultIn(field.text());
                if (fault != null) {
                    throw field.error(fault);
                }
                choices = choices.with(key.name(), field.text());
            }
        }
        return choices;
    }

    private static @Nullable YamlNode field(YamlNode node, String[] path, VenueKit kit) {
        YamlNode field = node.field(path[0]);
        if (field == null || path.length == 1) {
            return field;
        }
        String map = path[0] + ".";
        List<String> known = kit.keys().stream()
                .map(VenueKey::name)
                .filter(name -> name.startsWith(map))
                .map(name -> name.substring(map.length()))
                .toList();
        return field.knows(known).field(path[1]);
    }

    // ---- what they say ----

    private Credentials credentials(YamlNode node, VenueKit kit, VenueChoices choices) {
        String key = secrets.read(node.required("key"));
        YamlNode secretNode = node.required("secret");
        String secret = secrets.read(secretNode);
        try {
            return kit.credentials(key, secret, choices);
        } catch (IllegalArgumentException e) {
            throw secretNode.error("or the key cannot be used: " + e.getMessage());
        }
    }

    private static AccountConfig addressed(AccountConfig config, YamlNode node, String socketKey) {
        AccountConfig at = config;
        YamlNode rest = node.field("rest");
        if (rest != null) {
            at = at.rest(rest.address(GatewayConfig.REST_SCHEMES));
        }
        YamlNode socket = node.field(socketKey);
        if (socket != null && config.socket() == null) {
            throw socket.error("is for accounts with a stream of orders, and "
                    + config.account().venue()
                    + " has none for " + config.account().category().name().toLowerCase(Locale.ROOT)
                    + "; leave it out");
        }
        return socket == null ? at : at.socket(socket.address(GatewayConfig.SOCKET_SCHEMES));
    }

    private static AccountConfig.Tuning tuning(YamlNode node) {
        AccountConfig.Tuning tuning = AccountConfig.Tuning.DEFAULT;
        return tuning.limits(tuning.limits().hedged(node.choice("hedge", "false", "true")))
                .replyTimeout(node.duration(
                        "replyTimeout", tuning.replyTimeout(), Duration.ofMillis(1), Duration.ofMinutes(1)))
                .timings(tuning.timings()
                        .rotating(node.duration(
                                "rotateEvery",
                                tuning.timings().rotate(),
                                Duration.ofMinutes(1),
                                Duration.ofDays(365))));
    }

    /** The accounts of a file, each under its name. */
    List<AccountConfig> all(YamlNode accounts) {
        Map<String, YamlNode> nodes = accounts.map();
        return nodes.entrySet().stream()
                .map(entry -> read(entry.getKey(), entry.getValue()))
                .toList();
    }
}

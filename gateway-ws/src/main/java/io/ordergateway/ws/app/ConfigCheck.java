package io.ordergateway.ws.app;

import io.ordergateway.ws.api.ApiServer;
import io.ordergateway.ws.api.ApiSettings;
import io.ordergateway.ws.api.client.Action;
import io.ordergateway.ws.api.client.Client;
import io.ordergateway.ws.command.ConfigSummary;
import io.ordergateway.ws.command.ConfigSummary.AccountPart;
import io.ordergateway.ws.command.ConfigSummary.ClientPart;
import io.ordergateway.ws.command.ConfigSummary.ServerPart;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a configuration and whatever it names, and opens nothing. */
final class ConfigCheck {
    private ConfigCheck() {}

    /** @throws ConfigException if it cannot be used; the message names the key, its line and what to write */
    static ConfigSummary of(Path file) {
        GatewayConfig config = GatewayConfig.load(file);
        StoreSettings store = config.store();
        KafkaSettings kafka = config.kafka();
        return new ConfigSummary(
                config.accounts().stream().map(ConfigCheck::account).toList(),
                store == null ? null : store.path().toString(),
                kafka == null ? null : kafka.topic() + " at " + kafka.servers(),
                server(config));
    }

    private static AccountPart account(AccountConfig config) {
        URI socket = config.socket();
        return new AccountPart(
                config.account().name(),
                config.account().venue().name(),
                config.account().category().name().toLowerCase(Locale.ROOT),
                config.sessions(),
                config.rest().toString(),
                socket == null ? null : socket.toString());
    }

    private static @Nullable ServerPart server(GatewayConfig config) {
        ApiSettings server = config.server();
        if (server == null) {
            return null;
        }
        Set<String> accounts = config.accounts().stream()
                .map(account -> account.account().name())
                .collect(Collectors.toSet());
        List<Client> clients = ApiServer.check(server, accounts);
        ApiSettings.Tls tls = server.tls();
        return new ServerPart(
                (tls == null ? "http" : "https") + "://" + server.host() + ":" + server.port(),
                tls != null && tls.clientAuthority() != null,
                server.clients() == null
                        ? null
                        : clients.stream().map(ConfigCheck::client).toList());
    }

    private static ClientPart client(Client client) {
        Set<String> accounts = client.accounts();
        return new ClientPart(
                client.name(),
                accounts == null ? null : accounts.stream().sorted().toList(),
                client.actions().stream().sorted().map(Action::word).toList(),
                client.quota().perSecond(),
                client.quota().connections());
    }
}

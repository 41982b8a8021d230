package io.ordergateway.it.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.ws.api.ApiServer;
import io.ordergateway.ws.api.ApiSettings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.guard.Guards;
import io.ordergateway.ws.metrics.Scrape;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.wire.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A simulated venue, a gateway, and its door to the network; with two accounts, futures and cash. */
final class Served implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String SYMBOL = "BTC-PERP";
    static final JsonMapper JSON = new JsonMapper();

    final SimVenue venue;
    final OrderGateway gateway;
    ApiServer server;
    final HttpClient http = HttpClient.newHttpClient();

    final Guards guards;

    private Served(SimVenue venue, OrderGateway gateway, Guards guards, ApiServer server) {
        this.venue = venue;
        this.gateway = gateway;
        this.guards = guards;
        this.server = server;
    }

    /** Open to whoever is on this machine. */
    static Served open() {
        return open(null);
    }

    /** Open to those of a file. */
    static Served open(@Nullable Path clients) {
        return open(clients, MemoryOutcomeLog.DEFAULT_CAPACITY);
    }

    /** Open to those of a file, with so many outcomes kept. */
    static Served open(@Nullable Path clients, int outcomesKept) {
        SimVenue venue = SimVenue.start(0);
        List<AccountConfig> accounts = List.of(
                account("main", Account.Category.FUTURES, venue), account("spot", Account.Category.CASH, venue));
        OrderGateway gateway = Gateway.open(new GatewayConfig(accounts, outcomesKept));
        await().atMost(PATIENCE).until(() -> gateway.health().socketsReady());
        Guards guards = Guards.open(gateway, null);
        ApiServer server =
                ApiServer.open(new ApiSettings("127.0.0.1", 0, clients, null), gateway, guards, new Scrape(gateway));
        return new Served(venue, gateway, guards, server);
    }

    private static AccountConfig account(String name, Account.Category category, SimVenue venue) {
        return AccountConfig.ascendex(name, category, new Credentials(SimSettings.KEY, SimSettings.SECRET))
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()))
                .sessions(1);
    }

    // ---- the venue ----

    String place() {
        return venue.book(Category.FUTURES).place(SYMBOL, "Buy", "0.1", "30000");
    }

    List<String> place(int count) {
        return Stream.generate(this::place).limit(count).toList();
    }

    String status(String order) {
        return venue.book(Category.FUTURES).order(order).orElseThrow().status().name();
    }

    // ---- the door ----

    /** Shuts it, and opens it again at the same place. */
    void reopen(Runnable meanwhile) {
        int port = server.address().getPort();
        server.close();
        meanwhile.run();
        ApiSettings settings = new ApiSettings("127.0.0.1", port, null, null);
        Scrape scrape = new Scrape(gateway);
        server = await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ConfigException.class) // until the port is free
                .until(() -> ApiServer.open(settings, gateway, guards, scrape), opened -> true);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE().build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(request + " was not answered", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    StreamClient stream() {
        return StreamClient.open(http.newWebSocketBuilder(), uri("/v1/stream"));
    }

    @Override
    public void close() {
        guards.close();
        server.close();
        gateway.close();
        venue.close();
    }
}

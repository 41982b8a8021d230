package io.ordergateway.ws.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.http.PageRoutes;
import io.ordergateway.ws.api.http.Route;
import io.ordergateway.ws.api.stream.StreamServer;
import io.ordergateway.ws.guard.Guards;
import io.ordergateway.ws.metrics.Scrape;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What the gateway has at which path. */
class ApiRoutesTest {
    private final OrderGateway gateway = new OrderGateway(
            Map.of(), from -> Flux.never(), id -> List.of(), () -> new GatewayHealth(List.of()), () -> {});

    @Test
    void whatExistsIsWrittenAndWhatIsWrittenExists() throws IOException {
        Set<String> written = new TreeSet<>();
        openapi()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> written.add(
                                method.toUpperCase(Locale.ROOT) + path.getKey().replaceAll("\\{[^}]+}", "*"))));

        try (Guards guards = Guards.open(gateway, null);
                Scrape scrape = new Scrape(gateway)) {
            StreamServer streams =
                    new StreamServer(new Clients(gateway, null, System::nanoTime), guards, channel -> {});

            assertThat(ApiServer.routes(gateway, scrape, streams, guards))
                    .extracting(ApiRoutesTest::text)
                    .hasSameElementsAs(written);
        }
    }

    private static JsonNode openapi() throws IOException {
        try (InputStream file = PageRoutes.class.getResourceAsStream("openapi.yaml")) {
            return new YAMLMapper().readTree(file);
        }
    }

    private static String text(Route route) {
        return route.method()
                + route.path().stream().map(segment -> "/" + segment).collect(Collectors.joining());
    }
}

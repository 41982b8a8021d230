package io.ordergateway.ws.api.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.HealthCheck;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.ws.api.client.Action;
import io.ordergateway.ws.metrics.Scrape;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Whether the gateway is well: for orchestrators, which have no token, and for Prometheus, which has one. */
public final class HealthRoutes {
    private final OrderGateway gateway;
    private final Scrape scrape;

    public HealthRoutes(OrderGateway gateway, Scrape scrape) {
        this.gateway = gateway;
        this.scrape = scrape;
    }

    public List<Route> all() {
        return List.of(
                Route.of(HttpMethod.GET, "/health/live", call -> checks(call, HealthCheck::live))
                        .forEverybody(),
                Route.of(HttpMethod.GET, "/health/ready", call -> checks(call, HealthCheck::ready))
                        .forEverybody(),
                Route.of(HttpMethod.GET, "/metrics", this::metrics));
    }

    private Mono<Void> checks(ApiCall call, Function<GatewayHealth, List<HealthCheck>> of) {
        call.query().knows(Set.of());
        List<HealthCheck> checks = of.apply(gateway.health());
        boolean up = HealthCheck.allUp(checks);
        HttpResponseStatus status = up ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
        return call.answer(status, json -> {
            json.writeStartObject();
            json.writeStringField("status", up ? "up" : "down");
            json.writeArrayFieldStart("checks");
            for (HealthCheck check : checks) {
                json.writeStartObject();
                json.writeStringField("name", check.name());
                json.writeBooleanField("up", check.up());
                json.writeStringField("text", check.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Mono<Void> metrics(ApiCall call) {
        call.query().knows(Set.of());
        call.gateway().allow(Action.OPERATE, null);
        String accept = call.request().requestHeaders().get(HttpHeaderNames.ACCEPT);
        return Responses.bytes(
                call.response(),
                HttpResponseStatus.OK,
                Scrape.contentType(accept),
                ByteBufUtil.writeUtf8(call.response().alloc(), scrape.text(accept)));
    }
}

package io.ordergateway.ws.api.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.ws.record.OutcomeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Files that everybody may read, without a token: what the API is, and the console, which holds nothing but itself and asks the
 * other routes for what it shows. Each is a resource with a path of its own, and read once, when its route is made.
 */
public final class PageRoutes {
    private static final String YAML = "application/yaml";

    /** Nothing but the console's own files runs, and it speaks to nobody but this gateway; no other page may frame it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    private PageRoutes() {}

    /** The console; what the API is, over HTTP and over WebSocket; and what an outcome is in either. */
    public static List<Route> all() {
        return List.of(
                page("/", PageRoutes.class, "console.html", "text/html; charset=utf-8"),
                page("/console.css", PageRoutes.class, "console.css", "text/css; charset=utf-8"),
                page("/console.js", PageRoutes.class, "console.js", "text/javascript; charset=utf-8"),
                page("/openapi.yaml", PageRoutes.class, "openapi.yaml", YAML),
                page("/asyncapi.yaml", PageRoutes.class, "asyncapi.yaml", YAML),
                page(
                        "/schemas/" + OutcomeJson.SCHEMA,
                        OutcomeJson.class,
                        OutcomeJson.SCHEMA,
                        "application/schema+json"));
    }

    /**
     * One file.
     *
     * @param beside a class in whose package the resource is
     * @param type its media type
     * @throws IllegalStateException if there is no such resource
     */
    private static Route page(String path, Class<?> beside, String resource, String type) {
        byte[] bytes = read(beside, resource);
        return Route.of(HttpMethod.GET, path, call -> {
                    call.response()
                            .header("Content-Security-Policy", POLICY)
                            .header("Referrer-Policy", "no-referrer")
                            .header("Cross-Origin-Opener-Policy", "same-origin");
                    return Responses.bytes(call.response(), HttpResponseStatus.OK, type, Unpooled.wrappedBuffer(bytes));
                })
                .forEverybody();
    }

    private static byte[] read(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not beside " + beside.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}

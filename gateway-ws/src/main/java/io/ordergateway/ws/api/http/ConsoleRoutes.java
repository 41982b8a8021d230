package io.ordergateway.ws.api.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * The console: one page for operators, for everybody who comes, since it holds nothing but itself. What it shows it asks of
 * the other routes, with the token that its user gives.
 */
public final class ConsoleRoutes {
    /** Nothing but the page's own files runs, and it speaks to nobody but this gateway; no other page may frame it. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    private ConsoleRoutes() {}

    public static List<Route> all() {
        return List.of(
                file("/", "console.html", "text/html; charset=utf-8"),
                file("/console.css", "console.css", "text/css; charset=utf-8"),
                file("/console.js", "console.js", "text/javascript; charset=utf-8"));
    }

    private static Route file(String path, String resource, String type) {
        byte[] bytes = read(resource);
        return Route.of(HttpMethod.GET, path, call -> {
                    call.query().knows(Set.of());
                    call.response()
                            .header("Content-Security-Policy", POLICY)
                            .header("Referrer-Policy", "no-referrer")
                            .header("Cross-Origin-Opener-Policy", "same-origin");
                    return Responses.bytes(call.response(), HttpResponseStatus.OK, type, Unpooled.wrappedBuffer(bytes));
                })
                .forEverybody();
    }

    private static byte[] read(String resource) {
        try (InputStream in = ConsoleRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not beside " + ConsoleRoutes.class.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}

package io.ordergateway.ws.api.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * What is done for one method and path.
 *
 * @param path its segments; {@value #ANY} stands for any one
 * @param open whether it is for everybody, without a token
 */
public record Route(HttpMethod method, List<String> path, boolean open, Handler handler) {
    static final String ANY = "*";

    /** Does it. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers a request.
         *
         * @return completes when the response is sent; its error becomes a response that says so
         */
        Publisher<Void> handle(ApiCall call);
    }

    /** One for clients. */
    public static Route of(HttpMethod method, String path, Handler handler) {
        return new Route(method, List.of(path.substring(1).split("/", -1)), false, handler);
    }

    /** The same, for everybody. */
    public Route forEverybody() {
        return new Route(method, path, true, handler);
    }

    /** Whether it has this path. */
    public boolean leadsTo(List<String> segments) {
        if (segments.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).equals(ANY) && !path.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}

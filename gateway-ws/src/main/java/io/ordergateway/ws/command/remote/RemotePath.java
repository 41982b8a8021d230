package io.ordergateway.ws.command.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path at a gateway, and what stands behind it. Immutable.
 *
 * @param text encoded
 */
public record RemotePath(String text) {

    /** The same with one more segment, whatever it holds. */
    public RemotePath segment(String value) {
        return new RemotePath(text + "/" + encoded(value));
    }

    /** The same with one more parameter, unless it has no value. */
    public RemotePath with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        return new RemotePath(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(value));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

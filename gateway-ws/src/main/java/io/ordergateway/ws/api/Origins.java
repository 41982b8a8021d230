package io.ordergateway.ws.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.api.message.RequestFault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of another site makes an operator's browser ask: a browser can reach what its user can, and says whose
 * page it was.
 */
final class Origins {
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private Origins() {}

    /**
     * Checks a request.
     *
     * @param open whether no token will be asked for: then names that lead here by a trick are refused, too
     * @throws RequestFault if it is not to be answered
     */
    static void check(HttpHeaders headers, boolean open) {
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null || headers.getAll(HttpHeaderNames.HOST).size() > 1) {
            throw new RequestFault(
                    HttpResponseStatus.BAD_REQUEST, "Host", "the header Host is missing or doubled; write one");
        }
        if (open && !LOOPBACK.matcher(host).matches()) {
            throw forbidden("Host", host, "ask for localhost or 127.0.0.1, or configure server.clients");
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !isOf(origin, host)) {
            throw forbidden("Origin", origin, "pages of other sites may not use this gateway");
        }
    }

    private static boolean isOf(@Nullable String origin, String host) {
        return ("http://" + host).equalsIgnoreCase(origin) || ("https://" + host).equalsIgnoreCase(origin);
    }

    private static RequestFault forbidden(String header, String value, String wanted) {
        String text = header + " is " + IdRules.quotable(value) + "; " + wanted;
        return new RequestFault(HttpResponseStatus.FORBIDDEN, header, text);
    }
}

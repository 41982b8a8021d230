package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** As much of HTTP as a session's beginning and one REST cancel need. */
final class VenueHttp {
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3

    private VenueHttp() {}

    /**
     * A request.
     *
     * @param line method and path
     * @param key of the WebSocket handshake, empty if it is none
     * @param length of all of it, in bytes
     */
    record Request(String line, String key, String body, int length) {
        boolean isUpgrade() {
            return !key.isEmpty();
        }
    }

    /** The request that begins here, or null while a part of it is missing. */
    static Request read(byte[] in, int from, int end) {
        String text = new String(in, from, end - from, ISO_8859_1);
        int head = text.indexOf("\r\n\r\n") + 4;
        if (head < 4) {
            return null;
        }
        String body = header(text, head, "content-length");
        int length = head + (body.isEmpty() ? 0 : Integer.parseInt(body));
        if (text.length() < length) {
            return null;
        }
        return new Request(
                text.substring(0, text.indexOf("\r\n")),
                header(text, head, "sec-websocket-key"),
                text.substring(head, length),
                length);
    }

    private static String header(String text, int head, String name) {
        int at = text.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
        if (at < 0 || at >= head) {
            return "";
        }
        int begin = at + name.length() + 3;
        return text.substring(begin, text.indexOf("\r\n", begin)).strip();
    }

    static String answer(Request request) {
        if (request.isUpgrade()) {
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept(request.key()) + "\r\n\r\n";
        }
        String body = body(request);
        String status = body.isEmpty() ? "404 Not Found" : "200 OK";
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String body(Request request) {
        String line = request.line();
        if (line.startsWith("DELETE ") && line.contains("/futures/order ")) {
            String id = CancelLayout.member(request.body(), "id");
            String order = CancelLayout.member(request.body(), "orderId");
            return "{\"code\":0,\"data\":{\"meta\":{\"id\":\"" + id
                    + "\",\"action\":\"cancel-order\",\"respInst\":\"ACK\"},\"order\":" + order(order, "New") + "}}";
        }
        if (line.contains("/order/status?orderId=")) {
            String order = line.substring(line.indexOf('=') + 1, line.lastIndexOf(' '));
            return "{\"code\":0,\"accountId\":\"fut2ODPhGiY71Pl4vtXnOZ00ssgD7QGn\",\"ac\":\"FUTURES\",\"data\":"
                    + order(order, "Canceled") + "}";
        }
        if (line.contains("/exchange-info")) {
            return "{\"code\":0,\"data\":{\"requestReceiveAt\":" + System.currentTimeMillis() + "}}";
        }
        return line.contains("/info ")
                ? "{\"code\":0,\"data\":{\"accountGroup\":7,\"userUID\":\"U0866943712\",\"tradePermission\":true}}"
                : "";
    }

    private static String order(String id, String status) {
        return "{\"ac\":\"FUTURES\",\"accountId\":\"fut2ODPhGiY71Pl4vtXnOZ00ssgD7QGn\",\"time\":1640244480476,"
                + "\"orderId\":\"" + id + "\",\"seqNum\":28795959269,\"orderType\":\"Limit\","
                + "\"execInst\":\"NULL_VAL\",\"side\":\"Buy\",\"symbol\":\"BTC-PERP\",\"price\":\"30000\","
                + "\"orderQty\":\"0.0021\",\"stopPrice\":\"0\",\"stopBy\":\"market\",\"status\":\"" + status
                + "\",\"lastExecTime\":1640244480491,\"lastQty\":\"0\",\"lastPx\":\"0\",\"avgFilledPx\":\"0\","
                + "\"cumFilledQty\":\"0\",\"fee\":\"0\",\"cumFee\":\"0\",\"feeAsset\":\"BTCPC\",\"errorCode\":\"\","
                + "\"posStopLossPrice\":\"0\",\"posStopLossTrigger\":\"market\",\"posTakeProfitPrice\":\"0\","
                + "\"posTakeProfitTrigger\":\"market\",\"liquidityInd\":\"n\"}";
    }

    private static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + KEY_SUFFIX).getBytes(ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

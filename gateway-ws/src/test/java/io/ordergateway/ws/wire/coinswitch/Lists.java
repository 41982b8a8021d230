package io.ordergateway.ws.wire.coinswitch;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists of open orders like the dossier's samples, as long as one likes. */
final class Lists {
    private static final long CURSOR = 1732684383674L;
    private static final long OLDEST = 1689661638000L;

    private Lists() {}

    static String futures(int count) {
        return futures(count, String.valueOf(CURSOR));
    }

    static String futures(int count, String cursor) {
        String order = """
                {"order_id":"id-%d","exchange":"EXCHANGE_2","symbol":"BTCUSDT","side":"BUY","status":"RAISED","quantity":"160",\
                "exec_quantity":"0","created_at":1732684383674,"updated_at":1732684383674}""";
        return "{\"data\":{\"orders\":" + orders(count, order) + ",\"cursor\":" + cursor + "}}";
    }

    static String spot(int count) {
        return "{\"data\":{\"orders\":" + bareSpot(count) + "}}";
    }

    static String bareSpot(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> """
                        {"order_id":"id-%d","symbol":"BTC/INR","orig_qty":0.00005,"executed_qty":0,"status":"OPEN","side":"SELL",\
                        "created_time":%d}""".formatted(i, OLDEST + (count - 1 - i) * 1000L))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String orders(int count, String order) {
        return IntStream.range(0, count).mapToObj(order::formatted).collect(Collectors.joining(",", "[", "]"));
    }
}

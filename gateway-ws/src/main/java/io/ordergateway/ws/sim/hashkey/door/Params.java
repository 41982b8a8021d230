package io.ordergateway.ws.sim.hashkey.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a request, wherever they came, and the text that its signature is to cover (section 2). */
public final class Params {
    private static final String SIGNATURE = "signature";
    private static final int MAX_PARAMS = 1_024;

    private final String signedText;
    private final String signature;
    private final Map<String, List<String>> values;

    private Params(String signedText, String signature, Map<String, List<String>> values) {
        this.signedText = signedText;
        this.signature = signature;
        this.values = values;
    }

    /** Of the bytes as they were received. */
    public static Params of(HttpExchange exchange) {
        return of(exchange.rawQuery(), new String(exchange.rawBody(), ISO_8859_1));
    }

    /**
     * Section 2: what is signed is the query string followed directly by the body, without the signature; if there are both, only
     * the query string's parameters are used, but the signature may be in either (section 13.5).
     */
    static Params of(String rawQuery, String rawBody) {
        Map<String, List<String>> query = decoded(rawQuery);
        Map<String, List<String>> body = decoded(rawBody);
        String signature = first(query, SIGNATURE);
        return new Params(
                unsigned(rawQuery) + unsigned(rawBody),
                signature.isEmpty() ? first(body, SIGNATURE) : signature,
                query.isEmpty() ? body : query);
    }

    private static Map<String, List<String>> decoded(String raw) {
        try {
            return new QueryStringDecoder(raw, UTF_8, false, MAX_PARAMS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Refusal.ILLEGAL, "Invalid escape in the parameters");
        }
    }

    private static String unsigned(String raw) {
        return Arrays.stream(raw.split("&", -1))
                .filter(pair -> !pair.startsWith(SIGNATURE + "="))
                .collect(Collectors.joining("&"));
    }

    private static String first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of("")).get(0);
    }

    String signedText() {
        return signedText;
    }

    String signature() {
        return signature;
    }

    /** Empty when it is missing. */
    public String text(String name) {
        return first(values, name);
    }

    public boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** The first of these names that has a value, empty when none has. */
    public String anyOf(String... names) {
        for (String name : names) {
            if (has(name)) {
                return text(name);
            }
        }
        return "";
    }

    public String required(String name) {
        if (!has(name)) {
            throw Refusal.missing(name);
        }
        return text(name);
    }

    /** One of these, which is the first unless it is given. */
    public String choice(String name, String... choices) {
        String value = has(name) ? text(name) : choices[0];
        if (!Arrays.asList(choices).contains(value)) {
            throw Refusal.illegal(name);
        }
        return value;
    }

    public long number(String name, long otherwise, long min, long max) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text(name));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refusal.illegal(name);
        }
        throw Refusal.illegal(name);
    }

    /** More than zero. */
    public BigDecimal amount(String name) {
        try {
            BigDecimal amount = new BigDecimal(required(name));
            if (amount.signum() > 0) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw Refusal.illegal(name);
        }
        throw Refusal.illegal(name);
    }

    /** A comma list; an empty one is missing. */
    public List<String> list(String name, int max) {
        List<String> list = new ArrayList<>();
        for (String part : required(name).split(",", -1)) {
            list.add(part.strip());
        }
        if (list.size() > max) {
            throw Refusal.of(Refusal.ILLEGAL, "Invalid parameter '" + name + "': more than " + max);
        }
        return list;
    }
}

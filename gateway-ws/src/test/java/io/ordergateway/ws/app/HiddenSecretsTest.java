package io.ordergateway.ws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.RequestSigner;
import io.ordergateway.ws.wire.VenueRest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a gateway is made of can be printed, and no error of its configuration says what a secret is. */
class HiddenSecretsTest {
    private static final String SECRET = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String BASE64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final long NOW = 1_701_094_920_045L;

    private static GatewayConfig config(String account, String secret) {
        String yaml = "accounts:\n  main: { " + account + ", key: '${KEY}', secret: '${SECRET}' }\n";
        return new ConfigReader(Map.of("KEY", "the-key", "SECRET", secret)::get).read(yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "venue: ascendex, category: futures, group: 7",
                "venue: ascendex, category: cash, group: 7",
                "venue: hashkey, category: cash",
                "venue: hashkey, category: futures, signing: ed25519",
                "venue: coinswitch, category: cash",
                "venue: coinswitch, category: futures, signing: legacy"
            })
    void whatAnAccountIsMadeOfShowsNoSecret(String account) {
        GatewayConfig config = config(account, SECRET);
        AccountConfig main = config.accounts().get(0);
        VenueDialect dialect = Venues.kit(main.account().venue())
                .dialect(main.account().category(), main.credentials(), main.choices());

        Set<Object> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(List.of(config, dialect, requests(dialect.rest())), parts);

        assertThat(parts).hasAtLeastOneElementOfType(Credentials.class).hasAtLeastOneElementOfType(RequestSigner.class);
        assertThat(parts).allSatisfy(part -> assertHidden(part.toString()));
    }

    private static List<VenueRest.Request> requests(VenueRest rest) {
        OrderRef order = new OrderRef("1563291927536863744", "BTCUSDT");
        List<VenueRest.Request> requests = new ArrayList<>(List.of(
                rest.cancel(1, order, NOW),
                rest.status(order, NOW),
                rest.openOrders("BTCUSDT", NOW),
                rest.venueTime(NOW),
                rest.introduction(NOW)));
        if (rest.cancelsAll("BTCUSDT")) {
            requests.add(rest.cancelAll(2, "BTCUSDT", NOW));
        }
        return requests;
    }

    /** All of ours that can be got at from here, through whatever holds it. */
    private static void collect(Object part, Set<Object> seen) {
        if (part instanceof Collection<?> many) {
            many.forEach(one -> collect(one, seen));
        } else if (part instanceof Map<?, ?> map) {
            map.values().forEach(one -> collect(one, seen));
        } else if (part != null && part.getClass().getName().startsWith("io.ordergateway.") && seen.add(part)) {
            for (Field field : part.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    collect(value(field, part), seen);
                }
            }
        }
    }

    private static Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertHidden(String text) {
        assertThat(text).doesNotContainIgnoringCase(SECRET).doesNotContain(BASE64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "venue: ascendex, category: cash, signature: { secret: base64 } | not-base64!-hush-hush",
                "venue: hashkey, category: cash, signing: ed25519 | hush-hush",
                "venue: hashkey, category: cash, signing: ed25519 | 0001-hush-hush",
                "venue: coinswitch, category: futures | hush-hush",
                "venue: coinswitch, category: futures | 00hush-hush02030405060708090a0b0c0d0e0f101112131415161718191a1b1"
            })
    void anErrorOfASecretThatWillNotDoDoesNotShowIt(String account, String secret) {
        Throwable error = catchThrowable(() -> config(account, secret));

        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(error).isInstanceOf(ConfigException.class).hasMessageContaining("accounts.main.");
        assertThat(trace.toString()).doesNotContain("hush");
    }
}

package io.ordergateway.ws.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random messages, half of them broken: whatever a client writes is read, or is a {@link RequestFault} that says so in few
 * words.
 *
 * <p>A campaign, and one input again: {@code -Dfuzz.inputs=10000000 -Dfuzz.seed=1}, {@code -Dfuzz.inputs=1 -Dfuzz.seed=12345}.
 */
class RequestFieldsFuzzTest {
    private static final long INPUTS = Long.getLong("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int MAX_TEXT = 1_000;
    private static final List<String> NAMES = List.of(
            "op", "id", "account", "symbol", "side", "orderId", "await", "withinMs", "from", "filter", "orders");
    private static final List<String> ATOMS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e9",
            "9223372036854775808",
            "1.5",
            "\"\"",
            "\"7\"",
            "\"latest\"",
            "\"2020-01-01T00:00:00Z\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"é\"",
            "\"" + "x".repeat(1_100) + "\"",
            "NaN",
            "01");

    @Test
    void whatAClientWritesIsReadOrRefused() {
        Map<String, Long> ends = new TreeMap<>();

        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            ends.merge(read(seed), 1L, Long::sum);
        }

        if (INPUTS >= 20_000) { // the messages are of every kind, else this says little
            assertThat(ends).containsOnlyKeys("cancel", "filter", "from", "refused", "scope");
        }
    }

    private static String read(long seed) {
        Random random = new Random(seed);
        byte[] message = message(random);
        try {
            return read(random, RequestFields.read(message));
        } catch (RequestFault fault) {
            assertThat(fault.text())
                    .as("seed %s", seed)
                    .hasSizeLessThan(MAX_TEXT)
                    .doesNotContain("\n", "\0");
            assertThat(fault.status()).as("seed %s", seed).isBetween(400, 499);
            return "refused";
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + new String(message, StandardCharsets.UTF_8), e);
        }
    }

    private static String read(Random random, RequestFields fields) {
        int reader = random.nextInt(4);
        if (reader == 0) {
            CancelFields.order("main", fields);
            return "cancel";
        }
        if (reader == 1) {
            CancelFields.scope("main", fields);
            return "scope";
        }
        if (reader == 2) {
            OutcomeFields.filter(fields);
            return "filter";
        }
        fields.knows(Set.copyOf(NAMES));
        fields.objects("orders", 3);
        fields.texts("side", 3);
        OutcomeFields.from(fields);
        return "from";
    }

    private static byte[] message(Random random) {
        StringBuilder json = new StringBuilder();
        object(random, json, 0);
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        int broken = random.nextInt(4) - 1;
        for (int i = 0; i < broken; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static void object(Random random, StringBuilder json, int depth) {
        json.append('{');
        int fields = random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            json.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(NAMES.get(random.nextInt(NAMES.size())))
                    .append("\":");
            value(random, json, depth);
        }
        json.append('}');
    }

    private static void value(Random random, StringBuilder json, int depth) {
        int kind = random.nextInt(8);
        if (kind == 0 && depth < 10) {
            object(random, json, depth + 1);
        } else if (kind == 1 && depth < 10) {
            json.append('[');
            object(random, json, depth + 1);
            json.append(']');
        } else {
            json.append(ATOMS.get(random.nextInt(ATOMS.size())));
        }
    }
}

package io.ordergateway.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedTableTest {
    private record Entry(String id, int version) {}

    private final KeyedTable<Entry> table = new KeyedTable<>(Entry::id);

    @Test
    void anEntryTakesThePlaceOfTheOneWithItsId() {
        table.put(new Entry("a", 1));
        table.put(new Entry("a", 2));

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.get("a")).isEqualTo(new Entry("a", 2));
    }

    @Test
    void onlyTheVeryEntryIsTakenOut() {
        Entry old = new Entry("a", 1);
        table.put(old);
        table.put(new Entry("a", 2));

        table.remove(old);

        assertThat(table.get("a")).isEqualTo(new Entry("a", 2));
    }

    @Test
    void idsOfTheSameHashAreKeptApart() {
        table.put(new Entry("Aa", 1));
        table.put(new Entry("BB", 2));
        table.remove(table.get("Aa"));

        assertThat(table.get("Aa")).isNull();
        assertThat(table.get("BB")).isEqualTo(new Entry("BB", 2));
    }

    /** Few ids, so that they meet; many, so that the table grows. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 5_000})
    void findsWhatAMapWouldFind(int ids) {
        Random random = new Random(ids);
        Map<String, Entry> expected = new HashMap<>();
        for (int step = 0; step < 50_000; step++) {
            String id = "o" + random.nextInt(ids);
            if (random.nextInt(5) < 3) {
                Entry entry = new Entry(id, step);
                table.put(entry);
                expected.put(id, entry);
            } else if (expected.containsKey(id)) {
                table.remove(expected.remove(id));
            }
            String asked = "o" + random.nextInt(ids);
            assertThat(table.get(asked)).isEqualTo(expected.get(asked));
        }

        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(expected.values());
    }
}

package io.ordergateway.ws.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that operators read says what is there, and nothing else. */
class MetricsTableTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

    private final List<String[]> rows = rows("| `order_gateway_");
    private final String page = scrape();

    MetricsTableTest() throws IOException {}

    private static String scrape() {
        try (Scrape scrape = new Scrape(new FakeGateway().gateway)) {
            return scrape.text(null);
        }
    }

    private static List<String[]> rows(String begin) throws IOException {
        return Files.readAllLines(Path.of("docs", "metrics.md")).stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .filter(row -> row.length == 7)
                .toList();
    }

    private static Set<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(word -> word.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of each metric its type and its labels, as the page shows them. */
    private Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        Matcher type = TYPE.matcher(page);
        while (type.find()) {
            shown.put(type.group(1), type.group(2) + " " + labels(type.group(1)).keySet());
        }
        return shown;
    }

    /** The labels of a metric with all their values. */
    private Map<String, Set<String>> labels(String metric) {
        Map<String, Set<String>> labels = new TreeMap<>();
        page.lines()
                .filter(line -> line.matches(metric + "(_bucket|_sum|_count)?[{ ].*"))
                .flatMap(line -> LABEL.matcher(line).results())
                .filter(label -> !label.group(1).equals("le"))
                .forEach(label -> values(labels, label).add(label.group(2)));
        return labels;
    }

    private static Set<String> values(Map<String, Set<String>> labels, MatchResult label) {
        return labels.computeIfAbsent(label.group(1), any -> new TreeSet<>());
    }

    @Test
    void theTableHasWhatIsScrapedWithItsTypeAndLabelsAndNothingElse() {
        Map<String, String> documented = new TreeMap<>();
        for (String[] row : rows) {
            documented.put(quoted(row[1]).iterator().next(), row[2] + " " + quoted(row[4]));
        }

        assertThat(documented).hasSameSizeAs(rows).isEqualTo(shown());
    }

    @Test
    void aMetricsNameEndsWithItsUnit() {
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            String name = quoted(row[1]).iterator().next();
            assertThat(row[3]).as(name).isNotBlank();
            assertThat(name.endsWith("_seconds")).as(name).isEqualTo(row[3].equals("seconds"));
            assertThat(name.endsWith("_bytes")).as(name).isEqualTo(row[3].equals("bytes"));
            assertThat(name.endsWith("_total")).as(name).isEqualTo(row[2].equals("counter"));
            assertThat(row[5]).as(name).isNotBlank();
        });
    }

    @Test
    void theValuesOfLabelsAreThoseOfTheSecondTable() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        Files.readAllLines(Path.of("docs", "metrics.md")).stream()
                .dropWhile(line -> !line.startsWith("| label |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .forEach(cells -> documented.put(quoted(cells[1]).iterator().next(), quoted(cells[2])));
        Map<String, Set<String>> shown = new TreeMap<>();
        for (String metric : shown().keySet()) {
            labels(metric)
                    .forEach((label, values) ->
                            shown.computeIfAbsent(label, any -> new TreeSet<>()).addAll(values));
        }
        List<String> ofTheConfiguration = new ArrayList<>(Arrays.asList("account", "budget"));

        assertThat(shown.keySet()).containsAll(ofTheConfiguration);
        shown.keySet().removeAll(ofTheConfiguration);
        assertThat(documented).isEqualTo(shown);
    }
}

package io.ordergateway.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.kit.VenueKey;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.wire.ascendex.AscendexKit;
import io.ordergateway.ws.wire.coinswitch.CoinswitchKit;
import io.ordergateway.ws.wire.hashkey.HashkeyKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");

    private final String readme = Files.readString(Sources.ROOT.resolve("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void itsExampleCompiles(@TempDir Path folder) {
        Matcher example = JAVA.matcher(readme);
        assertThat(example.find()).isTrue();

        Planting.compile("Example", example.group(1), folder);

        assertThat(folder.resolve("Example.class")).exists();
    }

    @Test
    void theExampleOfItsSecondPageCompiles(@TempDir Path folder) throws IOException {
        String page = "gateway-ws/docs/outcomes.md";
        Matcher example = JAVA.matcher(Files.readString(Sources.ROOT.resolve(page)));
        assertThat(readme).contains("](" + page + ")");
        assertThat(example.find()).isTrue();

        Planting.compile("Ledger", example.group(1), folder);

        assertThat(folder.resolve("Ledger.class")).exists();
    }

    @Test
    void everyClassOnACancelsWayExists() throws IOException {
        int start = readme.indexOf("## How a cancel travels");
        String section = readme.substring(start, readme.indexOf("\n## ", start + 1));
        Set<String> types = Sources.main().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        List<String> named =
                CLASS_NAME.matcher(section).results().map(ReadmeTest::name).toList();

        assertThat(named)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(types).contains(name));
    }

    private static String name(MatchResult match) {
        return match.group(1);
    }

    @Test
    void everyKeyThatIsAVenuesOwnStandsThereWithItsDefault() {
        for (VenueKit kit : List.of(new AscendexKit(), new HashkeyKit(), new CoinswitchKit())) {
            for (VenueKey key : kit.keys()) {
                String row = "| `" + key.name().split("\\.", 2)[0] + "` | `" + kit.venue() + "` | ";
                String otherwise = key.words().isEmpty() ? "" : key.words().get(0);

                assertThat(readme.lines())
                        .anySatisfy(line -> assertThat(line).startsWith(row).contains(otherwise));
            }
        }
    }

    @Test
    void ciEndsWithExactlyItsTestCommand() throws IOException {
        List<String> lines = Files.readAllLines(Sources.ROOT.resolve(".ci/run"));

        assertThat(lines).endsWith("mvn verify");
        assertThat(lines).filteredOn(line -> line.contains("mvn")).containsExactly("mvn verify");
        assertThat(readme).contains("\nmvn verify\n");
    }
}

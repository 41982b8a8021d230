package io.ordergateway.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseSizesTest {
    private static final int MAX_CODE_LINES = 500;
    private static final int MAX_METHOD_LINES = 70;
    private static final int MAX_TYPES = 15;

    private static final Set<String> TOP_LEVEL =
            Set.of("pom.xml", "gateway-core", "gateway-ws", "gateway-it", "docker", "README.md", "LICENSE");

    @Test
    void filesAreShort() throws IOException {
        assertThat(Sources.all())
                .hasSizeGreaterThan(50)
                .allSatisfy(file -> assertThat(Sources.code(Files.readAllLines(file)))
                        .as("lines of code in %s", file)
                        .isLessThanOrEqualTo(MAX_CODE_LINES));
    }

    @Test
    void methodsAreShort() throws IOException {
        for (Path file : Sources.all()) {
            assertThat(Sources.methods(file))
                    .allSatisfy(method -> assertThat(method.lines())
                            .as("lines of %s", method.name())
                            .isLessThanOrEqualTo(MAX_METHOD_LINES));
        }
    }

    @Test
    void theMeasureOfAMethodIsTrue(@TempDir Path folder) throws IOException {
        String body = String.join("\n", Collections.nCopies(80, "        call();"));
        Path file = Files.writeString(
                folder.resolve("Long.java"), "class Long {\n    void call() {\n" + body + "\n    }\n}\n");

        assertThat(Sources.methods(file)).contains(new Sources.Method("Long.call", 82));
        assertThat(Sources.code(Files.readAllLines(file))).isEqualTo(84);
    }

    @Test
    void packagesAreSmall() throws IOException {
        Map<Path, Long> types = Sources.main().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));

        assertThat(types)
                .isNotEmpty()
                .allSatisfy((folder, count) ->
                        assertThat(count).as("types in %s", folder).isLessThanOrEqualTo(MAX_TYPES));
    }

    @Test
    void everyPackageSaysItsPurposeAndIsNullMarked() throws IOException {
        Set<Path> folders = Sources.main().stream().map(Path::getParent).collect(Collectors.toSet());

        assertThat(folders)
                .allSatisfy(folder -> assertThat(Files.readString(folder.resolve("package-info.java")))
                        .contains("@NullMarked")
                        .startsWith("/**"));
    }

    @Test
    void theTopLevelIsExactlyThis() throws IOException {
        try (Stream<Path> entries = Files.list(Sources.ROOT)) {
            List<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("target"))
                    .toList();

            assertThat(names).containsExactlyInAnyOrderElementsOf(TOP_LEVEL);
        }
    }
}

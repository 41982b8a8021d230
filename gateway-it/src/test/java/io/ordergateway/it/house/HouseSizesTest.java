package io.ordergateway.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The house is tidy, and each measure of it turns red on a planted mess. */
class HouseSizesTest {
    @TempDir
    private Path folder;

    @Test
    void filesAreShort() throws IOException {
        Path atTheLimit = plant("Short.java", lines(HouseSizes.MAX_CODE_LINES, "int a;"));
        Path tooLong = plant("Long.java", lines(HouseSizes.MAX_CODE_LINES + 1, "int a;"));

        assertThat(Sources.all()).hasSizeGreaterThan(100);
        assertThat(HouseSizes.longFiles(Sources.all())).isEmpty();
        assertThat(HouseSizes.longFiles(List.of(atTheLimit))).isEmpty();
        assertThat(HouseSizes.longFiles(List.of(tooLong))).hasSize(1);
    }

    @Test
    void commentsBlankLinesAndImportsAreNotCode() throws IOException {
        List<String> lines = List.of("/**", " * A comment.", " */", "", "import java.util.List;", "// why", "int a;");

        assertThat(Sources.code(lines)).isEqualTo(1);
    }

    @Test
    void methodsAreShort() throws IOException {
        Path atTheLimit = plant("Short.java", method(HouseSizes.MAX_METHOD_LINES));
        Path tooLong = plant("Long.java", method(HouseSizes.MAX_METHOD_LINES + 1));

        assertThat(HouseSizes.longMethods(Sources.all())).isEmpty();
        assertThat(HouseSizes.longMethods(List.of(atTheLimit))).isEmpty();
        assertThat(HouseSizes.longMethods(List.of(tooLong))).hasSize(1);
    }

    @Test
    void packagesAreSmall() throws IOException {
        List<Path> crowd = new ArrayList<>();
        for (int i = 0; i <= HouseSizes.MAX_TYPES; i++) {
            crowd.add(plant("Type" + i + ".java", "class Type" + i + " {}"));
        }

        assertThat(HouseSizes.crowdedPackages(Sources.main())).isEmpty();
        assertThat(HouseSizes.crowdedPackages(crowd.subList(0, HouseSizes.MAX_TYPES)))
                .isEmpty();
        assertThat(HouseSizes.crowdedPackages(crowd)).hasSize(1);
    }

    @Test
    void everyPackageSaysItsPurposeAndIsNullMarked() throws IOException {
        Path type = plant("Type.java", "class Type {}");

        assertThat(HouseSizes.namelessPackages(Sources.main())).isEmpty();
        assertThat(HouseSizes.namelessPackages(List.of(type))).hasSize(1);
    }

    @Test
    void theTopLevelIsExactlyThis() throws IOException {
        for (String name : HouseSizes.TOP_LEVEL) {
            plant(name, "");
        }
        assertThat(HouseSizes.outOfPlace(folder)).isEmpty();
        plant("notes.txt", "");
        Files.delete(folder.resolve("docker"));

        assertThat(HouseSizes.outOfPlace(Sources.ROOT)).isEmpty();
        assertThat(HouseSizes.outOfPlace(folder)).containsExactly("notes.txt is a stranger", "docker is missing");
    }

    private Path plant(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String method(int length) {
        return "class Planted {\n void call() {\n" + lines(length - 2, "call();") + " }\n}\n";
    }

    private static String lines(int count, String line) {
        return (line + "\n").repeat(count);
    }
}

package io.ordergateway.it.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is too large or out of place in a tree of sources. Each answer is empty for a tidy house. */
final class HouseSizes {
    static final int MAX_CODE_LINES = 500;
    static final int MAX_METHOD_LINES = 70;
    static final int MAX_TYPES = 15;

    static final Set<String> TOP_LEVEL =
            Set.of("pom.xml", "gateway-core", "gateway-ws", "gateway-it", "docker", "README.md", "LICENSE");

    /** What a build leaves behind; git does not keep it. */
    private static final String BUILT = "target";

    private HouseSizes() {}

    static List<String> longFiles(List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            long lines = Sources.code(Files.readAllLines(file));
            if (lines > MAX_CODE_LINES) {
                found.add(file + " has " + lines + " lines of code; split it at " + MAX_CODE_LINES);
            }
        }
        return found;
    }

    static List<String> longMethods(List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            for (Sources.Method method : Sources.methods(file)) {
                if (method.lines() > MAX_METHOD_LINES) {
                    found.add(method + " in " + file + "; split it at " + MAX_METHOD_LINES);
                }
            }
        }
        return found;
    }

    static List<String> crowdedPackages(List<Path> files) {
        Map<Path, Long> types = files.stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        return types.entrySet().stream()
                .filter(entry -> entry.getValue() > MAX_TYPES)
                .map(entry -> entry.getKey() + " has " + entry.getValue() + " types; at most " + MAX_TYPES)
                .toList();
    }

    static List<String> namelessPackages(List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : files.stream().map(Path::getParent).collect(Collectors.toCollection(TreeSet::new))) {
            Path info = folder.resolve("package-info.java");
            String text = Files.exists(info) ? Files.readString(info) : "";
            if (!text.startsWith("/**") || !text.contains("@NullMarked")) {
                found.add(folder + " has no package-info with a purpose and @NullMarked");
            }
        }
        return found;
    }

    static List<String> outOfPlace(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            Set<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals(BUILT))
                    .collect(Collectors.toCollection(TreeSet::new));
            List<String> found = new ArrayList<>();
            names.stream()
                    .filter(name -> !TOP_LEVEL.contains(name))
                    .forEach(name -> found.add(name + " is a stranger"));
            TOP_LEVEL.stream().filter(name -> !names.contains(name)).forEach(name -> found.add(name + " is missing"));
            return found;
        }
    }
}

package io.ordergateway.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of the report that is measured beside the rounds, by a process of its own, and left for the report as {@code
 * part-NAME.json} in {@link Settings#folder()}.
 *
 * @param title its headline
 * @param note how it was measured, in a sentence or two
 * @param columns the headings of its table
 * @param rows the table's rows, as they are to be shown
 * @param values what targets are checked with, by the names that stand in {@link Targets}, for example {@code
 *     resting.plain.bytes}
 */
record Part(String title, String note, List<String> columns, List<List<String>> rows, Map<String, Double> values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILES = "part-*.json";

    void write(String name) throws IOException {
        Path file = Files.createDirectories(Settings.folder()).resolve("part-" + name + ".json");
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }

    static List<Part> all() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Path file : files()) {
            parts.add(JSON.readValue(file.toFile(), Part.class));
        }
        return parts;
    }

    /** Forgets what earlier runs left. */
    static void clear() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Settings.folder(), FILES)) {
            found.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    static Map<String, Double> values(List<Part> parts) {
        Map<String, Double> all = new TreeMap<>();
        parts.forEach(part -> all.putAll(part.values));
        return all;
    }
}

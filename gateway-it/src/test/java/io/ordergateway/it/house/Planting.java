package io.ordergateway.it.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources given as text, and sees the house as it would be with them in it. */
final class Planting {
    private Planting() {}

    static JavaClasses house() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ordergateway.core", "io.ordergateway.ws");
    }

    /** The house with one more class, compiled into this folder. */
    static JavaClasses houseWith(String name, String source, Path folder) throws IOException {
        compile(name, source, folder);
        List<Path> classes;
        try (var files = Files.walk(folder)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        List<java.net.URL> places = new ArrayList<>();
        house().stream().forEach(type -> type.getSource().ifPresent(at -> places.add(url(at.getUri()))));
        classes.forEach(file -> places.add(url(file.toUri())));
        return new ClassFileImporter().importUrls(places);
    }

    private static java.net.URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Compiles one source with the test class path, or says what the compiler said. */
    static void compile(String name, String source, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(said, null, null, options, null, List.of(new Text(name, source)))
                .call();
        if (!compiled) {
            throw new AssertionError(name + " does not compile:\n" + said);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String name, String source) {
            super(URI.create("text:///" + name.replace('.', '/') + JavaFileObject.Kind.SOURCE.extension), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}

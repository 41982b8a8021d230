package io.ordergateway.it.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
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

    /** A class as it would stand in the house, compiled into this folder. */
    static JavaClasses plant(String name, String source, Path folder) {
        compile(name, source, folder);
        return new ClassFileImporter().importPath(folder);
    }

    /** The house with what was planted in this folder. */
    static JavaClasses houseWith(Path folder) {
        List<URL> places = new ArrayList<>();
        house().forEach(type -> type.getSource().ifPresent(at -> places.add(url(at.getUri()))));
        places.add(url(folder.toUri()));
        return new ClassFileImporter().importUrls(places);
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
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

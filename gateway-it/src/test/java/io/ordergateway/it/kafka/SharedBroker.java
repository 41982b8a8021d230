package io.ordergateway.it.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all tests that ask for it, started by the first and stopped after the last; each has topics of its own. */
final class SharedBroker implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBrokers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedBroker.class))
                .getOrComputeIfAbsent("broker", any -> start(), KafkaBrokers.class);
    }

    private static KafkaBrokers start() {
        try {
            Path target = Files.createDirectories(Path.of("target", "kafka"));
            return KafkaBrokers.start(Files.createTempDirectory(target, "shared"), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.ordergateway.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Reads all that the tests of this module and of gateway-ws logged, from our own TRACE on. Run by an execution of its own,
 * after all others: what it reads, it removes.
 */
class LoggedSecretsScan {
    private static final List<Path> LOGGED = List.of(Path.of("target/logged"), Path.of("../gateway-ws/target/logged"));

    /** Logged here, so that a scan which finds nothing because there is nothing to read is red. */
    private static final String PLANTED = "a secret planted by the scan itself";

    /** With which gateways are opened in tests, and which their codecs are tested with. */
    private static final List<String> SECRETS = List.of(
            PLANTED,
            SimSettings.SECRET,
            HashKeySettings.SECRET,
            HashKeySettings.ED25519_PRIVATE_KEY,
            CoinswitchSettings.SECRET,
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "610ad8af000dcd7175fdd420b8123f7575dc014344cfc4b0f03836e23c7df9d4",
            "lH3ELTNiFxCQTmi9pPcWWikhsjO04Yoqw3euoHUuOLC3GYBW64ZqzQsiOEHXQS76",
            "hk-test-secret-0123456789abcdef",
            "hV8FgjyJtpvVeAcMAgzgAFQCN36wmbWuN7o3WPcYcYhFd8qvE43gzFGVsFcCqMNk",
            "c2ltdWxhdGVkLXZlbnVlLXNlY3JldC1mb3ItdGVzdC12ZWN0b3JzLTAwMDEhISEh",
            "d3Jvbmctc2VjcmV0",
            "no-longer-the-secret",
            "the-secret");

    private final LoggedSecrets secrets = new LoggedSecrets(SECRETS);

    @Test
    void theTestsLoggedNoSecret() throws IOException {
        LoggerFactory.getLogger("io.ordergateway.planted").trace("{}", PLANTED);
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();

        List<String> betrayals = new ArrayList<>();
        for (Path file : logged()) {
            betrayals.addAll(betrayals(file));
            Files.delete(file);
        }

        assertThat(betrayals).singleElement().asString().endsWith(" TRACE io.ordergateway.planted ***");
    }

    private static List<Path> logged() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : LOGGED) {
            if (Files.isDirectory(folder)) { // gateway-ws may not have been tested this time
                try (Stream<Path> inside = Files.list(folder)) {
                    inside.forEach(files::add);
                }
            }
        }
        return files;
    }

    private List<String> betrayals(Path file) throws IOException {
        List<String> betrayals = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String betrayed = secrets.betrayed(line);
                if (betrayed != null) {
                    betrayals.add(betrayed);
                }
            }
        }
        return betrayals;
    }
}

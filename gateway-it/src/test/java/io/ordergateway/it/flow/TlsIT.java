package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cancels over TLS, to a venue whose certificate no public authority has signed, with the parts of the runnable jar: whoever
 * does it, the JDK's trust store decides.
 */
class TlsIT {
    private static final Path JAR = Path.of("..", "gateway-ws", "target", "gateway.jar");
    private static final String LOGGING = "io/ordergateway/ws/app/logback-gateway.xml";
    private static final Duration MAY_TAKE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Path right;
    private static Path wrong;

    private final SimVenue venue = SimVenue.start(0);
    private final String overSocket = venue.book().place("BTC-PERP", "Buy", "1", "30000");
    private final String overRest = venue.book().place("BTC-PERP", "Buy", "1", "30000");

    /** Who moves and encrypts, how it is chosen, and what it says of itself. */
    enum Parts {
        NATIVE("false", "over epoll; TLS by BoringSSL"),
        JDK("true", "TLS by the JDK");

        private final String withoutNative;
        private final String says;

        Parts(String withoutNative, String says) {
            this.withoutNative = withoutNative;
            this.says = says;
        }
    }

    @BeforeAll
    static void certificates() throws Exception {
        right = TlsFront.selfSigned(folder, "localhost");
        wrong = TlsFront.selfSigned(folder, "elsewhere.example");
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPrivateAuthorityIsTrustedThroughTheJdksTrustStore(Parts parts) throws Exception {
        String said = cancel(right, false, parts, trusting(right));

        assertThat(said).contains(parts.says, "socket result Canceled", "socket warnings []");
        assertThat(said).contains("REST result Canceled", "REST warnings []");
        assertThat(statuses()).containsOnly(SimOrder.Status.CANCELED);
        assertThat(venue.counts().socketCancels()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateThatNobodyVouchesForEndsTheConnection(Parts parts) throws Exception {
        String said = cancel(right, false, parts, List.of());

        assertThat(saidOf("socket", said)).contains("PKIX path building failed").doesNotContain("Canceled");
        assertThat(saidOf("REST", said)).contains("PKIX path building failed").doesNotContain("Canceled");
        assertThat(statuses()).containsOnly(SimOrder.Status.NEW);
    }

    @ParameterizedTest
    @EnumSource
    void aTrustedCertificateOfAnotherHostEndsTheConnection(Parts parts) throws Exception {
        String said = cancel(wrong, false, parts, trusting(wrong));

        String fault = "No subject alternative DNS name matching localhost found";
        assertThat(saidOf("socket", said)).contains(fault).doesNotContain("Canceled");
        assertThat(saidOf("REST", said)).contains(fault).doesNotContain("Canceled");
        assertThat(statuses()).containsOnly(SimOrder.Status.NEW);
    }

    @Test
    void aTrustStoreThatCannotBeReadIsNamed() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "not a key store");

        String said = cancel(right, false, Parts.NATIVE, trusting(broken));

        assertThat(said)
                .contains("TLS cannot begin", "javax.net.ssl.trustStore")
                .doesNotContain("result");
    }

    @Test
    void spinningWhereThereIsNoEpollIsRefusedAndSaysWhatToWrite() throws Exception {
        String said = cancel(right, true, Parts.JDK, trusting(right));

        assertThat(said)
                .contains("ConfigException: busyWait is true, and there is no epoll here (", "; write false")
                .doesNotContain("result");
    }

    private static List<String> trusting(Path store) {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD);
    }

    private List<SimOrder.Status> statuses() {
        return Stream.of(overSocket, overRest)
                .map(order -> venue.book().order(order).orElseThrow().status())
                .toList();
    }

    private static String saidOf(String way, String said) {
        return said.lines().filter(line -> line.startsWith(way)).collect(Collectors.joining("\n"));
    }

    /** All that a strategy in a process of its own says. */
    private String cancel(Path certificate, boolean spin, Parts parts, List<String> trust) throws Exception {
        try (TlsFront front = TlsFront.before(venue.restUrl(), certificate)) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Dio.netty.handler.ssl.noOpenSsl=" + parts.withoutNative);
            command.add("-Dio.netty.transport.noNative=" + parts.withoutNative);
            command.addAll(trust);
            command.addAll(List.of("-Dgateway.log.level=INFO", "-Dlogback.configurationFile=" + LOGGING));
            command.addAll(List.of("-cp", JAR + File.pathSeparator + Path.of("target", "test-classes")));
            command.addAll(List.of(TlsStrategy.class.getName(), "localhost:" + front.port()));
            command.addAll(List.of(overSocket, overRest, Boolean.toString(spin)));
            File out = Files.createTempFile(folder, "out", "").toFile();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out)
                    .start();
            if (!process.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end in " + MAY_TAKE);
            }
            return Files.readString(out.toPath());
        }
    }
}

package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.it.api.GatewayJar.Ran;
import io.ordergateway.ws.api.ApiServer;
import io.ordergateway.ws.api.ApiSettings;
import io.ordergateway.ws.metrics.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask over TLS trust whom the JDK trusts. */
class TlsCommandIT {
    private static final String PASSWORD = "for-a-test";

    @TempDir
    private Path folder;

    private final Served served = Served.open();
    private Path store;
    private ApiServer server;

    @BeforeEach
    void aGatewayShowsACertificate() throws Exception {
        store = selfSigned();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        ApiSettings.Tls tls = new ApiSettings.Tls(
                pem("CERTIFICATE", keys.getCertificate("gateway").getEncoded()),
                pem(
                        "PRIVATE KEY",
                        keys.getKey("gateway", PASSWORD.toCharArray()).getEncoded()),
                null);
        server = ApiServer.open(
                new ApiSettings("127.0.0.1", 0, null, tls), served.gateway, served.guards, new Scrape(served.gateway));
    }

    private Path selfSigned() throws IOException, InterruptedException {
        Path made = folder.resolve("gateway.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=gateway",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        made.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return made;
    }

    private Path pem(String what, byte[] der) throws IOException, GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(what + ".pem"),
                "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    @AfterEach
    void close() {
        server.close();
        served.close();
    }

    @Test
    void aCertificateOfAnAuthorityThatTheJdkTrustsIsTaken() {
        String trust = "-Djavax.net.ssl.trustStore=" + store + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;

        Ran ran = new GatewayJar(folder).with("JDK_JAVA_OPTIONS", trust).run("sessions", "--url", url());

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("main (ascendex, futures) is ");
    }

    @Test
    void anyOtherIsNotAndTheSentenceSaysWhatToDo() {
        Ran ran = new GatewayJar(folder).run("sessions", "--url", url());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith(url() + " cannot be trusted (")
                .endsWith("; whom to trust says -Djavax.net.ssl.trustStore=FILE before -jar\n");
        assertThat(ran.err().lines()).hasSize(1);
    }

    private String url() {
        return "https://127.0.0.1:" + server.address().getPort();
    }
}

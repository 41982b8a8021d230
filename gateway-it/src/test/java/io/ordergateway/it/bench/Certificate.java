package io.ordergateway.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** A self-signed certificate for the venue's TLS port, made anew for each run by the JDK's keytool. */
record Certificate(Path keys, Path trust) {
    static final String PASSWORD = "benchmark";

    private static final String ALIAS = "venue";
    private static final long KEYTOOL_SECONDS = 60;

    static Certificate make(Path folder) throws IOException, InterruptedException {
        Certificate made = new Certificate(folder.resolve("venue.p12"), folder.resolve("trust.p12"));
        Path certificate = folder.resolve("venue.crt");
        Files.deleteIfExists(made.keys);
        Files.deleteIfExists(made.trust);
        keytool(
                made.keys,
                "-genkeypair",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2");
        keytool(made.keys, "-exportcert", "-file", certificate.toString());
        keytool(made.trust, "-importcert", "-noprompt", "-file", certificate.toString());
        return made;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", ALIAS, "-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", PASSWORD));
        Path said = Path.of(store + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + Files.readString(said));
        }
    }

    /** What a JVM must be told to trust it. */
    List<String> trustOptions() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    static KeyManagerFactory keys(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        return factory;
    }
}

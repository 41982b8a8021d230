package io.ordergateway.it.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** TLS before a plain venue, with a certificate that no public authority has signed. */
final class TlsFront implements AutoCloseable {
    static final String PASSWORD = "for-a-test";

    private final int venuePort;
    private final SSLServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tls-front");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private TlsFront(int venuePort, SSLServerSocket door) {
        this.venuePort = venuePort;
        this.door = door;
    }

    /** Stands before the venue at this address, with the first key of this store. */
    static TlsFront before(String venueUrl, Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket door = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(URI.create(venueUrl).getPort(), door);
        front.threads.execute(front::accept);
        return front;
    }

    /** Makes a key and a certificate for it, of this host's name. */
    static Path selfSigned(Path folder, String host) throws IOException, InterruptedException {
        Path store = folder.resolve(host + ".p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "venue", "-keyalg", "EC", "-dname", "CN=" + host));
        command.addAll(List.of("-ext", "san=dns:" + host, "-validity", "2", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Path said = folder.resolve(host + ".log");
        Process made = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("keytool failed: " + Files.readString(said));
        }
        return store;
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                Socket venue = new Socket(InetAddress.getLoopbackAddress(), venuePort);
                sockets.add(client);
                sockets.add(venue);
                threads.execute(() -> pump(client, venue));
                threads.execute(() -> pump(venue, client));
            }
        } catch (IOException e) {
            closeAll(); // the door was closed, or the venue is gone
        }
    }

    /** Until one of them ends, or refuses the handshake. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            return; // that is how connections end
        }
    }

    private void closeAll() {
        for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        closeAll();
        threads.shutdownNow();
    }
}

package io.ordergateway.it.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and the gateway, and cuts the first connection once the client was told so many bytes. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final int gateway;
    private final long cutAfter;

    CuttingProxy(int gateway, long cutAfter) throws IOException {
        this.gateway = gateway;
        this.cutAfter = cutAfter;
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** How many there have been. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), gateway);
                long most = connections.incrementAndGet() == 1 ? cutAfter : Long.MAX_VALUE;
                start(() -> pass(client, server, Long.MAX_VALUE));
                start(() -> pass(server, client, most));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Until either has ended, or was cut: then both have. */
    private static void pass(Socket from, Socket to, long most) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] bytes = new byte[1_024];
            long left = most;
            for (int read = in.read(bytes); read >= 0 && left > 0; read = in.read(bytes)) {
                to.getOutputStream().write(bytes, 0, (int) Math.min(read, left));
                left -= read;
            }
        } catch (IOException e) {
            // The other direction has ended.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

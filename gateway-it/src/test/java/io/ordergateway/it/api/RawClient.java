package io.ordergateway.it.api;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what no client library would, byte by byte. */
final class RawClient implements AutoCloseable {
    static final int FIN = 0x80;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** The code of a WebSocket that ended without one, by RFC 6455. */
    static final int ABNORMAL = 1006;

    private static final int MASKED = 0x80;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
    private static final int SMALL_BUFFER = 4_096;

    private final Socket socket;
    private final DataInputStream in;
    private boolean broken;

    /** What was answered; the status is 0 if nothing was and the connection is closed. */
    record Response(int status, String head, String body) {}

    /** A frame from the gateway. */
    record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }
    }

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static RawClient connect(Served served) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Served.PATIENCE.toMillis());
            socket.connect(served.server.address());
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A WebSocket, with a line or more in its upgrade, each with its end. */
    static RawClient stream(Served served, String more) {
        RawClient client = connect(served)
                .say("GET /v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more
                        + "\r\n");
        Response response = client.hear();
        if (response.status() != 101) {
            throw new AssertionError("no upgrade: " + response);
        }
        return client;
    }

    // ---- HTTP ----

    RawClient say(String text) {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether something could not be said, for the gateway has closed it. */
    boolean isBroken() {
        return broken;
    }

    RawClient say(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // The gateway has closed it while it was spoken to, as it may. What it answered before can still be heard.
            broken = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Response hear() {
        try {
            String head = head();
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return new Response(
                    Integer.parseInt(head.substring(9, 12)), head, new String(body, StandardCharsets.UTF_8));
        } catch (EOFException | SocketException e) {
            return new Response(0, "", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    // ---- WebSocket ----

    /** A whole frame, masked with zeros. */
    RawClient frame(int first, byte[] payload) {
        return frameHead(first, payload.length).say(payload);
    }

    RawClient text(String json) {
        return frame(FIN | TEXT, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The head of a frame of any length, as large as it may be written. */
    RawClient frameHead(int first, long length) {
        ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
        if (length >= 0 && length < 126) {
            head.put((byte) (MASKED | length));
        } else if (length >= 0 && length < 1 << 16) {
            head.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            head.put((byte) (MASKED | 127)).putLong(length);
        }
        head.putInt(0);
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return say(bytes);
    }

    Frame hearFrame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        return new Frame(first & 0xF, ByteBuffer.wrap(in.readNBytes(length)));
    }

    /** The code with which the gateway closed the WebSocket; whatever else it says before is passed over. */
    int closedWith() {
        try {
            Frame frame = hearFrame();
            while (frame.opcode() != CLOSE) {
                frame = hearFrame();
            }
            return frame.payload().getShort();
        } catch (EOFException | SocketException e) {
            return ABNORMAL;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- its end ----

    /** Whether the gateway closes it before so many milliseconds have passed; what it says until then is passed over. */
    boolean closesWithin(int millis) {
        try {
            socket.setSoTimeout(millis);
            int read = in.read();
            while (read >= 0) {
                read = in.read();
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it with a reset, as the kernel does for a program that was killed. */
    void vanish() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** The benchmark's own line to the venue. */
final class Control implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answers;

    Control(VenueAddress venue) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), venue.controlPort());
        socket.setTcpNoDelay(true);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    /** Says one of the {@link Venue}'s words, and returns how many orders it was about. */
    int say(String word) throws IOException {
        socket.getOutputStream().write((word + "\n").getBytes(ISO_8859_1));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the venue hung up on \"" + word + "\"");
        }
        return Integer.parseInt(answer);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

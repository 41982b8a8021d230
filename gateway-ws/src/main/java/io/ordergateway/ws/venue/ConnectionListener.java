package io.ordergateway.ws.venue;

import io.ordergateway.ws.frame.FrameWriter;
import io.ordergateway.ws.wire.VenueRest;

/** Who is told what a WebSocket connection says: on the account's thread, each thing under the connection's epoch. */
public interface ConnectionListener {
    /** The WebSocket handshake is done; frames go out by this writer. */
    void opened(long epoch, FrameWriter frames);

    /** Bytes came; the messages in them follow. */
    void reading();

    /** A text message came; the bytes are valid during the call. */
    void received(long epoch, byte[] utf8, int from, int to);

    /** Something came that is no text message. */
    void unreadable(long epoch, String why);

    /** The venue answered the handshake with something else; the connection is lost. It may want no other for a while. */
    void refused(long epoch, String cause, VenueRest.Reply handshake);

    /** The connection could not be opened, or ended. */
    void lost(long epoch, String cause);
}

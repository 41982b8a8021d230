package io.ordergateway.ws.venue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.ordergateway.ws.frame.FrameHandler;
import io.ordergateway.ws.frame.FrameWriter;
import io.ordergateway.ws.wire.VenueRest;

/** Last in a connection's pipeline: tells a listener what the connection says, under the epoch. */
final class VenueHandler extends FrameHandler {
    private final ConnectionListener listener;
    private final long epoch;

    VenueHandler(ConnectionListener listener, long epoch) {
        super(VenueConnector.MAX_MESSAGE_BYTES);
        this.listener = listener;
        this.epoch = epoch;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        super.userEventTriggered(context, event);
        if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            listener.lost(epoch, "the WebSocket handshake timed out");
            context.close();
        }
    }

    @Override
    protected void established(FrameWriter frames) {
        listener.opened(epoch, frames);
    }

    @Override
    protected void reading() {
        listener.reading();
    }

    @Override
    protected void text(byte[] utf8, int from, int to) {
        listener.received(epoch, utf8, from, to);
    }

    @Override
    protected void binary(int length) {
        listener.unreadable(epoch, "a binary message of " + length + " bytes instead of text");
    }

    @Override
    protected void ended(String cause) {
        listener.lost(epoch, cause);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        HttpResponse refusal =
                cause instanceof WebSocketClientHandshakeException handshake ? handshake.response() : null;
        if (refusal != null) {
            refused(refusal);
        } else {
            listener.lost(epoch, Transport.reason(cause).toString());
        }
        context.channel().close();
    }

    /** The venue, or who stands before it, answers the handshake with a status; some of them mean a ban. */
    private void refused(HttpResponse refusal) {
        String cause = "the venue refused the connection with HTTP " + refusal.status();
        String retryAfter = refusal.headers().get(HttpHeaderNames.RETRY_AFTER);
        listener.refused(epoch, cause, new VenueRest.Reply(refusal.status().code(), "", retryAfter));
    }
}

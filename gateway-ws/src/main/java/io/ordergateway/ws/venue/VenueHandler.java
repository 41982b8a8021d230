package io.ordergateway.ws.venue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Last in a connection's pipeline: turns what Netty says into what the session understands, under the epoch. */
final class VenueHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final VenueSession session;
    private final long epoch;

    VenueHandler(VenueSession session, long epoch) {
        this.session = session;
        this.epoch = epoch;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            session.opened(epoch);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            session.lost(epoch, "the WebSocket handshake timed out");
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            session.received(epoch, text.text());
        } else {
            session.unreadable(epoch, "a " + frame.getClass().getSimpleName() + " instead of text");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        session.lost(epoch, "the connection was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        session.lost(epoch, cause.toString());
        context.close();
    }
}

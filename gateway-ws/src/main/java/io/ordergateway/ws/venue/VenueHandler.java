package io.ordergateway.ws.venue;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;

/** Last in a connection's pipeline: turns what Netty says into what the session understands, under the epoch. */
final class VenueHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** How long AscendEX bans an address when it does not say (dossier 9.1). */
    static final Duration BAN = Duration.ofMinutes(15);

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
            byte[] utf8 = ByteBufUtil.getBytes(text.content());
            session.received(epoch, utf8, 0, utf8.length);
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
        HttpResponse refusal =
                cause instanceof WebSocketClientHandshakeException handshake ? handshake.response() : null;
        if (refusal != null) {
            refused(refusal);
        } else {
            session.lost(epoch, Transport.reason(cause).toString());
        }
        context.close();
    }

    /** The venue, or who stands before it, answers the handshake with a status; some of them mean a ban (dossier 9.1, 10). */
    private void refused(HttpResponse refusal) {
        int status = refusal.status().code();
        String cause = "the venue refused the connection with HTTP " + refusal.status();
        Duration stayAway = RestHealth.stayAway(status, refusal.headers().get(HttpHeaderNames.RETRY_AFTER), BAN);
        if (stayAway == null) {
            session.lost(epoch, cause);
        } else {
            session.banned(epoch, cause, stayAway);
        }
    }
}

package io.ordergateway.ws.venue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Who moves a gateway's bytes, and who encrypts them: native code where this machine has it, the JDK otherwise. */
public final class Transport {
    /** Nothing due is a reason to look again, not to sleep. */
    private static final SelectStrategyFactory SPIN =
            () -> (ready, mustNotBlock) -> mustNotBlock ? ready.get() : SelectStrategy.BUSY_WAIT;

    private final Sockets sockets;
    private final SslProvider engine;
    private final AddressResolverGroup<InetSocketAddress> names;
    private @Nullable SslContext tls;

    /** Who tells an event loop that a socket is ready. */
    public enum Sockets {
        /** Linux's epoll, from native code. */
        EPOLL,
        /** The same, asked over and over instead of waited for: a CPU of its own for each loop, for good. */
        EPOLL_SPINNING,
        /** The JDK's own, everywhere. */
        NIO;

        /** Why this machine cannot do it, or {@code null} if it can. */
        public @Nullable Throwable fault() {
            return this == NIO ? null : Epoll.unavailabilityCause();
        }
    }

    /**
     * A transport of these parts.
     *
     * @param sockets one without a {@link Sockets#fault()}
     * @param engine one that is available, for TLS
     */
    public Transport(Sockets sockets, SslProvider engine) {
        this.sockets = sockets;
        this.engine = engine;
        // Looks names up without blocking: the JDK's own way would hold up every cancel of the account.
        this.names = new DnsAddressResolverGroup(datagramChannel(), DnsServerAddressStreamProviders.platformDefault());
    }

    /** The fastest this machine has, of those that sleep while there is nothing to do. */
    public static Transport present() {
        return new Transport(Sockets.EPOLL.fault() == null ? Sockets.EPOLL : Sockets.NIO, engine());
    }

    /** One that does not sleep. */
    public static Transport spinning() {
        return new Transport(Sockets.EPOLL_SPINNING, engine());
    }

    private static SslProvider engine() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    /** So many event loops, each on a thread of its own once it has something to do. */
    public EventLoopGroup loops(int count) {
        IoHandlerFactory io = switch (sockets) {
            case EPOLL -> EpollIoHandler.newFactory();
            case EPOLL_SPINNING -> EpollIoHandler.newFactory(0, SPIN);
            case NIO -> NioIoHandler.newFactory();
        };
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("gateway", true), io);
    }

    Class<? extends SocketChannel> socketChannel() {
        return sockets == Sockets.NIO ? NioSocketChannel.class : EpollSocketChannel.class;
    }

    private Class<? extends DatagramChannel> datagramChannel() {
        return sockets == Sockets.NIO ? NioDatagramChannel.class : EpollDatagramChannel.class;
    }

    public AddressResolverGroup<InetSocketAddress> names() {
        return names;
    }

    /**
     * TLS that checks the venue's certificate and name. Whichever engine does it, trust is the JDK's: {@code cacerts}, or what
     * {@code javax.net.ssl.trustStore} names instead.
     */
    public synchronized SslContext tls() {
        if (tls == null) {
            try {
                tls = SslContextBuilder.forClient()
                        .sslProvider(engine)
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build();
            } catch (SSLException e) {
                throw new IllegalStateException("TLS cannot begin; is javax.net.ssl.trustStore readable?", e);
            }
        }
        return tls;
    }

    /** What went wrong, for operators: BoringSSL's own exceptions say nothing, the certificate's fault is their cause. */
    public static Throwable reason(Throwable fault) {
        return fault instanceof SSLException && fault.getCause() != null ? fault.getCause() : fault;
    }

    /** For operators: the parts, and what is missing if it could be faster. */
    @Override
    public String toString() {
        Throwable noEpoll = sockets == Sockets.NIO ? Sockets.EPOLL.fault() : null;
        String moved = switch (sockets) {
            case EPOLL -> "epoll";
            case EPOLL_SPINNING -> "epoll, spinning";
            case NIO -> "NIO" + (noEpoll == null ? "" : " (no epoll: " + noEpoll.getMessage() + ")");
        };
        return moved + "; TLS by " + (engine == SslProvider.JDK ? "the JDK" : OpenSsl.versionString());
    }
}

package io.ordergateway.ws.sim.socket;

import io.netty.channel.Channel;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimFloor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where sockets come in: which paths there are, who may enter, and whether anybody may. */
public final class SocketDoor {
    private final SimFloor floor;
    private final SimAuth auth;
    private final SocketHub hub;
    private final SocketOrders orders;
    private final Duration pingAfter;
    private final Map<String, Stream> streams;

    public SocketDoor(SimFloor floor, SimAuth auth, SocketHub hub, Duration pingAfter) {
        this.floor = floor;
        this.auth = auth;
        this.hub = hub;
        this.orders = new SocketOrders(floor);
        this.pingAfter = pingAfter;
        String group = "/" + floor.account().group() + "/api/pro/";
        this.streams = Map.of(
                group + "v1/stream",
                new Stream(true, false),
                group + "v2/stream",
                new Stream(false, false),
                group + "v1/websocket-for-hummingbot-liq-mining/stream",
                new Stream(true, false),
                "/api/pro/v1/stream",
                new Stream(true, true),
                "/api/pro/v2/stream",
                new Stream(false, true));
    }

    /** The path's stream; empty when there is no such path. */
    public Optional<Stream> stream(String path) {
        return Optional.ofNullable(streams.get(path));
    }

    /** Section 9.1: a banned address, or one that has too many sockets, is answered as if it had asked too often. */
    public boolean isTooMany() {
        return floor.meter().isBanned() || floor.meter().isFull(hub.openSockets());
    }

    /** Section 3.1: headers at the upgrade. */
    public boolean mayLogIn(
            Stream stream, @Nullable String key, @Nullable String timestamp, @Nullable String signature) {
        return !stream.open() && auth.checkStream(stream.v1(), key, timestamp, signature) == SimAuth.Verdict.GOOD;
    }

    public SocketFace open(Channel channel, Stream stream, boolean loggedIn) {
        return new SocketFace(channel, new SocketSession(floor, auth, orders, stream, loggedIn), hub, floor, pingAfter);
    }
}

package io.ordergateway.ws.sim.hashkey.stream;

import io.netty.channel.Channel;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may open a private stream: whoever has a listen key, by the path alone (section 9). */
public final class StreamDoor {
    private static final String PATH = "/api/v1/ws/";

    private final HashKeyFloor floor;
    private final ListenKeys keys;
    private final StreamHub hub;
    private volatile @Nullable Closed told;

    public StreamDoor(HashKeyFloor floor, ListenKeys keys, StreamHub hub) {
        this.floor = floor;
        this.keys = keys;
        this.hub = hub;
    }

    /**
     * Why nobody comes in.
     *
     * @param status what a handshake is answered with
     */
    public record Closed(int status, Optional<Duration> retryAfter) {
        public Closed {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be 400 to 599, is " + status);
            }
        }
    }

    /** Every handshake is answered with this from now on; null lets them in again. */
    public void close(@Nullable Closed why) {
        told = why;
    }

    public Optional<Closed> closed() {
        return Optional.ofNullable(told);
    }

    /** The listen key of the path; empty when it is no stream's path. */
    public Optional<String> listenKey(String path) {
        return path.startsWith(PATH) ? Optional.of(path.substring(PATH.length())) : Optional.empty();
    }

    public boolean mayOpen(String listenKey) {
        return keys.isValid(listenKey);
    }

    public StreamSocket open(Channel channel, String listenKey) {
        return new StreamSocket(channel, listenKey, keys, hub, floor);
    }
}

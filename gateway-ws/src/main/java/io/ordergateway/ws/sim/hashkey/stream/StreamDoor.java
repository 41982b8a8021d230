package io.ordergateway.ws.sim.hashkey.stream;

import io.netty.channel.Channel;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import java.util.Optional;

/** Who may open a private stream: whoever has a listen key, by the path alone (section 9). */
public final class StreamDoor {
    private static final String PATH = "/api/v1/ws/";

    private final HashKeyFloor floor;
    private final ListenKeys keys;
    private final StreamHub hub;

    public StreamDoor(HashKeyFloor floor, ListenKeys keys, StreamHub hub) {
        this.floor = floor;
        this.keys = keys;
        this.hub = hub;
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

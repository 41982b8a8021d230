package io.ordergateway.ws.sim.coinswitch.stream;

import io.netty.channel.Channel;
import io.ordergateway.ws.sim.coinswitch.door.Signatures;
import java.util.Set;

/** Where clients of the stream come in, and whether anybody may. */
public final class StreamDoor {
    private static final String PATH = "/pro/realtime-rates-socket/spot/order-updates";
    private static final Set<String> PATHS = Set.of(PATH, PATH + "/");

    private final StreamHub hub;
    private final Signatures signatures;
    private final StreamTimings timings;
    private volatile boolean refusing;

    /** @param signatures knows the account's key: no more is asked of who subscribes (section 9) */
    public StreamDoor(StreamHub hub, Signatures signatures, StreamTimings timings) {
        this.hub = hub;
        this.signatures = signatures;
        this.timings = timings;
    }

    /** Whether the stream is here. */
    public boolean isAt(String path) {
        return PATHS.contains(path);
    }

    /** Whether the namespace refuses those who connect to it, from now on. */
    public void refuseNamespace(boolean refuse) {
        refusing = refuse;
    }

    boolean isRefusing() {
        return refusing;
    }

    boolean isAccount(String apiKey) {
        return signatures.isKey(apiKey);
    }

    /** A client whose handshake is on its way. */
    public StreamClient open(Channel channel) {
        return new StreamClient(channel, hub, this, timings);
    }
}

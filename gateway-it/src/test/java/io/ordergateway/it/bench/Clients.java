package io.ordergateway.it.bench;

import java.util.List;

/** Who takes turns, by name. */
final class Clients {
    static final String FLOOR = "floor";
    static final String GATEWAY = "gateway";
    static final String GATEWAY_EACH = "gateway-each";
    static final String GATEWAY_STREAM = "gateway-stream";
    static final String GATEWAY_SQLITE = "gateway-sqlite";

    static final String REACTOR_NETTY = "reactor-netty";
    static final String JDK = "jdk";
    static final String REST = "rest";

    static final List<String> ALL =
            List.of(FLOOR, GATEWAY, GATEWAY_EACH, GATEWAY_STREAM, GATEWAY_SQLITE, REACTOR_NETTY, JDK, REST);

    private Clients() {}

    /** Whether a client has anything of its own to show in a mode. */
    static boolean does(String name, String mode) {
        return switch (name) {
            case GATEWAY_EACH, GATEWAY_STREAM ->
                mode.startsWith("burst") && !Mode.PACED.matcher(mode).matches();
            case GATEWAY_SQLITE -> !mode.startsWith("open") && !mode.endsWith("x2");
            // One at a time is the only thing it can do, and with a thousand at once it takes a tenth of a second for
            // each.
            case REST -> mode.equals("pingpong") || mode.equals("burst100") || mode.equals("burst1000");
            default -> true;
        };
    }

    static BenchClient open(String name, VenueAddress venue) throws Exception {
        return switch (name) {
            case FLOOR -> new FloorClient(venue);
            case GATEWAY -> new GatewayClient(venue, GatewayClient.Burst.LIST);
            case GATEWAY_EACH -> new GatewayClient(venue, GatewayClient.Burst.EACH);
            case GATEWAY_STREAM -> new GatewayClient(venue, GatewayClient.Burst.STREAM);
            case GATEWAY_SQLITE -> GatewayClient.storing(venue);
            case REACTOR_NETTY -> new ReactorNettyClient(venue);
            case JDK -> new JdkClient(venue);
            case REST -> new RestClient(venue);
            default -> throw new IllegalArgumentException("there is no client \"" + name + "\"; write some of " + ALL);
        };
    }
}

package io.ordergateway.it.flow;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A strategy that only wants a gateway; run with nothing else on its class path. With an argument, outcomes go to that file. */
final class Embedder {
    private Embedder() {}

    public static void main(String[] args) {
        try (SimVenue venue = SimVenue.start(0);
                OrderGateway gateway = Gateway.open(config(venue, args))) {
            String order = venue.book().place("BTC-PERP", "Buy", "1", "30000");
            String result = String.valueOf(
                    gateway.cancel(CancelOrder.of("main", "BTC-PERP", order).awaitFinal())
                            .block());
            System.out.write(result.getBytes(StandardCharsets.UTF_8), 0, result.length());
            System.out.flush();
        }
    }

    private static GatewayConfig config(SimVenue venue, String[] args) {
        GatewayConfig config = GatewayConfig.of(AccountConfig.ascendex(
                        "main", Account.Category.FUTURES, new Credentials(SimSettings.KEY, SimSettings.SECRET))
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl())));
        return args.length == 0 ? config : config.storing(StoreSettings.at(Path.of(args[0])));
    }
}

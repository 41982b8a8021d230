package io.ordergateway.it.flow;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.wire.Credentials;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway in a process of its own, to be killed. It is told on its input what to cancel, a burst a line, and says on its
 * output what it was told: {@code ready}, {@code told CANCEL_ID KIND} and {@code seen POSITION}.
 */
final class MortalGateway {
    /** The simulated venue carries out what it gets at once, and a test would rather not wait for longer. */
    private static final Duration WINDOW = Duration.ofSeconds(3);

    private static final RateLimit UNLIMITED = new RateLimit("unlimited", Integer.MAX_VALUE, Duration.ofMinutes(1), 0);

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private MortalGateway() {}

    /**
     * Lives until it is killed, or its input ends.
     *
     * @param args the venue's REST address, its socket address, the file of the log, the position to read the stream from
     */
    public static void main(String[] args) throws IOException {
        AccountConfig account = AccountConfig.ascendex(
                        Desk.ACCOUNT, Market.FUTURES.category, new Credentials(SimSettings.KEY, SimSettings.SECRET))
                .group(SimSettings.ACCOUNT_GROUP)
                .at(URI.create(args[0]), URI.create(args[1]))
                .sessions(1);
        GatewayConfig config = GatewayConfig.of(inAHurry(account)).storing(StoreSettings.at(Path.of(args[2])));
        try (OrderGateway gateway = Gateway.open(config)) {
            gateway.outcomes(Position.of(Long.parseLong(args[3])))
                    .subscribe(outcome -> say("seen " + outcome.position()));
            say("ready");
            obey(gateway);
        }
    }

    /** After many kills there is much to ask about, and a real venue's limits would make a test wait for minutes. */
    private static AccountConfig inAHurry(AccountConfig account) {
        AccountConfig.Tuning tuning = account.tuning();
        VenueLimits limits = new VenueLimits(
                new VenueLimits.Sockets(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED), RequestLimits.together(UNLIMITED));
        return Desk.window(account.tuned(tuning.budgets(limits)), WINDOW);
    }

    private static void obey(OrderGateway gateway) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            gateway.cancels(burst(line))
                    .subscribe(result -> say("told " + result.cancelId().value() + " " + result.kind()));
        }
    }

    /** In one write, so that a line is said or not said. */
    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each word is {@code CANCEL_ID=ORDER_ID}; every second caller waits for the end. */
    private static List<CancelOrder> burst(String line) {
        List<CancelOrder> burst = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            int middle = word.indexOf('=');
            CancelOrder wish = Desk.wish(word.substring(middle + 1)).id(word.substring(0, middle));
            burst.add(burst.size() % 2 == 0 ? wish : wish.awaitFinal());
        }
        return burst;
    }
}

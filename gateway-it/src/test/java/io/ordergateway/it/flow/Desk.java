package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A strategy's desk: a venue with its book on one side, a gateway with all its outcomes on the other. */
final class Desk implements AutoCloseable {
    static final String ACCOUNT = "main";
    static final String SYMBOL = Market.FUTURES.symbol;
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Duration REPLY_TIMEOUT = Duration.ofMillis(400);

    final Market market;
    final SimVenue venue;
    final OrderGateway gateway;
    private final Queue<CancelOutcome> outcomes = new ConcurrentLinkedQueue<>();

    private Desk(Market market, SimVenue venue, OrderGateway gateway) {
        this.market = market;
        this.venue = venue;
        this.gateway = gateway;
        gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(outcomes::add);
    }

    /** A desk that trades futures over one session, ready. */
    static Desk ready() {
        return ready(Market.FUTURES);
    }

    static Desk ready(Market market) {
        return ready(market, config -> config);
    }

    static Desk ready(UnaryOperator<AccountConfig> change) {
        return ready(Market.FUTURES, change);
    }

    static Desk ready(Market market, UnaryOperator<AccountConfig> change) {
        Desk desk = open(market, market.start(), change);
        desk.awaitReady();
        return desk;
    }

    static Desk open(SimVenue venue, UnaryOperator<AccountConfig> change) {
        return open(Market.FUTURES, venue, change);
    }

    static Desk open(Market market, SimVenue venue, UnaryOperator<AccountConfig> change) {
        return new Desk(market, venue, Gateway.open(GatewayConfig.of(change.apply(account(market, venue)))));
    }

    /** For bursts on a cold machine, where the gateway's own slowness must not look like the venue's silence. */
    static AccountConfig patient(AccountConfig config) {
        return config.tuned(config.tuning().replyTimeout(PATIENCE));
    }

    /** The venue carries a request out for so long after it was sent, or so the gateway believes. */
    static AccountConfig window(AccountConfig config, Duration window) {
        AccountConfig.Tuning tuning = config.tuning();
        return config.tuned(tuning.limits(tuning.limits().requestWindow(window)));
    }

    static AccountConfig account(Market market, SimVenue venue) {
        SessionTimings timings =
                SessionTimings.DEFAULT.reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
        return AccountConfig.ascendex(ACCOUNT, market.category, new Credentials(SimSettings.KEY, SimSettings.SECRET))
                .group(SimSettings.ACCOUNT_GROUP)
                .choose("futuresApi", market == Market.FUTURES_V1 ? "v1" : "v2")
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()))
                .sessions(1)
                .tuned(AccountConfig.Tuning.DEFAULT.timings(timings).replyTimeout(REPLY_TIMEOUT));
    }

    void awaitReady() {
        await().atMost(PATIENCE).until(() -> gateway.health().socketsReady());
    }

    /** Leaves the gateway without sockets, and the venue willing to take none. */
    void socketsDown() {
        venue.acceptSockets(false);
        venue.cutSockets();
        await().atMost(PATIENCE).until(() -> !gateway.health().socketsReady());
    }

    /** The market's own book at the venue. */
    SimBook book() {
        return market.book(venue);
    }

    String place() {
        return book().place(market.symbol, "Buy", "0.1", "30000");
    }

    List<String> place(int count) {
        return Stream.generate(this::place).limit(count).toList();
    }

    /** A wish of those who trade futures; other markets make their own. */
    static CancelOrder wish(String orderId) {
        return Market.FUTURES.wish(orderId);
    }

    static CancelOrder finalWish(String orderId) {
        return Market.FUTURES.finalWish(orderId);
    }

    CancelResult cancel(CancelOrder wish) {
        return Objects.requireNonNull(gateway.cancel(wish).block(PATIENCE));
    }

    List<CancelResult> cancels(List<CancelOrder> wishes) {
        return Objects.requireNonNull(gateway.cancels(wishes).collectList().block(PATIENCE));
    }

    SimOrder inBook(String orderId) {
        return book().order(orderId).orElseThrow();
    }

    SessionHealth.Counts counts() {
        return gateway.health().accounts().get(0).sessions().get(0).counts();
    }

    List<CancelOutcome> outcomesOf(CancelId id) {
        return outcomes.stream()
                .filter(outcome -> outcome.cancelId().equals(id))
                .toList();
    }

    List<CancelOutcome> outcomes(CancelOutcome.Phase phase) {
        return outcomes.stream().filter(outcome -> outcome.phase() == phase).toList();
    }

    List<CancelOutcome> ends() {
        return outcomes.stream().filter(CancelOutcome::closes).toList();
    }

    /** The record that says how a cancel ended, once it is there. */
    CancelResult awaitEnd(CancelId id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> outcomesOf(id).stream()
                                .filter(CancelOutcome::closes)
                                .map(CancelOutcome::result)
                                .findFirst(),
                        end -> end.isPresent())
                .orElseThrow();
    }

    /** Counts both sides: every accepted cancel was settled once, and ended once, as the venue's own book has it. */
    void assertBooksAgree(int cancels) {
        await().atMost(PATIENCE)
                .until(() -> outcomes.stream().filter(CancelOutcome::closes).count() >= cancels);
        assertThat(outcomes(CancelOutcome.Phase.ACCEPTED)).hasSize(cancels);
        assertThat(outcomes(CancelOutcome.Phase.SETTLED))
                .extracting(CancelOutcome::cancelId)
                .doesNotHaveDuplicates()
                .hasSize(cancels);
        List<CancelOutcome> ends = ends();
        assertThat(ends)
                .extracting(CancelOutcome::cancelId)
                .doesNotHaveDuplicates()
                .hasSize(cancels);
        assertThat(ends)
                .allSatisfy(end -> assertThat(claim(Objects.requireNonNull(end.result())))
                        .as("%s", end.result())
                        .isEqualTo(inBook(end.order().orderId()).status().name()));
        assertThat(gateway.health().accounts().get(0).pending()).isZero();
    }

    /** What a final result claims of its order, in the words of the book. */
    static String claim(CancelResult result) {
        if (result instanceof CancelResult.TooLate late) {
            return late.how() == OrderStatus.OPEN ? "?" : late.how().name();
        }
        return result instanceof CancelResult.Canceled ? "CANCELED" : "NEW";
    }

    @Override
    public void close() {
        gateway.close();
        venue.close();
    }
}

package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What HashKey has that the other venues over HTTP have not: two headers, client order ids, batches and a history. */
@Timeout(60)
class HashKeyPathIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SYMBOL = "BTCUSDT";

    private static HashKeyVenue venue(HashKeyHabit... habits) {
        return HashKeyVenue.start(HashKeySettings.defaults().withHabits(habits));
    }

    private static OrderGateway open(HashKeyVenue venue, UnaryOperator<AccountConfig> by) {
        return open(venue, Account.Category.CASH, by);
    }

    private static OrderGateway open(HashKeyVenue venue, Account.Category category, UnaryOperator<AccountConfig> by) {
        Account account = new Account("main", Venue.HASHKEY, category);
        AccountConfig config = AccountConfig.of(account, Map.of(), HashKeySettings.KEY, HashKeySettings.SECRET)
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()));
        return Gateway.open(GatewayConfig.of(by.apply(config)));
    }

    private static OrderGateway open(HashKeyVenue venue) {
        return open(venue, config -> config);
    }

    private static OrderGateway green(OrderGateway gateway) {
        await().atMost(PATIENCE).until(() -> gateway.health().level() == GatewayHealth.Level.GREEN);
        return gateway;
    }

    private static CancelOrder patient(CancelOrder wish) {
        return wish.awaitFinal().within(Duration.ofSeconds(15));
    }

    private static CancelOrder byId(String orderId) {
        return patient(CancelOrder.of("main", SYMBOL, orderId));
    }

    private static CancelOrder byClientId(String clientOrderId) {
        return patient(CancelOrder.ofClientId("main", SYMBOL, clientOrderId));
    }

    private static List<CancelResult> cancels(OrderGateway gateway, List<CancelOrder> wishes) {
        return Objects.requireNonNull(gateway.cancels(wishes).collectList().block(PATIENCE));
    }

    private static CancelResult cancel(OrderGateway gateway, CancelOrder wish) {
        return Objects.requireNonNull(gateway.cancel(wish).block(PATIENCE));
    }

    @Test
    void aCancelFromTheFirstMomentOnCarriesTheKeyInTheHeaderThatTheVenueReads() {
        try (HashKeyVenue venue = venue(HashKeyHabit.OTHER_KEY_HEADER);
                OrderGateway gateway = open(venue)) {
            String orderId = venue.book().place(SYMBOL, "BUY", "0.1", "30000");

            CancelResult told = cancel(gateway, byId(orderId));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        }
    }

    @Test
    void aVenueThatWillNotCheckTheKeyIsSentCancelsAllTheSame() {
        String refusal = "{\"code\":\"-1005\",\"msg\":\"No permission\"}";
        try (HashKeyVenue venue = venue();
                Front front = Front.before(venue)) {
            front.answer("checkApiKey", new Front.Page(400, Map.of(), refusal));
            try (OrderGateway gateway = open(venue, front::on)) {
                String orderId = venue.book().place(SYMBOL, "BUY", "0.1", "30000");

                CancelResult told = cancel(gateway, byId(orderId));

                assertThat(told).isInstanceOf(CancelResult.Canceled.class);
                assertThat(gateway.health().accounts().get(0).warnings())
                        .anySatisfy(warning -> assertThat(warning).contains("-1005 No permission"));
            }
        }
    }

    @Test
    void aKeyThatIsRevokedMeanwhileIsSeenInTheHealth() {
        try (HashKeyVenue venue = venue();
                OrderGateway gateway = green(open(venue))) {
            venue.refuseKey("0103");

            CancelResult told = cancel(gateway, byId(venue.book().place(SYMBOL, "BUY", "0.1", "30000")));

            assertThat(told)
                    .isInstanceOfSatisfying(
                            CancelResult.Rejected.class,
                            no -> assertThat(no.reason()).isEqualTo(RejectReason.NOT_AUTHORIZED));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(gateway.health().accounts().get(0).warnings())
                                    .anySatisfy(warning ->
                                            assertThat(warning).startsWith("the venue refuses the credentials: 0103")));
            assertThat(gateway.health().level()).isEqualTo(GatewayHealth.Level.RED);
        }
    }

    @Test
    void cancelsByTheVenuesIdsGoTogetherAndThoseByClientOrderIdsEachAlone() {
        int orders = 10;
        try (HashKeyVenue venue = venue();
                OrderGateway gateway = green(open(venue))) {
            List<CancelOrder> byClientId = IntStream.range(0, orders)
                    .mapToObj(i -> "gw-" + i)
                    .peek(id -> venue.book().place(SYMBOL, "BUY", "0.1", "30000", id))
                    .map(HashKeyPathIT::byClientId)
                    .toList();
            List<CancelOrder> byId = IntStream.range(0, orders)
                    .mapToObj(i -> byId(venue.book().place(SYMBOL, "BUY", "0.1", "30000")))
                    .toList();

            List<CancelResult> alone = cancels(gateway, byClientId);

            assertThat(alone).hasSize(orders).allMatch(CancelResult.Canceled.class::isInstance);
            assertThat(venue.counts().cancels()).isEqualTo(orders);
            assertThat(venue.counts().batchCancels()).isZero();

            List<CancelResult> together = cancels(gateway, byId);

            assertThat(together).hasSize(orders).allMatch(CancelResult.Canceled.class::isInstance);
            assertThat(venue.counts().batchCancels()).isPositive();
        }
    }

    @Test
    void aBatchThatWouldCostMoreThanItsCancelsIsNone() {
        try (HashKeyVenue venue = venue();
                OrderGateway gateway = green(open(venue))) {
            List<CancelOrder> few = IntStream.range(0, 2)
                    .mapToObj(i -> byId(venue.book().place(SYMBOL, "BUY", "0.1", "30000")))
                    .toList();

            List<CancelResult> told = cancels(gateway, few);

            assertThat(told).hasSize(2).allMatch(CancelResult.Canceled.class::isInstance);
            assertThat(venue.counts().cancels()).isEqualTo(2);
            assertThat(venue.counts().batchCancels()).isZero();
        }
    }

    @Test
    void openFuturesOfHongKongAreNotAskedForWhereNobodyKnowsThatTheyAre() {
        try (HashKeyVenue venue = venue();
                Front front = Front.before(venue);
                OrderGateway gateway = open(venue, Account.Category.FUTURES, front::on)) {
            CancelAll all = CancelAll.of("main").within(Duration.ofSeconds(3));

            List<CancelResult> told =
                    Objects.requireNonNull(gateway.cancelAll(all).collectList().block(PATIENCE));

            assertThat(told).singleElement().isInstanceOf(CancelResult.Refused.class);
            assertThat(front.asked("checkApiKey")).isNotEmpty();
            assertThat(front.asked("openOrders")).isEmpty();
        }
    }

    @Test
    void whatIsLearnedOfAnOrderUnderOneNameEndsItsCancelUnderTheOther() {
        try (HashKeyVenue venue = venue();
                Front front = Front.before(venue)) {
            venue.acceptSockets(false);
            front.answer("origClientOrderId=", Front.Page.of(404));
            try (OrderGateway gateway = open(venue, front::on)) {
                String orderId = venue.book().place(SYMBOL, "BUY", "0.1", "30000", "gw-0001-A");

                List<CancelResult> told = cancels(gateway, List.of(byClientId("gw-0001-A"), byId(orderId)));

                assertThat(told)
                        .hasSize(2)
                        .allSatisfy(result -> assertThat(Objects.requireNonNull(result.evidence())
                                        .rule())
                                .isEqualTo("status-query"))
                        .allMatch(CancelResult.Canceled.class::isInstance);
            }
        }
    }

    @Test
    void anOrderThatTheVenueNoLongerFindsIsLookedUpInItsHistory() {
        try (HashKeyVenue venue = venue(HashKeyHabit.FORGETS_ENDED);
                OrderGateway gateway = green(open(venue))) {
            String orderId = venue.book().place(SYMBOL, "BUY", "0.1", "30000");
            venue.book().fill(orderId);
            venue.book().fill(venue.book().place(SYMBOL, "BUY", "0.1", "30000"));

            CancelResult told = cancel(gateway, byId(orderId));

            assertThat(told)
                    .isInstanceOfSatisfying(
                            CancelResult.TooLate.class,
                            late -> assertThat(late.how()).isEqualTo(OrderStatus.FILLED));
        }
    }
}

package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.fault.SimFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything gone, in every market: a whole account, one symbol, one side; whatever breaks meanwhile. */
@ParameterizedClass
@EnumSource(Market.class)
class CancelAllIT {
    private static final int MANY = 100;
    private static final CancelAll ACCOUNT = CancelAll.of(Desk.ACCOUNT);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Market market;
    private final Desk desk;

    CancelAllIT(Market market) {
        this.market = market;
        // Nothing in flight is given up meanwhile, so that what happens to it is what the test does.
        this.desk = Desk.ready(market, Desk::patient);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAccountIsEmptiedWithOneFrameOrOneRequest(boolean socketUp) {
        if (!socketUp) {
            desk.socketsDown();
        }
        List<String> orders = place("Buy", "Sell", "Buy");
        orders.add(placeElsewhere());

        List<CancelResult> told = cancelAll(ACCOUNT);

        PathKind path = socketUp ? PathKind.SOCKET : PathKind.REST;
        assertThat(told).allSatisfy(result -> {
            assertThat(result).isInstanceOf(CancelResult.Canceled.class);
            assertThat(result.attempts()).extracting(Attempt::path).containsExactly(path);
        });
        assertAnsweredOnceEach(told, orders);
        assertThat(desk.book().open()).isEmpty();
        assertThat(sentAlone()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSymbolIsEmptiedAndNoOtherIsTouched(boolean socketUp) {
        if (!socketUp) {
            desk.socketsDown();
        }
        List<String> orders = place("Buy", "Sell");
        String elsewhere = placeElsewhere();

        List<CancelResult> told = cancelAll(ACCOUNT.symbol(market.symbol));

        assertAnsweredOnceEach(told, orders);
        assertThat(desk.book().open()).extracting(SimOrder::orderId).containsExactly(elsewhere);
        assertThat(sentAlone()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSideIsEmptiedOrderByOrderAndTheOtherSideIsNotTouched(boolean socketUp) {
        if (!socketUp) {
            desk.socketsDown();
        }
        List<String> sells = place("Sell", "Sell", "Sell");
        List<String> buys = place("Buy", "Buy");
        buys.add(placeElsewhere());

        List<CancelResult> told = cancelAll(ACCOUNT.side(Side.SELL));

        assertAnsweredOnceEach(told, sells);
        assertThat(desk.book().open()).extracting(SimOrder::orderId).containsExactlyInAnyOrderElementsOf(buys);
        assertThat(sentAlone()).isPositive();
    }

    @Test
    void ofASymbolOneSideIsEmptied() {
        List<String> buys = place("Buy");
        List<String> rest = place("Sell");
        rest.add(placeElsewhere());

        List<CancelResult> told = cancelAll(ACCOUNT.symbol(market.symbol).side(Side.BUY));

        assertAnsweredOnceEach(told, buys);
        assertThat(desk.book().open()).extracting(SimOrder::orderId).containsExactlyInAnyOrderElementsOf(rest);
    }

    @Test
    void ofTwoStrategiesOnOneAccountOnlyOneIsEmptied() {
        List<String> mine = List.of(placeAs("000001alp"), placeAs("000002alp"));
        String theirs = placeAs("000001bet");

        List<CancelResult> told = cancelAll(ACCOUNT.strategy("alp"));

        assertAnsweredOnceEach(told, mine);
        assertThat(desk.book().open()).extracting(SimOrder::orderId).containsExactly(theirs);
    }

    /** As if placed by a request with this client id. */
    private String placeAs(String clientId) {
        String orderId = desk.book().newOrderId('s', System.currentTimeMillis(), clientId, "Buy", market.symbol);
        return desk.book()
                .place(orderId, market.symbol, "Buy", BigDecimal.ONE, BigDecimal.TEN)
                .orElseThrow()
                .orderId();
    }

    @Test
    void anEmptyScopeIsDoneWithoutAResultAndWithoutASentByte() {
        String elsewhere = placeElsewhere();

        List<CancelResult> told = cancelAll(ACCOUNT.symbol(market.symbol));

        assertThat(told).isEmpty();
        assertThat(desk.venue.counts().openQueries()).isEqualTo(1);
        assertThat(desk.counts().sent()).isZero();
        assertThat(desk.inBook(elsewhere).status()).isEqualTo(SimOrder.Status.NEW);
    }

    @Test
    void whenTheSocketIsCutUnderTheFrameRestTakesOver() {
        List<String> orders = place("Buy", "Sell", "Buy");
        ignoreOrderFrames();
        CompletableFuture<List<CancelResult>> told = cancelAllLater(ACCOUNT);
        awaitInFlight();

        desk.socketsDown();

        assertThat(told).succeedsWithin(Desk.PATIENCE);
        assertThat(told.join()).allSatisfy(result -> {
            assertThat(result).isInstanceOf(CancelResult.Canceled.class);
            assertThat(result.attempts()).extracting(Attempt::path).containsExactly(PathKind.SOCKET, PathKind.REST);
        });
        assertAnsweredOnceEach(told.join(), orders);
        assertThat(desk.book().open()).isEmpty();
        assertThat(sentAlone()).isZero();
    }

    @Test
    void whenTheSocketIsCutUnderTheCancelsOfASideRestTakesOver() {
        List<String> sells = place("Sell", "Sell", "Sell");
        desk.venue.faults().next(SimFault.SILENT, SimFault.MUTE, SimFault.SILENT);
        CompletableFuture<List<CancelResult>> told = cancelAllLater(ACCOUNT.side(Side.SELL));
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == 3);

        desk.socketsDown();

        assertThat(told).succeedsWithin(Desk.PATIENCE);
        assertThat(told.join()).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
        assertAnsweredOnceEach(told.join(), sells);
    }

    @Test
    void aHundredOrdersAreGoneHoweverOftenTheSocketIsCut() {
        List<String> orders = desk.place(MANY);
        CompletableFuture<List<CancelResult>> told = cancelAllLater(ACCOUNT.within(Desk.PATIENCE));
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().openQueries() >= 1);

        await().pollInterval(Duration.ofMillis(20)).atMost(Desk.PATIENCE).until(() -> {
            desk.venue.cutSockets();
            return told.isDone();
        });

        assertAnsweredOnceEach(told.join(), orders);
        assertThat(desk.book().open()).isEmpty();
    }

    @Test
    void whatIsFilledMeanwhileIsToldAsTheBookHasIt() {
        List<String> orders = desk.place(MANY);
        desk.book().race(7, 0.5);

        List<CancelResult> told = cancelAll(ACCOUNT);

        assertThat(told).filteredOn(CancelResult.TooLate.class::isInstance).isNotEmpty();
        assertThat(told).filteredOn(CancelResult.Canceled.class::isInstance).isNotEmpty();
        assertAnsweredOnceEach(told, orders);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOrderPlacedMeanwhileIsFoundByTheSecondLook(boolean byFrame) {
        String first = desk.place();
        ignoreOrderFrames();
        CompletableFuture<List<CancelResult>> told = cancelAllLater(byFrame ? ACCOUNT : ACCOUNT.side(Side.BUY));
        awaitInFlight();

        String second = desk.place();
        desk.venue.limits(RateLimits.notEnforced());
        desk.book().fill(first); // which ends the first round

        assertThat(told).succeedsWithin(Desk.PATIENCE);
        assertAnsweredOnceEach(told.join(), List.of(first, second));
        assertThat(desk.inBook(second).status()).isEqualTo(SimOrder.Status.CANCELED);
    }

    @Test
    void withRestDownTheSocketListsTheOpenOrdersAndCancelsThemAgainAndAgain() {
        desk.venue.acceptRest(false);

        for (int i = 0; i < 4; i++) { // more failures than it takes to leave REST alone for a while
            List<String> orders = place("Buy", "Sell");

            List<CancelResult> told = cancelAll(ACCOUNT);

            assertThat(told).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
            assertAnsweredOnceEach(told, orders);
        }
    }

    @Test
    void whatIsNotProvenByTheDeadlineIsUnknownForTheWholeScope() {
        String order = desk.place();
        desk.venue.acceptRest(false);
        desk.socketsDown();
        CancelAll scope = ACCOUNT.id("my-scope").within(SHORT);

        List<CancelResult> told = cancelAll(scope);

        assertThat(told).hasSize(1);
        assertNotProven(told, scope.cancelId());
        assertThat(desk.inBook(order).status()).isEqualTo(SimOrder.Status.NEW);
    }

    @Test
    void ordersThatCannotBeCanceledInTimeAreUnknownAndSoIsTheScope() {
        List<String> buys = place("Buy", "Buy");
        ignoreOrderFrames();
        CancelAll scope = ACCOUNT.side(Side.BUY).within(SHORT);

        List<CancelResult> told = cancelAll(scope);

        assertThat(told).hasSize(3).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Unknown.class));
        assertThat(told.subList(0, 2))
                .extracting(result -> result.order().orderId())
                .containsExactlyInAnyOrderElementsOf(buys);
        assertNotProven(told, scope.cancelId());
    }

    @Test
    void aScopeAndACancelOfOneOfItsOrdersBothEndAsTheBookHasIt() {
        List<String> orders = place("Buy", "Sell");
        CompletableFuture<CancelResult> single =
                desk.gateway.cancel(market.finalWish(orders.get(0))).toFuture();

        List<CancelResult> told = cancelAll(ACCOUNT);

        assertThat(single).succeedsWithin(Desk.PATIENCE);
        assertThat(single.join()).isInstanceOf(CancelResult.Canceled.class);
        assertThat(told).extracting(result -> result.order().orderId()).contains(orders.get(1));
        assertThat(desk.book().open()).isEmpty();
        assertThat(told).allSatisfy(this::assertAsTheBookHasIt);
    }

    private List<CancelResult> cancelAll(CancelAll scope) {
        return Objects.requireNonNull(
                desk.gateway.cancelAll(scope).collectList().block(Desk.PATIENCE));
    }

    private CompletableFuture<List<CancelResult>> cancelAllLater(CancelAll scope) {
        return desk.gateway.cancelAll(scope).collectList().toFuture();
    }

    private List<String> place(String... sides) {
        List<String> orders = new ArrayList<>();
        for (String side : sides) {
            orders.add(desk.book().place(market.symbol, side, "0.1", "30000"));
        }
        return orders;
    }

    private String placeElsewhere() {
        return desk.book().place(market.symbol.replace("BTC", "ETH"), "Buy", "0.1", "2000");
    }

    /** As a venue does beyond its first limit (9.1): nothing comes back, while the heartbeat goes on. */
    private void ignoreOrderFrames() {
        desk.venue.limits(RateLimits.documented().with(RateLimits.Kind.ORDER, 0, MANY));
    }

    private void awaitInFlight() {
        await().atMost(Desk.PATIENCE)
                .until(() -> desk.gateway
                                .health()
                                .accounts()
                                .get(0)
                                .sessions()
                                .get(0)
                                .inFlight()
                        > 0);
    }

    /** Cancels of single orders or of batches of them. */
    private long sentAlone() {
        return desk.venue.counts().socketCancels()
                + desk.venue.counts().restCancels()
                + desk.venue.counts().restBatches();
    }

    /** Both sides: each order has one result, under an id of its own, and the book agrees. */
    private void assertAnsweredOnceEach(List<CancelResult> told, List<String> orders) {
        assertThat(told).extracting(result -> result.order().orderId()).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(told).extracting(CancelResult::cancelId).doesNotHaveDuplicates();
        assertThat(told).allSatisfy(this::assertAsTheBookHasIt);
    }

    private void assertAsTheBookHasIt(CancelResult result) {
        assertThat(Desk.claim(result))
                .as("%s", result)
                .isEqualTo(desk.inBook(result.order().orderId()).status().name());
    }

    private static void assertNotProven(List<CancelResult> told, CancelId scope) {
        assertThat(told.get(told.size() - 1)).isInstanceOfSatisfying(CancelResult.Unknown.class, unknown -> {
            assertThat(unknown.cancelId()).isEqualTo(scope);
            assertThat(unknown.order().orderId()).isEqualTo("*");
            assertThat(unknown.text()).contains("deadline");
        });
    }
}

package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.it.sim.SimClient;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.sim.SimSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders whose placement was never acknowledged, placed by a client that does not listen, canceled by what it wrote. */
@ParameterizedClass
@EnumSource(Market.class)
class PlacementIT {
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final String CLIENT_ID = "strategy1-000000042";

    private final Market market;
    private final Desk desk;
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    PlacementIT(Market market) {
        this.market = market;
        this.desk = Desk.ready(market, config -> Desk.window(introduced(config), WINDOW));
    }

    /** Its group is asked of the venue, and with it the user id, of which order ids are made. */
    private static AccountConfig introduced(AccountConfig config) {
        return new AccountConfig(
                config.account(),
                config.credentials(),
                VenueChoices.NONE,
                config.sessions(),
                config.rest(),
                config.socket(),
                config.tuning());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(PathKind.class)
    void theOrderIsCanceledByTheIdThatTheVenueMustHaveGivenIt(PathKind via) throws Exception {
        place(via);

        CancelResult told = desk.cancel(wish(via, CLIENT_ID));

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(desk.book().all())
                .singleElement()
                .satisfies(order -> assertThat(told.order().orderId()).isEqualTo(order.orderId()));
        assertThat(told.order().orderId())
                .startsWith(via == PathKind.SOCKET ? "s" : "a")
                .endsWith("000000042");
        desk.assertBooksAgree(1);
    }

    @ParameterizedTest
    @EnumSource(PathKind.class)
    void aCancelThatOvertakesThePlacementCancelsTheOrderWhenItComes(PathKind via) throws Exception {
        CompletableFuture<CancelResult> told =
                desk.gateway.cancel(wish(via, CLIENT_ID)).toFuture();
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().statusQueries() >= 1);
        assertThat(told).isNotDone();

        place(via);

        assertThat(told).succeedsWithin(Desk.PATIENCE);
        assertThat(told.join()).isInstanceOf(CancelResult.Canceled.class);
        assertThat(desk.book().open()).isEmpty();
        desk.assertBooksAgree(1);
    }

    @Test
    void anOrderThatNeverCameToBeIsUnknownToTheVenueOnlyOnceItCannotComeAnyMore() {
        CancelResult told = desk.cancel(wish(PathKind.SOCKET, CLIENT_ID));

        assertThat(told).isInstanceOfSatisfying(CancelResult.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.ORDER_UNKNOWN);
            assertThat(rejected.evidence().at()).isAfterOrEqualTo(at.plus(WINDOW));
        });
        assertThat(desk.venue.counts().statusQueries()).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "12345678"})
    void aClientIdThatTheVenueMakesUpForIsRefusedByName(String clientId) throws Exception {
        CancelResult told = desk.cancel(wish(PathKind.REST, clientId));

        assertThat(told).isInstanceOfSatisfying(CancelResult.Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo("placement");
            assertThat(refused.text()).contains("\"" + clientId + "\"", "9 characters or more");
        });
        assertThat(desk.counts().sent()).isZero();
    }

    private CancelOrder wish(PathKind via, String clientId) {
        return CancelOrder.placed(Desk.ACCOUNT, market.symbol, new CancelOrder.Placement(via, at, clientId))
                .awaitFinal()
                .within(Desk.PATIENCE);
    }

    /** The acknowledgement is not read. */
    private void place(PathKind via) throws Exception {
        SimClient client = new SimClient(desk.venue);
        String order = "{\"id\":\"" + CLIENT_ID + "\",\"time\":" + at.toEpochMilli() + ",\"symbol\":\"" + market.symbol
                + "\",\"orderPrice\":\"30000\",\"orderQty\":\"0.1\",\"orderType\":\"limit\",\"side\":\"buy\"}";
        String name = market.category.name().toLowerCase(Locale.ROOT);
        boolean v2 = market == Market.FUTURES;
        String api = "/" + SimSettings.ACCOUNT_GROUP + "/api/pro/" + (v2 ? "v2" : "v1");
        if (via == PathKind.REST) {
            client.send(client.signed("POST", api + "/" + name + "/order", order));
        } else {
            SimClient.Socket socket = client.open(api + "/stream");
            socket.logIn(v2 ? "v2/stream" : "stream", "");
            socket.send("{'op':'req','action':'place-order','id':'" + CLIENT_ID + "','" + (v2 ? "ac" : "account")
                    + "':'" + name + "','args':" + order + "}");
        }
        await().atMost(Desk.PATIENCE).until(() -> !desk.book().all().isEmpty());
    }
}

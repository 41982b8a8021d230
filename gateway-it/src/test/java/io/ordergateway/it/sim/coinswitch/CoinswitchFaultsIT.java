package io.ordergateway.it.sim.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.it.sim.coinswitch.CoinswitchClient.Reply;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.book.Surface.Status;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated CoinSwitch when it misbehaves: what the client sees, and what the book knows. */
@Timeout(60)
class CoinswitchFaultsIT {
    private static final String CANCEL_ALL = "/trade/api/v2/futures/cancel_all";
    private static final String ALL = "{'exchange':'EXCHANGE_2'}";

    private final SimCoinswitch venue = SimCoinswitch.start(0);
    private final CoinswitchClient client = new CoinswitchClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    private String place(Surface surface) {
        return venue.book(surface).place(surface == Surface.SPOT ? "BTC/INR" : "BTCUSDT", "BUY", "0.4", "30000");
    }

    private Reply cancel(Surface surface, String orderId) throws Exception {
        return surface == Surface.SPOT ? client.cancelSpot(orderId) : client.cancelFutures(orderId);
    }

    private Status status(String orderId) {
        return venue.bookHolding(orderId)
                .orElseThrow()
                .order(orderId)
                .orElseThrow()
                .status();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_401        | 401 | RAISED    | {\"message\":\"Invalid Access\"}",
                "HTTP_403        | 403 | RAISED    | <html>",
                "HTTP_429        | 429 | RAISED    | {\"message\":\"Too Many Requests\"}",
                "HTTP_500        | 500 | RAISED    | {\"message\":\"Internal Server Error\"}",
                "HTTP_500_AFTER  | 500 | CANCELLED | {\"message\":\"Internal Server Error\"}",
                "HTTP_502        | 502 | RAISED    | <html>",
                "HTTP_502_AFTER  | 502 | CANCELLED | <html>",
                "HTML            | 200 | RAISED    | <html>",
                "HTML_AFTER      | 200 | CANCELLED | <html>",
                "ERROR_IN_200    | 200 | RAISED    | {\"error\":\"Something went wrong\"}",
                "NOT_ACKNOWLEDGED | 400 | RAISED   | {\"message\":\"Order is not yet acknowledged by the exchange\"}",
                "UNKNOWN_ORDER   | 400 | RAISED    | {\"message\":\"Order not found\"}",
                "FILL_FIRST      | 400 | EXECUTED  | {\"message\":\"Order cannot be cancelled in status EXECUTED\"}",
                "EXPIRE_FIRST    | 400 | EXPIRED   | {\"message\":\"Order cannot be cancelled in status EXPIRED\"}",
                "PART_FILL_FIRST | 200 | CANCELLED | {\"data\":{",
                "FILLED_MEANWHILE | 200 | EXECUTED | {\"data\":{",
                "PARTLY_FILLED_MEANWHILE | 200 | PARTIALLY_EXECUTED | {\"data\":{",
                "NEVER_ENDS      | 200 | CANCELLATION_RAISED | {\"data\":{",
                "GONE_404        | 200 | CANCELLED | {\"data\":{",
                "PUSH_LIES       | 200 | CANCELLED | {\"data\":{"
            })
    void aFaultAnswersAndLeavesTheBookAsItsNameSays(CoinswitchFault fault, int status, Status end, String body)
            throws Exception {
        venue.faults().next(fault);
        String orderId = place(Surface.FUTURES);

        Reply reply = client.cancelFutures(orderId);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).startsWith(body);
        await().until(() -> status(orderId) == end);
        assertThat(client.cancelFutures(place(Surface.FUTURES)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "FILLED_MEANWHILE, EXECUTED, 0.4",
        "PARTLY_FILLED_MEANWHILE, CANCELLED, 0.2",
        "PART_FILL_FIRST, CANCELLED, 0.2"
    })
    void aSpotOrderThatIsFilledInTheGapEndsTheSpotWay(CoinswitchFault fault, Status end, String executed)
            throws Exception {
        venue.faults().next(fault);
        String orderId = place(Surface.SPOT);

        Reply reply = client.cancelSpot(orderId);

        assertThat(reply.data().path("status").asText()).isEqualTo("CANCELLATION_RAISED");
        await().until(() -> status(orderId) == end);
        assertThat(venue.spot().order(orderId).orElseThrow().executed()).isEqualByComparingTo(executed);
    }

    @ParameterizedTest
    @CsvSource({"GONE_404, 404", "GONE_409, 409", "GONE_422, 422", "NONE, 400"})
    void anOrderThatIsGoneBringsTheStatusThatIsAskedFor(CoinswitchFault fault, int status) throws Exception {
        venue.faults().always(fault);
        String gone = place(Surface.SPOT);
        venue.spot().fill(gone);

        assertThat(client.cancelSpot(gone).status()).isEqualTo(status);
        assertThat(client.cancelSpot("nobodys").status()).isEqualTo(status);
    }

    @Test
    void onlyOneKindOf429SaysWhen() throws Exception {
        venue.faults().next(CoinswitchFault.HTTP_429, CoinswitchFault.HTTP_429_RETRY_AFTER);
        String body = "{'order_id':'" + place(Surface.SPOT) + "'}";

        HttpResponse<String> silent =
                client.response(client.request("DELETE", CoinswitchClient.SPOT_ORDER, body, CoinswitchClient.now()));
        HttpResponse<String> helpful =
                client.response(client.request("DELETE", CoinswitchClient.SPOT_ORDER, body, CoinswitchClient.now()));

        assertThat(silent.headers().firstValue("Retry-After")).isEmpty();
        assertThat(helpful.headers().firstValue("Retry-After")).contains("1");
        assertThat(List.of(silent.statusCode(), helpful.statusCode())).containsOnly(429);
    }

    @ParameterizedTest
    @CsvSource({"CUT_BEFORE, RAISED", "CUT_AFTER, CANCELLED", "HALF_ANSWER, CANCELLED"})
    void aConnectionMayBreakBeforeOrAfterTheCancel(CoinswitchFault fault, Status end) {
        venue.faults().next(fault);
        String orderId = place(Surface.FUTURES);

        Throwable broken = catchThrowable(() -> client.cancelFutures(orderId));

        assertThat(broken).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        await().until(() -> status(orderId) == end);
    }

    @ParameterizedTest
    @CsvSource({"SILENT, RAISED", "MUTE, CANCELLED"})
    void silenceIsNoAnswerWhateverWasDone(CoinswitchFault fault, Status end) {
        venue.faults().next(fault);
        String orderId = place(Surface.FUTURES);
        String body = "{'exchange':'EXCHANGE_2','order_id':'" + orderId + "'}";

        assertThatThrownBy(() -> client.response(
                        client.request("DELETE", CoinswitchClient.FUTURES_ORDER, body, CoinswitchClient.now())
                                .timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
        await().until(() -> status(orderId) == end);
    }

    @Test
    void aLateReplyComesLate() throws Exception {
        venue.faults().next(CoinswitchFault.LATE);
        venue.faults().lateBy(Duration.ofMillis(400));
        String orderId = place(Surface.FUTURES);

        long asked = System.nanoTime();
        Reply reply = client.cancelFutures(orderId);

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(reply.data().path("status").asText()).isEqualTo("CANCELLATION_RAISED");
        assertThat(status(orderId)).isEqualTo(Status.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_500, 500, RAISED",
        "HTTP_500_AFTER, 500, CANCELLED",
        "HTTP_429_RETRY_AFTER, 429, RAISED",
        "FILL_FIRST, 200, CANCELLED"
    })
    void aCancelOfAllMeetsWhatIsDoneToAWholeRequest(CoinswitchFault fault, int status, Status end) throws Exception {
        venue.faults().next(fault);
        String orderId = place(Surface.FUTURES);

        Reply reply = client.send("POST", CANCEL_ALL, ALL);

        assertThat(reply.status()).isEqualTo(status);
        await().until(() -> status(orderId) == end);
    }

    /** Without limits; the stream's faults mean nothing to whoever does not listen. */
    @ParameterizedTest
    @EnumSource(Surface.class)
    void aSeedMixesTheSameFaultsAgain(Surface surface) throws Exception {
        venue.limits(venue.limits().notEnforced());

        List<Integer> first = mixed(surface);

        assertThat(mixed(surface)).isEqualTo(first);
        assertThat(first).contains(200, 429, 500).hasSize(60);
    }

    private List<Integer> mixed(Surface surface) throws Exception {
        venue.faults()
                .seed(
                        7,
                        0.5,
                        CoinswitchFault.HTTP_429,
                        CoinswitchFault.HTTP_500,
                        CoinswitchFault.PUSH_TWICE,
                        CoinswitchFault.FILL_FIRST);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            statuses.add(cancel(surface, place(surface)).status());
        }
        return statuses;
    }

    @Test
    void theControlDoesWhatTheMethodsDo() throws Exception {
        JsonNode placed = client.control("POST", "orders", "{'surface':'spot','count':4,'qty':'0.2'}")
                .json();
        String first = placed.at("/orderIds/0").asText();
        String second = placed.at("/orderIds/1").asText();
        String third = placed.at("/orderIds/2").asText();
        client.control("POST", "cancels", "{'take':'0ms'}");
        client.control("POST", "fill/" + first, "{'qty':'0.05'}");
        client.control("POST", "expire/" + second, "");
        client.control("POST", "discard/" + third, "");
        client.control("POST", "faults", "{'next':['GONE_409']}");

        Reply gone = client.cancelSpot(second);
        JsonNode book = client.control("GET", "book?surface=spot", "").json();
        JsonNode counts = client.control("GET", "counts", "").json();

        assertThat(gone.status()).isEqualTo(409);
        assertThat(book.path("shown"))
                .extracting(order -> order.path("status").asText())
                .containsExactly("EXPIRED", "DISCARDED", "PARTIALLY_EXECUTED", "OPEN");
        assertThat(book.at("/shown/2/filled").asText()).isEqualTo("0.05");
        assertThat(counts.at("/SPOT_CANCEL").toString()).isEqualTo("{\"total\":1,\"most\":1,\"refused\":0}");
        assertThat(client.control("GET", "faults", "").json().path("PUSH_TWICE"))
                .extracting(JsonNode::asText)
                .containsExactly("SPOT");
    }

    @Test
    void theControlChangesLimitsClockAndRace() throws Exception {
        client.control("POST", "limits", "{'endpoint':'FUTURES_CANCEL','max':1,'window':'60s'}");
        client.control("POST", "race", "{'seed':1,'rate':1}");
        String orderId = place(Surface.FUTURES);
        client.cancelFutures(orderId);

        assertThat(client.cancelFutures(orderId).status()).isEqualTo(429);
        client.control("POST", "limits", "{'endpoint':'FUTURES_CANCEL','max':0,'enforce':false}");
        assertThat(client.cancelFutures(orderId).status()).isEqualTo(400);
        client.control("POST", "clock", "{'skew':'-61s'}");
        assertThat(client.cancelFutures(orderId).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits  | {'max':1}                                   | endpoint is missing; write the endpoint that max and window are of",
                "limits  | {'endpoint':'FUTURES_CANCEL','window':'0s'} | window is \"0s\"; write more than zero",
                "cancels | {}                                          | take is missing; write how long a cancel is to take, such as 2s",
                "stream  | {'payload':'XML'}                           | payload is \"XML\"; write one of OBJECT, ARRAY, DATA_OBJECT, DATA_ARRAY, TEXT, ORDER_UPDATE, UNREADABLE",
                "fill/x  | {}                                          | there is no order \"x\"; write /sim/fill/ORDERID with an id of GET /sim/book"
            })
    void theControlSaysWhatToWriteInstead(String path, String body, String error) throws Exception {
        Reply reply = client.control("POST", path, body);

        assertThat(reply.json().path("error").asText()).isEqualTo(error);
        assertThat(reply.status()).isEqualTo(400);
    }
}

package io.ordergateway.it.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.book.OrderStatus;
import io.ordergateway.ws.sim.hashkey.door.HashKeyPace;
import io.ordergateway.ws.sim.hashkey.fault.Course;
import io.ordergateway.ws.sim.hashkey.fault.FaultAnswer;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulated HashKey when it does not behave: every fault, seen from outside and in the book. */
@Timeout(60)
class HashKeyFaultsIT {
    private static final String ORDER = "/api/v1/spot/order";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final HashKeyVenue venue = HashKeyVenue.start(
            HashKeySettings.defaults().withPace(HashKeyPace.documented().withCancelTakes(Duration.ofMillis(5))));
    private final HashKeyClient client = new HashKeyClient(venue);
    private final String orderId = venue.book().place("BTCUSDT", "BUY", "0.5", "30000");

    @AfterEach
    void stop() {
        venue.close();
    }

    private HttpResponse<String> cancelWith(HashKeyFault fault) throws Exception {
        venue.faults().next(fault);
        return client.call("DELETE", ORDER, "orderId=" + orderId);
    }

    private OrderStatus status() {
        return venue.book().order(orderId).orElseThrow().status();
    }

    private void awaitStatus(OrderStatus expected) {
        await().atMost(Duration.ofSeconds(5)).until(this::status, expected::equals);
    }

    /** Any cancel that was under way has ended. */
    private void settle() {
        await().until(() -> !venue.book().order(orderId).orElseThrow().cancelPending());
    }

    static Stream<HashKeyFault> errorsAndPages() {
        return Arrays.stream(HashKeyFault.values())
                .filter(fault -> Stream.of("ERROR", "PAGE", "PAGE_AS_JSON", "PAGE_WITH_HINT")
                        .anyMatch(fault.answer().kind().name()::equals));
    }

    @ParameterizedTest
    @MethodSource("errorsAndPages")
    void anErrorSaysNothingOfWhatWasDone(HashKeyFault fault) throws Exception {
        HttpResponse<String> response = cancelWith(fault);

        FaultAnswer answer = fault.answer();
        assertThat(response.statusCode()).isEqualTo(answer.status());
        if (answer.kind() == FaultAnswer.Kind.ERROR) {
            JsonNode error = SimClient.json(response.body());
            assertThat(error.path("code").textValue()).isEqualTo(answer.text());
            assertThat(error.path("msg").textValue()).isNotEqualTo("Refused");
        } else {
            assertThat(response.body()).startsWith("<html>").contains(answer.text());
        }
        boolean executed = fault.name().endsWith("_AFTER") && !fault.name().endsWith("RETRY_AFTER");
        assertThat(fault.course()).isEqualTo(executed ? Course.CANCELS : Course.NOTHING);
        if (executed) {
            awaitStatus(OrderStatus.CANCELED);
        } else {
            assertThat(venue.book().order(orderId).orElseThrow().cancelPending())
                    .isFalse();
        }
    }

    @Test
    void onlyOneTooManyHints() throws Exception {
        assertThat(cancelWith(HashKeyFault.HTTP_429).headers().firstValue("Retry-After"))
                .isEmpty();
        assertThat(cancelWith(HashKeyFault.HTTP_429_RETRY_AFTER).headers().firstValue("Retry-After"))
                .hasValue("1");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "SILENT_AFTER"})
    void silenceIsSilence(HashKeyFault fault) {
        venue.faults().next(fault);

        assertThatThrownBy(() -> client.send(
                        client.request("DELETE", ORDER + "?" + HashKeyClient.signed("orderId=" + orderId), "")
                                .header("X-HK-APIKEY", HashKeySettings.KEY)
                                .timeout(SHORT)))
                .isInstanceOf(HttpTimeoutException.class);
        settle();
        assertThat(status()).isEqualTo(fault == HashKeyFault.SILENT ? OrderStatus.NEW : OrderStatus.CANCELED);
    }

    @ParameterizedTest
    @CsvSource({"CUT_BEFORE, NEW", "CUT_AFTER, CANCELED", "HALF_ANSWER_AFTER, CANCELED"})
    void aBrokenConnectionSaysNothing(HashKeyFault fault, OrderStatus end) {
        assertThatThrownBy(() -> cancelWith(fault)).isInstanceOf(IOException.class);

        awaitStatus(end);
    }

    @Test
    void aLateAnswerIsForACancelThatWasDoneAtOnce() throws Exception {
        venue.faults().lateBy(Duration.ofSeconds(2));
        venue.faults().next(HashKeyFault.LATE_AFTER);

        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(client.request("DELETE", ORDER + "?" + HashKeyClient.signed("orderId=" + orderId), "")
                        .header("X-HK-APIKEY", HashKeySettings.KEY));
        awaitStatus(OrderStatus.CANCELED);

        assertThat(answer).isNotDone();
        assertThat(SimClient.json(answer.join().body()).path("status").textValue())
                .isEqualTo("NEW");
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NEW, CANCELED, 0",
        "PART_FILL_FIRST, PARTIALLY_FILLED, PARTIALLY_CANCELED, 0.25",
        "FILL_MEANWHILE, NEW, FILLED, 0.5",
        "PART_FILL_MEANWHILE, NEW, PARTIALLY_CANCELED, 0.25",
        "END_LATE, NEW, CANCELED, 0",
        "SAYS_CANCELED, CANCELED, CANCELED, 0",
        "SAYS_PENDING_CANCEL, PENDING_CANCEL, CANCELED, 0",
        "LIE_FILLED, CANCELED, FILLED, 0.5",
        "GONE_0211, NEW, CANCELED, 0"
    })
    void whatTheBodySaysIsNotHowItEnds(HashKeyFault fault, String said, OrderStatus end, String filled)
            throws Exception {
        venue.faults().lateBy(Duration.ofMillis(100));

        HttpResponse<String> response = cancelWith(fault);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(response.body()).path("status").textValue()).isEqualTo(said);
        awaitStatus(end);
        assertThat(venue.book().order(orderId).orElseThrow().filled()).isEqualByComparingTo(filled);
    }

    @ParameterizedTest
    @CsvSource({"LIE, CANCELED", "IGNORED, NEW"})
    void anAcceptedCancelMayLeaveTheOrderResting(HashKeyFault fault, String said) throws Exception {
        HttpResponse<String> response = cancelWith(fault);

        assertThat(SimClient.json(response.body()).path("status").textValue()).isEqualTo(said);
        settle();
        assertThat(status()).isEqualTo(OrderStatus.NEW);
    }

    @ParameterizedTest
    @CsvSource({"FILL_FIRST, FILLED", "REJECT_FIRST, REJECTED"})
    void whoeverIsFasterThanTheCancelEndsTheOrder(HashKeyFault fault, OrderStatus end) throws Exception {
        HttpResponse<String> response = cancelWith(fault);

        assertThat(SimClient.json(response.body()).path("code").textValue()).isEqualTo("0212");
        assertThat(status()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "GONE_0211, 0211",
        "GONE_0212, 0212",
        "GONE_1138, -1138",
        "GONE_1139, -1139",
        "GONE_1142, -1142",
        "GONE_1143, -1143"
    })
    void anOrderThatIsGoneIsSaidToBeInAnyWords(HashKeyFault fault, String code) throws Exception {
        venue.book().endCanceled(orderId);

        HttpResponse<String> response = cancelWith(fault);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SimClient.json(response.body()).path("code").textValue()).isEqualTo(code);
    }

    @Test
    void anOrderThatIsGoneMayBeAccepted() throws Exception {
        venue.book().fill(orderId);

        HttpResponse<String> response = cancelWith(HashKeyFault.GONE_ACCEPTED);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(response.body()).path("status").textValue()).isEqualTo("FILLED");
        venue.faults().next(HashKeyFault.GONE_ACCEPTED);
        assertThat(client.code("DELETE", ORDER, "orderId=1")).isEqualTo("400 0211");
    }

    @Test
    void aBatchDrawsOneFaultForAll() throws Exception {
        String other = venue.book().place("BTCUSDT", "BUY", "1", "30000");
        venue.faults().next(HashKeyFault.HTTP_502, HashKeyFault.HTTP_502_AFTER);

        assertThat(client.call("DELETE", "/api/v1/spot/openOrders", "symbol=BTCUSDT")
                        .statusCode())
                .isEqualTo(502);
        assertThat(status()).isEqualTo(OrderStatus.NEW);
        assertThat(client.call("DELETE", "/api/v1/spot/cancelOrderByIds", "ids=" + orderId + "," + other)
                        .statusCode())
                .isEqualTo(502);

        await().until(() -> venue.book().open().isEmpty());
    }

    @Test
    void onlyCancelsDrawFaults() throws Exception {
        venue.faults().next(HashKeyFault.HTTP_502);

        assertThat(client.call("GET", ORDER, "orderId=" + orderId).statusCode()).isEqualTo(200);
        client.raw("DELETE", ORDER + "?orderId=" + orderId + "&timestamp=1&signature=00", "");
        assertThat(client.call("DELETE", ORDER, "").statusCode()).isEqualTo(400);

        assertThat(client.call("DELETE", ORDER, "orderId=" + orderId).statusCode())
                .isEqualTo(502);
    }

    @Test
    void aSeedDecidesWhatIsDrawnAndWhoIsFaster() throws Exception {
        assertThat(ends(7)).isEqualTo(ends(7)).contains(OrderStatus.FILLED, OrderStatus.CANCELED);
        assertThat(ends(8)).isNotEqualTo(ends(7));
    }

    private List<OrderStatus> ends(long seed) throws Exception {
        venue.race(seed, 0.5);
        List<String> ids = IntStream.range(0, 30)
                .mapToObj(i -> venue.book().place("BTCUSDT", "SELL", "1", "30000"))
                .toList();
        for (String id : ids) {
            client.call("DELETE", ORDER, "orderId=" + id);
        }
        venue.race(seed, 0);
        await().until(() -> ids.stream()
                .noneMatch(id -> venue.book().order(id).orElseThrow().status().isOpen()));
        return ids.stream()
                .map(id -> venue.book().order(id).orElseThrow().status())
                .toList();
    }
}

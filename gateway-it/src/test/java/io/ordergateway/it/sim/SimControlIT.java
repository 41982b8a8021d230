package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated venue, told what to do over HTTP. */
@Timeout(60)
class SimControlIT {
    private final SimVenue venue = SimVenue.start(0);
    private final SimClient client = new SimClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    /** Single quotes stand for double ones. */
    private HttpResponse<String> raw(String method, String path, String body) throws Exception {
        return client.send(method, path, now(), "unsigned", body.replace('\'', '"'));
    }

    private JsonNode control(String method, String path, String body) throws Exception {
        HttpResponse<String> response = raw(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimClient.json(response.body());
    }

    private String error(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> response = raw(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return SimClient.json(response.body()).path("error").asText();
    }

    @Test
    void placesFillsRejectsAndShowsTheBook() throws Exception {
        JsonNode placed = control("POST", "/sim/orders", "{'category':'cash','symbol':'ETH/USDT','count':3}");
        String first = placed.at("/orderIds/0").asText();
        String second = placed.at("/orderIds/1").asText();
        assertThat(placed.path("orderIds")).hasSize(3);

        assertThat(control("POST", "/sim/fill/" + first, "{'qty':'0.04'}")
                        .path("done")
                        .asBoolean())
                .isTrue();
        assertThat(control("POST", "/sim/reject/" + second, "").path("done").asBoolean())
                .isTrue();

        JsonNode open = control("GET", "/sim/book?category=cash&open=true", "");
        assertThat(open.path("orders").asInt()).isEqualTo(2);
        assertThat(open.at("/shown/0/filled").asText()).isEqualTo("0.04");
        assertThat(control("GET", "/sim/book?category=cash&limit=1", "")
                        .at("/shown/0/status")
                        .asText())
                .isEqualTo("Rejected");
        assertThat(control("POST", "/sim/fill/" + first, "").path("done").asBoolean())
                .isTrue();
        assertThat(control("POST", "/sim/fill/" + first, "").path("done").asBoolean())
                .isFalse();
    }

    @Test
    void scriptsFaults() throws Exception {
        control(
                "POST",
                "/sim/faults",
                "{'next':['CUT_AFTER','none'],'always':'SILENT','lateBy':'20ms','seed':42,'rate':0.0}");

        assertThat(venue.faults().draw()).isEqualTo(SimFault.CUT_AFTER);
        assertThat(venue.faults().draw()).isEqualTo(SimFault.NONE);
        assertThat(venue.faults().draw()).isEqualTo(SimFault.SILENT);
        assertThat(venue.faults().lateness()).hasMillis(20);

        control("POST", "/sim/faults", "{'clear':true,'seed':1,'rate':1,'among':['LIE']}");
        assertThat(venue.faults().draw()).isEqualTo(SimFault.LIE);
        assertThat(control("GET", "/sim/faults", "")).hasSize(SimFault.values().length);
    }

    @Test
    void closesDoorsAndCountsWhoCame() throws Exception {
        SimClient.Socket socket = client.openReady();
        control("POST", "/sim/cut", "");
        assertThat(socket.next()).isEqualTo(SimClient.CLOSED);

        control("POST", "/sim/sockets", "{'accept':false,'status':429,'retryAfter':'3s'}");
        HttpResponse<?> refused = client.refusal("/7/api/pro/v2/stream").orElseThrow();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");
        control("POST", "/sim/sockets", "{'accept':true}");
        client.openReady();

        control("POST", "/sim/rest", "{'accept':false}");
        assertThat(catchThrowable(() -> client.rest("GET", "/api/pro/v1/info", "")))
                .isInstanceOf(IOException.class);
        JsonNode counts = control("GET", "/sim/counts", "");
        assertThat(counts.path("logins").asInt()).isEqualTo(2);
        assertThat(counts.path("openSockets").asInt()).isEqualTo(1);
    }

    @Test
    void setsTheClockWrong() throws Exception {
        control("POST", "/sim/clock", "{'skew':'-31s'}");

        assertThat(client.rest("GET", "/api/pro/v1/info", "").path("code").asInt())
                .isEqualTo(100011);
        long server = client.rest("GET", "/api/pro/v1/exchange-info?requestTime=" + now(), "")
                .at("/data/requestReceiveAt")
                .asLong();
        assertThat(server - now()).isBetween(-40_000L, -31_000L);

        control("POST", "/sim/clock", "{'skew':'PT0S'}");
        assertThat(client.rest("GET", "/api/pro/v1/info", "").path("code").asInt(-1))
                .isZero();
    }

    @Test
    void aSeedDecidesWhichFillsAreFasterThanCancels() throws Exception {
        assertThat(ends(7)).isEqualTo(ends(7)).contains("FILLED").contains("CANCELED");
        assertThat(ends(8)).isNotEqualTo(ends(7));
    }

    private String ends(long seed) throws Exception {
        control("POST", "/sim/race", "{'category':'cash','seed':" + seed + ",'rate':0.5}");
        StringBuilder ends = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            String orderId = venue.book(Category.CASH).place("BTC/USDT", "sell", "1", "30000");
            client.rest(
                    "DELETE",
                    "/7/api/pro/v1/cash/order",
                    "{\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC/USDT\",\"time\":" + now() + "}");
            SimOrder order = venue.book(Category.CASH).order(orderId).orElseThrow();
            ends.append(order.status()).append(order.filled()).append(' ');
        }
        return ends.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults | {'next':['CUT']} | next is \"CUT\"; write one of NONE, SILENT",
                "faults | {'next':'LIE'} | next is \"LIE\"; write a list of names",
                "faults | {'lateBy':'5 apples'} | lateBy is \"5 apples\"; write a duration such as 500ms",
                "faults | {'lateBy':'-1s'} | lateBy is \"-1s\"; write zero or more",
                "faults | {'seed':1} | rate is missing; write a probability from 0 to 1",
                "faults | {'seed':1,'rate':2} | rate is 2; write a probability from 0 to 1",
                "faults | {'nxt':[]} | unknown [nxt]; write some of [always, among, clear, lateBy, next, rate, seed]",
                "faults | no json | Invalid JSON",
                "faults | [1] | The body is not a JSON object",
                "orders | {'category':'gold'} | category is \"gold\"; write one of CASH, MARGIN, FUTURES",
                "orders | {'side':'up'} | side is \"up\"; write buy or sell",
                "orders | {'qty':'-1'} | qty is \"-1\"; write a number greater than 0",
                "orders | {'count':0} | count is 0; write 1 to 100000",
                "fill/unknown | {} | there is no order \"unknown\"",
                "sockets | {'accept':'maybe'} | accept is \"maybe\"; write true or false",
                "sockets | {'accept':false,'status':200} | status is 200; write 400 to 599",
                "clock | {} | skew is missing; write how far ahead",
                "limits | {'window':'0s'} | window is \"0s\"; write more than zero",
                "limits | {'levels':{'ORDER':[5,4]}} | levels.ORDER is [5,4]; write two numbers",
                "limits | {'levels':{'ORDERS':[5,9]}} | levels is \"ORDERS\"; write one of ADMIN"
            })
    void whatIsNotUnderstoodIsNamedWithWhatToWrite(String path, String body, String error) throws Exception {
        assertThat(error("POST", "/sim/" + path, body, 400)).startsWith(error);
    }

    @Test
    void anUnknownControlIsAnsweredWithThoseThereAre() throws Exception {
        assertThat(error("GET", "/sim/nothing", "", 404)).contains("GET book", "POST faults");
    }

    @Test
    void morePartsOfAnOrderThanThereAreCannotBeFilled() throws Exception {
        String orderId = control("POST", "/sim/orders", "").at("/orderIds/0").asText();
        assertThat(error("POST", "/sim/fill/" + orderId, "{'qty':'0.2'}", 400))
                .isEqualTo("qty is \"0.2\"; write no more than what is left of the order");
    }
}

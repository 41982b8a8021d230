package io.ordergateway.it.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated HashKey, told what to do over HTTP. */
@Timeout(60)
class HashKeyControlIT {
    private static final String CHECK = "/api/v1/account/checkApiKey";

    private final HashKeyVenue venue = HashKeyVenue.start(0);
    private final HashKeyClient client = new HashKeyClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    /** Single quotes stand for double ones. */
    private HttpResponse<String> raw(String method, String path, String body) throws Exception {
        return client.send(client.request(method, path, body.replace('\'', '"')));
    }

    private JsonNode control(String method, String path, String body) throws Exception {
        HttpResponse<String> response = raw(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimClient.json(response.body());
    }

    @Test
    void placesFillsRejectsAndShowsTheBook() throws Exception {
        JsonNode placed = control("POST", "/sim/orders", "{'symbol':'ETHUSDT','side':'sell','count':3}");
        String first = placed.at("/orderIds/0").textValue();
        String second = placed.at("/orderIds/1").textValue();
        control("POST", "/sim/orders", "{'symbol':'BTCUSDT-PERPETUAL','clientOrderId':'gw-1'}");

        assertThat(control("POST", "/sim/fill/" + first, "{'qty':'0.04'}")
                        .path("done")
                        .asBoolean())
                .isTrue();
        assertThat(control("POST", "/sim/reject/" + second, "").path("done").asBoolean())
                .isTrue();

        JsonNode open = control("GET", "/sim/book?product=spot&open=true", "");
        assertThat(open.path("orders").asInt()).isEqualTo(2);
        assertThat(open.at("/shown/0/filled").textValue()).isEqualTo("0.04");
        assertThat(open.at("/shown/0/side").textValue()).isEqualTo("SELL");
        assertThat(control("GET", "/sim/book?limit=1", "").at("/shown/0/status").textValue())
                .isEqualTo("REJECTED");
        assertThat(control("GET", "/sim/book?product=futures", "")
                        .at("/shown/0/clientOrderId")
                        .textValue())
                .isEqualTo("gw-1");
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

        assertThat(venue.faults().draw()).isEqualTo(HashKeyFault.CUT_AFTER);
        assertThat(venue.faults().draw()).isEqualTo(HashKeyFault.NONE);
        assertThat(venue.faults().draw()).isEqualTo(HashKeyFault.SILENT);
        assertThat(venue.faults().lateness()).hasMillis(20);
        control("POST", "/sim/faults", "{'clear':true,'seed':1,'rate':1,'among':['LIE']}");
        assertThat(venue.faults().draw()).isEqualTo(HashKeyFault.LIE);
        assertThat(control("GET", "/sim/faults", "")).hasSize(HashKeyFault.values().length);
    }

    @Test
    void closesDoorsAndCountsWhoCame() throws Exception {
        HashKeyClient.Stream stream = client.stream();
        control("POST", "/sim/cut", "");
        assertThat(stream.next()).isEqualTo(HashKeyClient.CLOSED);
        HashKeyClient.Stream other = client.stream();
        control("POST", "/sim/listenkeys", "{'expire':true}");
        assertThat(other.next()).isEqualTo(HashKeyClient.CLOSED);

        control("POST", "/sim/sockets", "{'accept':false,'status':429,'retryAfter':'3s'}");
        assertThat(catchThrowable(client::stream)).hasMessageContaining("WebSocketHandshakeException");
        control("POST", "/sim/sockets", "{'accept':true}");
        client.stream();
        control("POST", "/sim/rest", "{'accept':false}");
        assertThat(catchThrowable(() -> client.call("GET", CHECK, ""))).isInstanceOf(IOException.class);

        JsonNode counts = control("GET", "/sim/counts", "");
        assertThat(counts.path("listenKeys").asInt()).isEqualTo(4);
        assertThat(counts.path("sockets").asInt()).isEqualTo(3);
        assertThat(counts.path("openSockets").asInt()).isEqualTo(1);
    }

    @Test
    void refusesTheKeyAndEnforcesLimits() throws Exception {
        control("POST", "/sim/key", "{'refuse':'0103'}");
        assertThat(client.code("GET", CHECK, "")).isEqualTo("400 0103");
        control("POST", "/sim/key", "{'refuse':''}");

        control("POST", "/sim/limits", "{'queries':0}");
        assertThat(client.call("GET", CHECK, "").statusCode()).isEqualTo(429);
        assertThat(control("GET", "/sim/counts", "").path("tooMany").asInt()).isEqualTo(1);
        control("POST", "/sim/limits", "{'enforce':false}");
        assertThat(client.call("GET", CHECK, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aRaceIsDecidedBeforeTheCancel() throws Exception {
        control("POST", "/sim/race", "{'seed':1,'rate':1}");
        String orderId = control("POST", "/sim/orders", "").at("/orderIds/0").textValue();

        client.call("DELETE", "/api/v1/spot/order", "orderId=" + orderId);

        assertThat(venue.book().order(orderId).orElseThrow())
                .satisfies(order -> assertThat(
                                order.filled().signum() > 0 || !order.status().isOpen())
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults | {'next':['CUT']} | next is \"CUT\"; write one of NONE, SILENT",
                "orders | {'side':'up'} | side is \"up\"; write BUY or SELL",
                "orders | {'count':2,'clientOrderId':'a'} | clientOrderId is \"a\"; write none for more than one order",
                "fill/unknown | {} | there is no order \"unknown\"",
                "limits | {'orders':-1} | orders is -1; write 0 to",
                "key | {} | refuse is missing; write the code",
                "listenkeys | {} | expire is missing; write true"
            })
    void whatIsNotUnderstoodIsNamedWithWhatToWrite(String path, String body, String error) throws Exception {
        HttpResponse<String> response = raw("POST", "/sim/" + path, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(SimClient.json(response.body()).path("error").textValue()).startsWith(error);
    }

    @Test
    void aClientIdThatIsTakenIsSaidSo() throws Exception {
        control("POST", "/sim/orders", "{'clientOrderId':'gw-1'}");

        assertThat(raw("POST", "/sim/orders", "{'clientOrderId':'gw-1'}").body())
                .contains("clientOrderId gw-1 is an open order's; write another");
    }
}

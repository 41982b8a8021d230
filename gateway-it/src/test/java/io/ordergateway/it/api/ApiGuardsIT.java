package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.fault.SimFault;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead-man leases and the kill switch over the network. */
class ApiGuardsIT {
    private final Served served = Served.open();

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aLeaseThatIsNotRenewedEmptiesItsScope() {
        String order = served.place();
        try (StreamClient client = served.stream()) {
            client.say(arm("d1", "'symbols':['BTC-PERP'],'ttlMs':500"));

            JsonNode armed = client.hear("lease");
            assertThat(armed.path("code").intValue()).isZero();
            assertThat(armed.path("phase").asText()).isEqualTo("armed");
            assertThat(armed.path("survivesRestart").booleanValue()).isFalse();
            await().atMost(Served.PATIENCE).until(() -> served.status(order).equals("CANCELED"));
            await().atMost(Served.PATIENCE)
                    .until(() -> lease().path("phase").asText().equals("proven_flat"));
            assertThat(lease().path("cause").asText()).isEqualTo("missed_renewal");
        }
    }

    @Test
    void aLostConnectionFiresItsLeasesAtOnce() {
        String order = served.place();
        StreamClient client = served.stream();
        client.say(arm("d1", "'ttlMs':3600000"));
        client.hear("lease");

        client.vanish();

        await().atMost(Served.PATIENCE).until(() -> served.status(order).equals("CANCELED"));
        assertThat(lease().path("cause").asText()).isEqualTo("connection_lost");
    }

    @Test
    void aLeaseThatWasDisarmedDoesNotFire() {
        String order = served.place();
        StreamClient client = served.stream();
        client.say(arm("d1", "'ttlMs':3600000"));
        client.hear("lease");

        client.say("{'op':'req','action':'disarm','id':'d2','account':'main'}");
        JsonNode disarmed = client.hear("lease");
        client.vanish();

        assertThat(disarmed.path("phase").asText()).isEqualTo("disarmed");
        assertThat(served.status(order)).isEqualTo("NEW");
        assertThat(leases())
                .allSatisfy(lease -> assertThat(lease.path("phase").asText()).isEqualTo("disarmed"));
    }

    @Test
    void aRehearsalSaysWhatItWouldCancel() {
        String order = served.place();
        try (StreamClient client = served.stream()) {
            client.say(arm("d1", "'ttlMs':500,'rehearse':true"));

            await().atMost(Served.PATIENCE)
                    .until(() -> lease().path("phase").asText().equals("rehearsed"));
        }

        assertThat(lease().path("wouldCancel"))
                .extracting(open -> open.path("orderId").asText())
                .containsExactly(order);
        assertThat(served.status(order)).isEqualTo("NEW");
    }

    @Test
    void theKillSwitchStaysUntilNothingRestsAndAPersonReleasesIt() {
        String order = served.place();

        HttpResponse<String> latched = served.post("/v1/kill", "{\"account\":\"main\",\"reason\":\"a drill\"}");
        await().atMost(Served.PATIENCE).until(() -> killSwitch().path("flat").booleanValue());
        String late = served.place();
        await().atMost(Served.PATIENCE).until(() -> served.status(late).equals("CANCELED"));
        await().atMost(Served.PATIENCE).until(() -> killSwitch().path("flat").booleanValue());
        HttpResponse<String> released = served.delete("/v1/kill?account=main");

        assertThat(latched.statusCode()).isEqualTo(200);
        assertThat(Served.json(latched).path("reason").asText()).isEqualTo("a drill");
        assertThat(served.status(order)).isEqualTo("CANCELED");
        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(Served.json(served.get("/v1/kill")).path("latched")).isEmpty();
    }

    @Test
    void aKillSwitchIsNotReleasedBeforeItsScopeIsProvenEmpty() {
        served.place();
        served.venue.faults().always(SimFault.ERR);
        served.post("/v1/kill", "{\"account\":\"main\",\"symbol\":\"BTC-PERP\",\"reason\":\"a drill\"}");

        HttpResponse<String> refused = served.delete("/v1/kill?account=main&symbol=BTC-PERP");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Served.json(served.get("/v1/kill")).path("latched")).hasSize(1);
    }

    @Test
    void whatIsOpenIsShownBeforeAnythingIsCanceled() {
        List<String> orders = served.place(2);

        JsonNode open = Served.json(served.get("/v1/orders?account=main&symbol=BTC-PERP"));

        assertThat(open.path("orders"))
                .extracting(order -> order.path("orderId").asText())
                .containsExactlyInAnyOrderElementsOf(orders);
        assertThat(orders).allSatisfy(order -> assertThat(served.status(order)).isEqualTo("NEW"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'symbols':['BTC-PERP'] | args.ttlMs | ttlMs is missing; write for how many milliseconds",
                "'ttlMs':10 | args.ttlMs | ttlMs is 10; write a whole number, 500 to 3600000",
                "'ttlMs':1000,'symbols':'BTC-PERP' | args.symbols | write a list of 1 to 16 strings",
                "'ttlMs':1000,'symbol':'BTC-PERP' | args.symbol | is not a field; the fields here are",
            })
    void aLeaseThatMakesNoSenseIsRefused(String args, String field, String text) {
        try (StreamClient client = served.stream()) {
            client.say(arm("d1", args));

            JsonNode answer = client.hear();
            assertThat(answer.path("code").intValue()).isEqualTo(400);
            assertThat(answer.path("field").asText()).isEqualTo(field);
            assertThat(answer.path("text").asText()).contains(text);
        }
    }

    private JsonNode leases() {
        return Served.json(served.get("/v1/leases")).path("leases");
    }

    private JsonNode lease() {
        return leases().path(0);
    }

    private JsonNode killSwitch() {
        return Served.json(served.get("/v1/kill")).path("latched").path(0);
    }

    private static String arm(String id, String args) {
        return "{'op':'req','action':'arm','id':'" + id + "','account':'main','args':{" + args + "}}";
    }
}

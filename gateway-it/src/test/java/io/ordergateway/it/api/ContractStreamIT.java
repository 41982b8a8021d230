package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.api.client.Token;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published of the WebSocket is what is said over it, both ways. */
class ContractStreamIT {
    private static final Pattern KNOWN = Pattern.compile("the fields here are \\[(.*?)]");
    private static final String REQ = "'id':'1','account':'main','op':'req','action':";

    private final String desk = Token.create();

    @TempDir
    private Path directory;

    private Served served;
    private Contract contract;
    private StreamClient client;

    @BeforeEach
    void open() throws IOException {
        Path clients = Files.writeString(
                directory.resolve("clients.yml"),
                String.join(
                        "\n    ",
                        "clients:\n  desk:",
                        "tokens: " + Token.hash(desk),
                        "accounts: main",
                        "actions: cancel, watch, arm",
                        "perSecond: 1000"));
        served = Served.open(clients, 64);
        contract = Contract.of(served);
        client = served.stream();
    }

    @AfterEach
    void close() {
        client.close();
        served.close();
    }

    @Test
    void everyFrameThatIsSaidIsWrittenAndTheOtherWayRound() {
        assertThat(ask("{'op':'auth','id':'1','token':'" + desk + "'}", "authorized")
                        .path("client")
                        .asText())
                .isEqualTo("desk");
        ask("{'op':'ping','id':'p','ts':1}", "pong");
        ask(
                "{'op':'sub','ch':'outcomes','id':'s1','from':'earliest','filter':{'account':'main','ends':false}}",
                "subscribed");
        cancels();
        leases();
        ask("{'op':'unsub','ch':'outcomes','id':'s1'}", "unsubscribed");
        faults();

        assertThat(contract.unsaid()).isEmpty();
    }

    private void cancels() {
        String order = served.place();
        JsonNode result = ask(cancel("c1", order, "'await':'final','withinMs':2000"), "result");
        assertThat(hear("outcome").path("id").asText()).isEqualTo("s1");
        assertThat(result.path("id").asText()).isEqualTo("c1");
        assertThat(code(cancel("c2", "bad id!", "'await':'ack'"))).isEqualTo(400);
        served.venue.faults().next(SimFault.ERR);
        assertThat(code(cancel("c3", served.place(), "'await':'ack'"))).isEqualTo(409);
        served.venue.faults().next(SimFault.MUTE);
        assertThat(code(cancel("c4", served.place(), "'withinMs':50"))).isEqualTo(202);
        String one = "{'orderId':'" + served.place() + "','symbol':'BTC-PERP','id':'c5','await':'final'}";
        say("{" + REQ + "'cancel-batch','args':{'orders':[" + one + "]}}");
        assertThat(hear("result").path("request").asText()).isEqualTo("1");
        assertThat(hear("done").path("count").intValue()).isEqualTo(1);
        served.place();
        say("{" + REQ + "'cancel-all','args':{'symbol':'BTC-PERP','side':'buy','withinMs':5000}}");
        assertThat(hear("result").path("request").asText()).isEqualTo("1");
        hear("done");
    }

    private int code(String cancel) {
        return ask(cancel, "result").path("code").intValue();
    }

    private void leases() {
        ask("{" + REQ + "'arm','args':{'symbols':['BTC-PERP'],'ttlMs':60000}}", "lease");
        ask("{" + REQ + "'arm','args':{'lease':'mine','strategy':'A1','ttlMs':60000,'rehearse':true}}", "lease");
        ask("{" + REQ + "'disarm','args':{'lease':'mine'}}", "lease");
        assertThat(ask("{" + REQ + "'disarm'}", "lease").path("phase").asText()).isEqualTo("disarmed");
    }

    private void faults() {
        Map<String, List<String>> wrong = Map.of(
                "auth", List.of("{'op':'auth','name':'desk'}"),
                "pong", List.of("{'op':'ping','at':1}"),
                "sub",
                        List.of(
                                "{'op':'sub','ch':'trades','id':'1'}",
                                "{'op':'sub','ch':'outcomes'}",
                                "{'op':'sub','ch':'outcomes','id':'1','from':0}",
                                "{'op':'sub','ch':'outcomes','id':'1','filter':{'ends':'yes'}}"),
                "unsub", List.of("{'op':'unsub','id':'1'}"),
                "order",
                        List.of(
                                "{" + REQ + "'cancel-order'}",
                                "{" + REQ + "'cancel-order','args':{'orderId':7,'symbol':'B'}}",
                                "{" + REQ + "'cancel-order','args':{'orderId':'7','clientOrderId':'7','symbol':'B'}}",
                                "{" + REQ + "'cancel-batch','args':{'orders':[]}}",
                                "{" + REQ + "'cancel-all','args':{'side':'up'}}",
                                "{" + REQ + "'cancel-all','args':{'withinMs':0}}",
                                "{'op':'req','action':'cancel-all','id':'a b','account':'main'}",
                                "{" + REQ + "'fly'}"),
                "lease",
                        List.of(
                                "{" + REQ + "'arm','args':{}}",
                                "{" + REQ + "'arm','args':{'ttlMs':499}}",
                                "{" + REQ + "'arm','args':{'ttlMs':500,'symbols':[]}}",
                                "{" + REQ + "'disarm','args':{'ttlMs':500}}"),
                "error", List.of("{'op':'dance'}", "{'id':'1'}", "[]"));
        wrong.forEach((topic, frames) -> frames.forEach(frame -> {
            assertThat(contract.matching(true, Served.json(frame.replace('\'', '"'))))
                    .as(frame)
                    .isEmpty();
            client.say(frame);
            assertThat(hear("fault").path("m").asText()).as(frame).isEqualTo(topic);
        }));
        assertThat(ask("{" + REQ + "'disarm'}", "fault").path("code").intValue())
                .isEqualTo(404);
        served.place(20).forEach(order -> ask(cancel("d" + order, order, "'await':'final'"), "result"));
        assertThat(ask("{'op':'sub','ch':'outcomes','id':'s2','from':1}", "fault")
                        .path("code")
                        .intValue())
                .isEqualTo(410);
    }

    @Test
    void theFieldsAreThoseThatAreKnown() {
        ask("{'op':'auth','id':'1','token':'" + desk + "'}", "authorized");
        Map<String, String> nonsense = Map.ofEntries(
                Map.entry("auth", "{'op':'auth','nonsense':1}"),
                Map.entry("ping", "{'op':'ping','nonsense':1}"),
                Map.entry("sub", "{'op':'sub','id':'1','nonsense':1}"),
                Map.entry("sub/filter", "{'op':'sub','ch':'outcomes','id':'1','filter':{'nonsense':1}}"),
                Map.entry("unsub", "{'op':'unsub','id':'1','nonsense':1}"),
                Map.entry("cancelOrder", "{" + REQ + "'cancel-order','nonsense':1}"),
                Map.entry("cancelOrder/args", "{" + REQ + "'cancel-order','args':{'nonsense':1}}"),
                Map.entry("cancelBatch/args", "{" + REQ + "'cancel-batch','args':{'nonsense':1}}"),
                Map.entry("cancelBatch/args/orders", "{" + REQ + "'cancel-batch','args':{'orders':[{'nonsense':1}]}}"),
                Map.entry("cancelAll/args", "{" + REQ + "'cancel-all','args':{'nonsense':1}}"),
                Map.entry("arm/args", "{" + REQ + "'arm','args':{'nonsense':1}}"),
                Map.entry("disarm/args", "{" + REQ + "'disarm','args':{'nonsense':1}}"));

        nonsense.forEach((place, frame) -> {
            client.say(frame);
            Matcher known = KNOWN.matcher(hear("fault").path("text").asText());

            assertThat(known.find()).as(place).isTrue();
            assertThat(new TreeSet<>(Set.of(known.group(1).split(", ", -1))))
                    .as(place)
                    .isEqualTo(contract.fieldsOf(place));
        });
    }

    // ---- frames ----

    private JsonNode ask(String frame, String answer) {
        say(frame);
        return hear(answer);
    }

    private void say(String frame) {
        assertThat(contract.matching(true, Served.json(frame.replace('\'', '"'))))
                .as(frame)
                .hasSize(1);
        client.say(frame);
    }

    /** The next frame of this name; those that come meanwhile, outcomes most, are frames that are written, too. */
    private JsonNode hear(String name) {
        while (true) {
            JsonNode frame = client.hear();
            List<String> names = contract.matching(false, frame);
            assertThat(names).as(frame.toString()).hasSize(1);
            if (names.contains(name)) {
                return frame;
            }
        }
    }

    private static String cancel(String id, String order, String more) {
        return "{'op':'req','action':'cancel-order','id':'" + id + "','account':'main','args':{'orderId':'" + order
                + "','symbol':'BTC-PERP'," + more + "}}";
    }
}

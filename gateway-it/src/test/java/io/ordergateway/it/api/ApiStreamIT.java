package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.Position;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway's WebSocket, frame by frame. */
class ApiStreamIT {
    private final Served served = Served.open();
    private final StreamClient client = served.stream();

    @AfterEach
    void close() {
        client.close();
        served.close();
    }

    @Test
    void whoIsOnTheSameMachineNeedsNoTokenWhereNoneIsConfigured() {
        client.say("{'op':'auth','id':'1'}");

        assertThat(client.hear().toString()).isEqualTo("{\"m\":\"auth\",\"id\":\"1\",\"code\":0}");
    }

    @Test
    void aCancelIsAnsweredInTheVenuesDialect() {
        String order = served.place();

        client.say(cancel("c1", order, "'await':'ack','withinMs':2000"));

        JsonNode answer = client.hear();
        assertThat(answer.path("m").asText()).isEqualTo("order");
        assertThat(answer.path("action").asText()).isEqualTo("cancel-order");
        assertThat(answer.path("id").asText()).isEqualTo("c1");
        assertThat(answer.path("code").intValue()).isZero();
        assertThat(answer.path("result").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(answer.path("path").asText()).isEqualTo("socket");
        assertThat(answer.path("info").path("orderId").asText()).isEqualTo(order);
        assertThat(answer.path("info").path("symbol").asText()).isEqualTo("BTC-PERP");
        await().atMost(Served.PATIENCE).until(() -> served.status(order).equals("CANCELED"));
    }

    @Test
    void aCancelThatAwaitsTheEndIsToldTheEnd() {
        String order = served.place();

        client.say(cancel("c1", order, "'await':'final'"));

        assertThat(client.hear().path("result").asText()).isEqualTo("CANCELED");
        assertThat(served.status(order)).isEqualTo("CANCELED");
    }

    @Test
    void aBatchIsAnsweredOrderByOrderAndThenAsDone() {
        List<String> orders = served.place(50);

        client.say(batch(orders));

        List<JsonNode> answers = client.hear(51);
        JsonNode last = answers.get(50);
        assertThat(answers.subList(0, 50)).allSatisfy(answer -> {
            int number = Integer.parseInt(answer.path("id").asText().substring(1));
            assertThat(answer.path("result").asText()).isEqualTo("CANCELED");
            assertThat(answer.path("info").path("orderId").asText()).isEqualTo(orders.get(number));
        });
        assertThat(last.toString())
                .isEqualTo("{\"m\":\"order\",\"action\":\"cancel-batch\",\"id\":\"b1\",\"code\":0,\"count\":50}");
        assertThat(orders).allSatisfy(order -> assertThat(served.status(order)).isEqualTo("CANCELED"));
    }

    @Test
    void everythingOfASymbolIsCanceled() {
        List<String> orders = served.place(5);

        client.say("{'op':'req','action':'cancel-all','id':'a1','account':'main','args':{'symbol':'BTC-PERP'}}");

        List<JsonNode> answers = client.hear(6);
        assertThat(answers.get(5).path("count").intValue()).isEqualTo(5);
        assertThat(orders).allSatisfy(order -> assertThat(served.status(order)).isEqualTo("CANCELED"));
    }

    @Test
    void outcomesComeFromAPositionAndThenLive() {
        String first = served.place();
        String second = served.place();
        client.say(cancel("c1", first, "'await':'final'"));
        client.hear("order");

        client.say("{'op':'sub','ch':'outcomes','id':'s1','from':'earliest','filter':{'account':'main','ends':true}}");
        JsonNode ok = client.hear("sub");
        JsonNode history = client.hear("outcome");
        client.say(cancel("c2", second, "'await':'final'"));
        JsonNode live = client.hear("outcome");

        assertThat(ok.path("code").intValue()).isZero();
        assertThat(history.path("cancelId").asText()).isEqualTo("c1");
        assertThat(history.path("result").asText()).isEqualTo("CANCELED");
        assertThat(live.path("cancelId").asText()).isEqualTo("c2");
        assertThat(live.path("position").longValue())
                .isGreaterThan(history.path("position").longValue());
    }

    @Test
    void aSubscriptionEndsWhenItIsToldTo() {
        client.say("{'op':'sub','ch':'outcomes','id':'s1','from':'earliest'}");
        client.hear("sub");

        client.say("{'op':'unsub','ch':'outcomes','id':'s1'}");
        JsonNode ended = client.hear("unsub");
        client.say(cancel("c1", served.place(), "'await':'final'"));

        assertThat(ended.path("code").intValue()).isZero();
        assertThat(client.hear().path("m").asText()).isEqualTo("order");
    }

    @Test
    void aPingIsAnswered() {
        client.say("{'op':'ping'}");

        JsonNode pong = client.hear();
        assertThat(pong.path("m").asText()).isEqualTo("pong");
        assertThat(pong.path("ts").longValue()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'op':'dance'} | op | op is dance; write auth, req, sub, unsub or ping",
                "{'id':'1'} | op | op is missing",
                "{'op':'req','id':'1','account':'main'} | action | action is missing",
                "{'op':'req','action':'fly','id':'1','account':'main'} | action | write cancel-order",
                "{'op':'req','action':'cancel-order','account':'main'} | id | id is missing",
                "{'op':'req','action':'cancel-order','id':'1','account':'main','args':{'orderId':7,'symbol':'B'}}"
                        + " | args.orderId | orderId is 7; write the venue's id of the order, as a string",
                "{'op':'req','action':'cancel-order','id':'1','account':'main','args':{'orderId':'7'}}"
                        + " | args.symbol | symbol is missing",
                "{'op':'req','action':'cancel-order','id':'1','account':'main','args':{'orderId':'7','simbol':'B'}}"
                        + " | args.simbol | args.simbol is not a field; the fields here are",
                "{'op':'req','action':'cancel-order','id':'1','account':'nobody','args':{'orderId':'7','symbol':'B'}}"
                        + " | account | account is \"nobody\"; write one of [main, spot]",
                "{'op':'sub','ch':'trades','id':'1'} | ch | ch is trades; write outcomes",
                "{'op':'sub','ch':'outcomes','id':'1','from':0} | from | from is 0; write \"earliest\"",
                "{'op':'unsub','ch':'outcomes','id':'9'} | id | id is 9; write that of a subscription",
            })
    void nonsenseIsAnsweredWithTheFieldTheValueAndWhatToWrite(String message, String field, String text) {
        client.say(message);

        JsonNode answer = client.hear();
        assertThat(answer.path("code").intValue()).isBetween(400, 403);
        assertThat(answer.path("field").asText()).isEqualTo(field);
        assertThat(answer.path("text").asText()).contains(text);
    }

    @Test
    void whatIsNoJsonIsAnsweredAndTheConnectionGoesOn() {
        client.say("{'op':");
        client.say("[1,2]");
        client.say("{'op':'ping'}");

        assertThat(client.hear().path("text").asText()).startsWith("the message is not JSON at byte");
        assertThat(client.hear().path("text").asText()).startsWith("the message is [1,2]; write a JSON object");
        assertThat(client.hear().path("m").asText()).isEqualTo("pong");
    }

    @Test
    void aRefusalSaysWhatToMend() {
        client.say(cancel("c1", "bad id!", "'await':'ack'"));

        JsonNode answer = client.hear();
        assertThat(answer.path("code").intValue()).isEqualTo(400);
        assertThat(answer.path("result").asText()).isEqualTo("REFUSED");
        assertThat(answer.path("info").path("field").asText()).isEqualTo("orderId");
    }

    @Test
    void whoVanishesInTheMiddleOfABurstStopsNoCancel() {
        List<String> orders = served.place(500);
        Queue<CancelOutcome> outcomes = new ConcurrentLinkedQueue<>();
        served.gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(outcomes::add);

        client.say(batch(orders));
        client.hear();
        client.vanish();

        await().atMost(Served.PATIENCE)
                .until(() -> outcomes.stream().filter(CancelOutcome::closes).count() == orders.size());
        assertThat(outcomes.stream().filter(outcome -> outcome.phase() == Phase.ACCEPTED))
                .hasSize(orders.size());
        assertThat(outcomes.stream().filter(outcome -> outcome.phase() == Phase.SETTLED))
                .extracting(CancelOutcome::cancelId)
                .doesNotHaveDuplicates()
                .hasSize(orders.size());
        assertThat(orders).allSatisfy(order -> assertThat(served.status(order)).isEqualTo("CANCELED"));
    }

    private static String batch(List<String> orders) {
        return "{'op':'req','action':'cancel-batch','id':'b1','account':'main','args':{'orders':["
                + IntStream.range(0, orders.size())
                        .mapToObj(i -> "{'id':'c" + i + "','await':'final','orderId':'" + orders.get(i)
                                + "','symbol':'BTC-PERP'}")
                        .collect(Collectors.joining(","))
                + "]}}";
    }

    private static String cancel(String id, String order, String more) {
        return "{'op':'req','action':'cancel-order','id':'" + id + "','account':'main','args':{'orderId':'" + order
                + "','symbol':'BTC-PERP'," + more + "}}";
    }
}

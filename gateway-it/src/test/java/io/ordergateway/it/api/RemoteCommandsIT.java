package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.it.api.GatewayJar.Ran;
import io.ordergateway.it.api.GatewayJar.Running;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the runnable jar that ask a gateway over HTTP: their output, their words, their status. */
class RemoteCommandsIT {
    @TempDir
    private Path folder;

    private Served served;
    private GatewayJar jar;

    @BeforeEach
    void open() {
        served = Served.open();
        jar = new GatewayJar(folder);
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Ran ask(String line) {
        return jar.run(arguments(line));
    }

    private String[] arguments(String line) {
        return (line + " --url " + served.uri("")).split(" ");
    }

    // ---- cancel ----

    @Test
    void manyOrdersGoInBatchesAndEachHasItsResult() throws IOException {
        List<String> orders = served.place(1_100);
        Files.write(folder.resolve("ids.txt"), orders);

        Ran ran = ask("cancel @ids.txt --account main --symbol BTC-PERP --await final --json");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err().lines())
                .filteredOn(line -> !line.startsWith("waiting"))
                .containsExactly("500 of 1100 answered", "1000 of 1100 answered", "1100 of 1100 answered");
        assertThat(ran.out().lines().map(Served::json))
                .hasSize(1_100)
                .allSatisfy(result -> assertThat(result.path("result").asText()).isEqualTo("CANCELED"))
                .extracting(result -> result.path("info").path("orderId").asText())
                .containsExactlyInAnyOrderElementsOf(orders);
    }

    @Test
    void anOrderThatStandsIsStatusOneBesideThoseThatAreGone() {
        List<String> orders = served.place(2);
        served.venue.faults().next(SimFault.ERR);

        Ran ran = ask("cancel " + String.join(" ", orders) + " --account main --symbol BTC-PERP --await final");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains(", code 300006").endsWith("1 CANCELED, 1 REJECTED\n");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void whatNobodyKnowsIsStatusOneAndSaidToBeWaitedFor() {
        served.venue.faults().always(SimFault.MUTE);
        served.venue.acceptRest(false);

        Ran ran = ask("cancel " + served.place() + " --account main --symbol BTC-PERP --within 3s");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("  UNKNOWN, ").endsWith("1 UNKNOWN\n");
        assertThat(ran.err()).isEqualTo("waiting for 1 result(s), for at most 3s\n");
    }

    @Test
    void aRefusalIsOneSentence() {
        Ran ran = ask("cancel 7 --account nobody --symbol BTC-PERP");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("account is \"nobody\"; write one of [main, spot]\n");
    }

    @Test
    void aGatewayThatIsNotThereIsOneSentence() {
        Ran ran = jar.run("sessions", "--url", "http://127.0.0.1:1");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("no gateway answers at http://127.0.0.1:1")
                .endsWith("; start one with serve, or write another --url\n");
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void aServerThatIsNoGatewayIsOneSentence() {
        Ran ran = jar.run("sessions", "--url", served.venue.restUrl());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("with what no gateway says; write the gateway's --url");
        assertThat(ran.err().lines()).hasSize(1);
    }

    // ---- explain and watch ----

    @Test
    void explainTellsTheStoryOrItsRecordsAndWhatIsNotKnown() {
        String order = served.place();
        served.delete("/v1/orders/" + order + "?account=main&symbol=BTC-PERP&await=final");

        Ran story = ask("explain " + order);
        Ran records = ask("explain " + order + " --json");
        Ran unknown = ask("explain 7");

        assertThat(story.status()).isZero();
        assertThat(story.out()).startsWith("Order " + order + " of BTC-PERP").contains("sent by SOCKET");
        assertThat(records.out().lines().map(Served::json))
                .extracting(record -> record.path("phase").asText())
                .containsExactly("ACCEPTED", "SENT", "SETTLED");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).startsWith("nothing is known of order 7; perhaps nobody asked");
    }

    @Test
    void watchGoesOnBehindTheLastOutcomeWhenItWasCutOff() {
        cancel();
        String url = served.uri("").toString();
        try (Running watch = jar.start(arguments("watch --from earliest --json"))) {
            watch.printed("(?s)\"position\":3.*\n");

            served.reopen(() -> {
                watch.complained("the connection to " + url + " is lost; trying again until it is there");
                served.gateway
                        .cancel(CancelOrder.of("main", "BTC-PERP", served.place())
                                .awaitFinal())
                        .block(Served.PATIENCE);
            });
            watch.complained("connected again, behind position 3");
            cancel();
            watch.printed("\"position\":9.*\n");

            assertThat(watch.out()
                            .lines()
                            .map(Served::json)
                            .map(record -> record.path("position").asLong()))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(watch.err().lines()).hasSize(2);
        }
    }

    private void cancel() {
        served.delete("/v1/orders/" + served.place() + "?account=main&symbol=BTC-PERP&await=final");
    }

    @Test
    void watchOfWhatIsNoLongerKeptSaysSoInASentence() {
        served.close();
        served = Served.open(null, 4);
        cancel();
        cancel();

        Ran ran = ask("watch --from 1 --json");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("outcome 1 is no longer kept; the oldest is ");
    }

    @Test
    void watchOfAnAccountThatIsNotThereIsStatusOne() {
        Ran ran = ask("watch --account nobody --json");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("account is \"nobody\"; write one of [main, spot]\n");
    }

    // ---- what operators do ----

    @Test
    void sessionsAndBudgetAreOneObjectALineForMachines() {
        Ran sessions = ask("sessions --json");
        Ran budget = ask("budget --json");

        assertThat(sessions.out().lines().map(Served::json))
                .extracting(account -> account.path("account").asText())
                .containsExactly("main", "spot");
        assertThat(budget.out().lines().map(Served::json))
                .allSatisfy(account -> assertThat(account.path("budgets")
                                .path(0)
                                .path("remaining")
                                .asInt())
                        .isPositive());
    }

    @Test
    void theKillSwitchIsLatchedShownAndReleasedOnceItIsProvenFlat() {
        String order = served.place();

        Ran asked = ask("kill latch --account main --reason test");
        Ran latched = ask("kill latch --account main --reason test --yes");
        await().atMost(Served.PATIENCE).until(() -> shown().path("flat").asBoolean());
        Ran released = ask("kill release --account main --yes");
        Ran none = ask("kill show");
        Ran again = ask("kill release --account main --yes");

        assertThat(asked.status()).isEqualTo(1);
        assertThat(asked.err())
                .contains("This cancels every order of account main")
                .contains("Nothing was done.");
        assertThat(latched.status()).isZero();
        assertThat(latched.out()).startsWith("Latched: every order of account main, by ");
        assertThat(served.status(order)).isEqualTo("CANCELED");
        assertThat(released.out()).isEqualTo("Released: every order of account main.\n");
        assertThat(none.out()).isEqualTo("No kill switch is latched.\n");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err().lines()).hasSize(1);
    }

    private JsonNode shown() {
        return Served.json(ask("kill show --json").out());
    }

    // ---- the shell ----

    @Test
    void aShellCompletesCommandsAndOptions() throws Exception {
        Ran script = jar.run("generate-completion");
        Files.writeString(folder.resolve("complete"), script.out());

        assertThat(script.status()).isZero();
        assertThat(completed("gateway", "can")).containsExactly("cancel");
        assertThat(completed("gateway", "cancel", "--by")).containsExactly("--by-client-id");
        assertThat(completed("gateway", "kill", "")).contains("latch", "release", "show");
    }

    private List<String> completed(String... words) throws Exception {
        String line = "source complete; COMP_WORDS=("
                + String.join(
                        " ", Stream.of(words).map(word -> "'" + word + "'").toList()) + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_gateway; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", line)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return said.lines().map(String::strip).toList();
    }
}

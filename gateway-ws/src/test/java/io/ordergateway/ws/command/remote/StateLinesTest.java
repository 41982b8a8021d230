package io.ordergateway.ws.command.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

/** What a gateway says of itself, for people. */
class StateLinesTest {
    @Test
    void anAccountItsTroublesItsSessionsAndItsTimes() throws JsonProcessingException {
        JsonNode account = json("{'account':'main','venue':'ascendex','category':'futures','level':'yellow',"
                + "'warnings':['the order channel \u001b is silent'],'pending':3,'inDoubt':1,"
                + "'sessions':[{'state':'ready','epoch':4,'inFlight':2,'trouble':'','sent':17,'late':1,'duplicate':0,"
                + "'foreign':0,'unreadable':0},{'state':'connecting','epoch':9,'inFlight':0,'trouble':'refused','sent':0,"
                + "'late':0,'duplicate':0,'foreign':0,'unreadable':0}],"
                + "'stages':[{'stage':'acked','count':17,'p50Nanos':412000,'p99Nanos':1200000,'p999Nanos':1,'maxNanos':1300000000},"
                + "{'stage':'ended','count':0,'p50Nanos':0,'p99Nanos':0,'p999Nanos':0,'maxNanos':0}]}");

        assertThat(SessionsCommand.lines(account))
                .containsExactly(
                        "main (ascendex, futures) is yellow: 3 pending, 1 in doubt",
                        "    ! the order channel ? is silent",
                        "    session ready, connection 4: 2 in flight, 17 sent; replies 1 late, 0 duplicate, 0 foreign,"
                                + " 0 unreadable",
                        "    session connecting, connection 9: 0 in flight, 0 sent; replies 0 late, 0 duplicate, 0 foreign,"
                                + " 0 unreadable; refused",
                        "    acked     17 times: half within 0.412 ms, 99 % within 1.200 ms, all within 1.300 s");
    }

    @Test
    void aBudgetStandsBelowItsColumns() throws JsonProcessingException {
        JsonNode budget = json("{'limit':'socket cancels','count':600,'windowMs':60000,'remaining':598,"
                + "'remainingForOthers':478}");

        String line = BudgetCommand.line("main", budget);

        assertThat(line)
                .isEqualTo("main        socket cancels                           598                  478"
                        + "         600  1 min 0 s");
        assertThat(BudgetCommand.HEADER.indexOf("LEFT") + "LEFT".length()).isEqualTo(line.indexOf("598") + 3);
    }

    @Test
    void aKillSwitchSaysWhatIsProvenAndWhatIsNot() throws JsonProcessingException {
        JsonNode latched =
                json("{'symbol':'BTC-PERP','by':'olga','reason':'runaway','latchedAt':'2026-01-02T03:04:05Z',"
                        + "'flat':false,'sweeps':[{'account':'main','symbol':'BTC-PERP','tries':2,'orders':3,"
                        + "'flatSince':'2026-01-02T03:04:07Z'},"
                        + "{'account':'hedge','tries':4,'orders':1,'obstacle':'the venue does not answer'}],"
                        + "'survivesRestart':false,'kept':'there is no store'}");

        assertThat(KillLines.of(latched))
                .containsExactly(
                        "Latched: every order of BTC-PERP of every account, by olga at 2026-01-02T03:04:05Z: runaway",
                        "    account main: proven flat since 2026-01-02T03:04:07Z; 3 orders found and ended",
                        "    account hedge: NOT proven flat, the venue does not answer; 1 orders found and ended in 4 tries",
                        "    It does not survive a restart: there is no store");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new JsonMapper().readTree(text.replace('\'', '"').replace("\u001b", "\\u001b"));
    }
}

package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.api.client.Token;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console, in a real browser. */
class ConsoleIT {
    private static final int MOST_BYTES_OF_A_PICTURE = 400_000;
    private static final String ROWS = "#outcomes tbody tr";

    private static Chromium chromium;

    private final Served served = Served.open();
    private BrowserPage page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        page = chromium.page();
        page.size(1280, 900);
    }

    @AfterEach
    void close() {
        if (page != null) {
            page.close();
        }
        served.close();
    }

    private void visit() {
        page.visit(served.uri("/"));
        page.awaitText("#live", "live");
    }

    private HttpResponse<String> cancel(String order) {
        return served.delete("/v1/orders/" + order + "?account=main&symbol=BTC-PERP&await=final&withinMs=2000");
    }

    // ---- what it shows ----

    @Test
    void thePageShowsAccountsSessionsBudgetsAndHealth() {
        visit();

        page.awaitText("#accounts", "main");
        assertThat(page.text("#accounts")).contains("spot", "ready", "0 in flight", "0 in doubt", "per ");
        assertThat(page.isTrue("document.querySelectorAll('#accounts [role=meter]').length > 0"))
                .isTrue();
        page.awaitText("#health", "up");
        page.awaitText("#leases", "No lease is armed.");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aCancelIsARowAtOnceAndAClickTellsItsStory() {
        visit();
        String order = served.place();

        cancel(order);

        page.awaitText("#outcomes tbody", "canceled");
        page.click(ROWS + " .link");
        page.awaitText("#story", "Order " + order + " of BTC-PERP, account main (ascendex, futures)");
        assertThat(page.isTrue("document.querySelectorAll('#story-lines p').length > 3"))
                .isTrue();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theTimesOfCancelsAreDrawn() {
        visit();

        cancel(served.place());

        await().atMost(Served.PATIENCE).until(() -> page.isTrue("!!document.querySelector('#histogram .bar')"));
        assertThat(page.value("document.querySelector('#histogram svg').getAttribute('aria-label')")
                        .asText())
                .startsWith("certain: 1 cancels, half within ");
        page.choose("#latency-account", "spot");
        page.awaitText("#histogram", "No cancel has passed this stage yet.");
    }

    @Test
    void onlyWhatIsAskedForIsARow() {
        visit();
        cancel(served.place());
        page.awaitText("#outcomes tbody", "accepted");

        page.click("#filter-ends");

        await().atMost(Served.PATIENCE)
                .until(() -> page.text("#outcomes tbody").contains("canceled")
                        && !page.text("#outcomes tbody").contains("accepted"));
        page.choose("#filter-account", "spot");
        page.awaitText("#no-outcomes", "Nothing has come yet");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void noMoreRowsAreKeptThanCanBeRead() {
        visit();

        served.place(100).forEach(this::cancel);

        await().atMost(Served.PATIENCE).until(() -> rows() == 200);
        String last = served.place();
        cancel(last);
        page.awaitText("#outcomes tbody", last);
        assertThat(rows()).isEqualTo(200);
    }

    private int rows() {
        return page.value("document.querySelectorAll('" + ROWS + "').length").intValue();
    }

    @Test
    void aLostConnectionIsSaidAndTheStreamGoesOnWhereItWasLost() {
        visit();
        cancel(served.place());
        page.awaitText("#outcomes tbody", "canceled");

        page.offline(true);
        page.value("stream.stop.abort('cut')"); // Chromium lets a response that has begun go on
        page.awaitText("#live", "not live since ");
        page.awaitText("#following", "not followed since ");
        String missed = served.place();
        cancel(missed);
        page.offline(false);

        page.awaitText("#outcomes tbody", missed);
        await().atMost(Served.PATIENCE).until(() -> page.text("#live").equals("live"));
    }

    @Test
    void whatSomebodyWroteIsTextAndNothingElse() {
        visit();

        kill("<img src=x onerror=alert(1)><b>bold</b>");

        page.awaitText("#latched", "<img src=x onerror=alert(1)><b>bold</b>");
        assertThat(page.isTrue("document.querySelector('#latched img, #latched b') === null"))
                .isTrue();
        assertThat(page.complaints()).isEmpty();
    }

    // ---- the kill switch ----

    @Test
    void theKillSwitchIsThrownByWhoTypesTheAccountAndSaysWhy() {
        String order = served.place();
        visit();
        page.awaitText("#accounts", "main");

        page.click("#kill-open");
        page.awaitText("#kill", "Type main to confirm");
        page.click("#kill-reason");
        page.type("a drill");
        page.click("#kill-typed");
        page.type("mai");
        page.press("Enter");
        assertThat(page.isTrue("document.querySelector('#kill [type=submit]').disabled"))
                .isTrue();
        assertThat(latched()).isEmpty();
        page.type("n");
        page.click("#kill [type=submit]");

        page.awaitText("#latched", "KILL SWITCH LATCHED: main");
        assertThat(page.text("#latched")).contains("a drill", "by local");
        assertThat(page.value("document.title").asText()).startsWith("KILL SWITCH LATCHED");
        await().atMost(Served.PATIENCE).until(() -> served.status(order).equals("CANCELED"));
        assertThat(latched()).hasSize(1);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aLatchedSwitchIsReleasedOnceItsScopeIsProvenEmpty() {
        served.place();
        served.venue.faults().always(SimFault.ERR);
        kill("a drill");
        visit();
        page.awaitText("#latched", "it cannot be released");
        assertThat(page.isTrue("document.querySelector('#latched button').disabled"))
                .isTrue();

        served.venue.faults().always(SimFault.NONE);
        page.awaitText("#latched", "proves that nothing rests");
        page.click("#latched button");
        page.click("#release-typed");
        page.type("main");
        page.click("#release [type=submit]");

        await().atMost(Served.PATIENCE).until(() -> page.text("#latched").isEmpty());
        assertThat(latched()).isEmpty();
        assertThat(page.value("document.title").asText()).isEqualTo("Order Gateway");
        assertThat(page.complaints()).isEmpty();
    }

    private void kill(String reason) {
        String body = Served.JSON
                .createObjectNode()
                .put("account", "main")
                .put("reason", reason)
                .toString();
        assertThat(served.post("/v1/kill", body).statusCode()).isEqualTo(200);
    }

    private JsonNode latched() {
        return Served.json(served.get("/v1/kill")).path("latched");
    }

    // ---- for whom ----

    @Test
    void whereClientsAreKnownATokenIsAskedForAndKeptInItsTab(@TempDir Path directory) throws IOException {
        String token = Token.create();
        Path clients = Files.writeString(
                directory.resolve("clients.yml"),
                "clients:\n  ops:\n    tokens: " + Token.hash(token)
                        + "\n    accounts: main\n    actions: watch, operate\n");
        try (Served guarded = Served.open(clients)) {
            page.visit(guarded.uri("/"));
            page.awaitText("#login", "Token");
            page.type("wrong");
            page.press("Enter");
            page.awaitText("#login .fault", "token");
            page.type(token);
            page.press("Enter");
            page.awaitText("#live", "live");

            page.awaitText("#accounts", "main");
            assertThat(page.text("#accounts")).doesNotContain("spot");
            assertThat(page.value("sessionStorage.getItem('token')").asText()).isEqualTo(token);
            assertThat(page.isTrue("localStorage.length === 0 && document.cookie === ''"))
                    .isTrue();
            assertThat(page.isTrue("!document.documentElement.outerHTML.includes('" + token + "')"))
                    .isTrue();
            page.click("#forget");
            page.awaitText("#login", "Token");
            assertThat(page.isTrue("sessionStorage.length === 0")).isTrue();
        }
    }

    // ---- how it is used ----

    @Test
    void everythingIsReachedAndDoneByKeyboard() {
        String order = served.place();
        visit();
        cancel(order);
        page.awaitText("#outcomes tbody", "canceled");

        String first = next();
        List<String> reached = new ArrayList<>(List.of(first));
        for (String at = next(); !at.equals(first); at = next()) {
            reached.add(at);
            assertThat(reached).as("the focus never comes back to " + first).hasSizeLessThan(50);
        }

        assertThat(reached)
                .contains(
                        "kill-open",
                        "latency-account",
                        "latency-stage",
                        "filter-symbol",
                        "filter-ends",
                        "explain-id",
                        order);
        assertThat(reached).allSatisfy(at -> assertThat(at).doesNotStartWith("no focus to see"));
        page.value("document.querySelector('#outcomes .link').focus()");
        page.press("Enter");
        page.awaitText("#story", "Order " + order);
        page.press("Escape");
        await().atMost(Served.PATIENCE).until(() -> page.text("#story").isEmpty());
        assertThat(page.value("document.activeElement.innerText").asText()).isEqualTo(order);
    }

    /** What a further Tab leads to. */
    private String next() {
        page.press("Tab");
        return page.value("(at => at === document.body ? 'body' : getComputedStyle(at).outlineStyle === 'none' "
                        + "? 'no focus to see on ' + at.outerHTML : at.id || at.innerText)(document.activeElement)")
                .asText();
    }

    @Test
    void theKillSwitchIsThrownByKeyboardAlone() {
        visit();
        page.awaitText("#accounts", "main");
        while (!next().equals("kill-open")) {
            assertThat(page.complaints()).isEmpty();
        }

        page.press("Enter");
        while (!next().equals("kill-reason")) {
            assertThat(page.text("#kill")).contains("Throw the kill switch");
        }
        page.type("a drill");
        page.press("Tab");
        page.type("main");
        page.press("Enter");

        page.awaitText("#latched", "KILL SWITCH LATCHED: main");
    }

    @Test
    void itFitsIntoThreeHundredAndSixtyPixels() {
        page.size(360, 740);
        visit();
        cancel(served.place());
        kill("a reason that is rather long, as reasons are that people write when they are in a hurry");

        page.awaitText("#outcomes tbody", "canceled");
        page.awaitText("#latched", "KILL SWITCH LATCHED");
        assertThat(page.value("document.documentElement.scrollWidth").intValue())
                .isLessThanOrEqualTo(360);
        assertThat(page.tooWide()).isEmpty();
        page.click("#kill-open");
        page.awaitText("#kill", "Throw the kill switch");
        assertThat(page.tooWide()).isEmpty();
    }

    @Test
    void itIsLightOrDarkAsItsUserWishes() {
        page.colours("light");
        visit();
        double lightPage = luminance("document.body", "backgroundColor");
        double lightText = luminance("document.body", "color");

        page.colours("dark");
        double darkPage = luminance("document.body", "backgroundColor");
        double darkText = luminance("document.body", "color");

        assertThat(contrast(lightPage, lightText)).isGreaterThan(7);
        assertThat(contrast(darkText, darkPage)).isGreaterThan(7);
    }

    /** By WCAG 2.2, how light a colour is: 0 black, 1 white. */
    private double luminance(String element, String what) {
        return page.value("(colour => colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)"
                        + ".map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)"
                        + ".reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0))(getComputedStyle("
                        + element + ")." + what + ")")
                .doubleValue();
    }

    private static double contrast(double lighter, double darker) {
        return (lighter + 0.05) / (darker + 0.05);
    }

    // ---- what it looks like ----

    /** The one of the README: {@code -Dconsole.screenshot=../gateway-ws/docs/console.png} writes it there. */
    @Test
    void aPictureOfItIsTaken() throws IOException {
        page.size(1280, 1060);
        page.colours("light");
        visit();
        try (StreamClient strategy = served.stream()) {
            strategy.say("{'op':'req','action':'arm','id':'quotes','account':'main',"
                    + "'args':{'ttlMs':3600000,'symbols':['BTC-PERP']}}");
            strategy.hear("lease");
            List<String> orders = served.place(400);
            for (int i = 0; i < orders.size(); i += 40) {
                cancelTogether(orders.subList(i, i + 40));
            }
            for (SimFault fault : List.of(SimFault.NONE, SimFault.ERR, SimFault.FILL_FIRST)) {
                served.venue.faults().next(fault);
                cancel(served.place());
            }
            page.awaitText("#leases", "armed");
            page.awaitText("#outcomes tbody", "too late");
            page.click("#filter-ends");
            page.awaitText("#outcomes tbody", "rejected");
            page.awaitText("#histogram", "half: ");
            page.awaitText("#stages", "403");

            byte[] picture = page.screenshot();

            Files.write(Path.of(System.getProperty("console.screenshot", "target/console.png")), picture);
            assertThat(picture.length).isBetween(20_000, MOST_BYTES_OF_A_PICTURE);
        }
    }

    private void cancelTogether(List<String> orders) {
        String body = orders.stream()
                .map(order -> "{\"orderId\":\"" + order + "\",\"symbol\":\"BTC-PERP\",\"await\":\"final\"}")
                .collect(Collectors.joining(",", "{\"account\":\"main\",\"orders\":[", "]}"));
        assertThat(served.post("/v1/cancels", body).statusCode()).isEqualTo(200);
    }
}

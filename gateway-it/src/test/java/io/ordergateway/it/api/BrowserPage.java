package io.ordergateway.it.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a browser: what its user would do and see, and what its console says. */
final class BrowserPage implements WebSocket.Listener, AutoCloseable {
    /** Key codes, as Windows numbers them; browsers go by these. */
    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Escape", 27, " ", 32);

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;

    private BrowserPage() {}

    static BrowserPage open(HttpClient http, URI address) {
        BrowserPage page = new BrowserPage();
        page.socket = http.newWebSocketBuilder().buildAsync(address, page).join();
        List.of("Page", "Runtime", "Log", "Network").forEach(domain -> page.send(domain + ".enable", Map.of()));
        return page;
    }

    // ---- the protocol ----

    private JsonNode send(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String text = Served.JSON
                .valueToTree(Map.of("id", id, "method", method, "params", parameters))
                .toString();
        socket.sendText(text, true).join();
        JsonNode said =
                answer.orTimeout(Served.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (said.has("error")) {
            throw new AssertionError(method + ": " + said.path("error"));
        }
        return said.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            JsonNode message = Served.json(parts.toString());
            parts.setLength(0);
            take(message);
        }
        from.request(1);
        return null;
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            waiting.remove(message.path("id").intValue()).complete(message);
            return;
        }
        JsonNode parameters = message.path("params");
        String method = message.path("method").asText();
        boolean said = method.equals("Log.entryAdded")
                && parameters.path("entry").path("level").asText().matches("error|warning");
        boolean called = method.equals("Runtime.consoleAPICalled")
                && parameters.path("type").asText().matches("error|warning");
        if (said || called || method.equals("Runtime.exceptionThrown")) {
            complaints.add(parameters.toString());
        }
    }

    // ---- what its user does ----

    void visit(URI address) {
        send("Page.navigate", Map.of("url", address.toString()));
        await().atMost(Served.PATIENCE)
                .until(() -> isTrue("document.readyState === 'complete' && !!window.location.port"));
    }

    void click(String selector) {
        JsonNode at =
                value("(place => { place.scrollIntoView({block: 'center'}); const box = place.getBoundingClientRect();"
                        + " return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })(" + element(selector)
                        + ")");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.path("x").doubleValue(),
                            "y",
                            at.path("y").doubleValue(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Types into whatever has the focus. */
    void type(String text) {
        send("Input.insertText", Map.of("text", text));
    }

    void press(String key) {
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
        Map<String, Object> down = Map.of(
                "type",
                text.isEmpty() ? "rawKeyDown" : "keyDown",
                "key",
                key,
                "code",
                key.equals(" ") ? "Space" : key,
                "text",
                text,
                "windowsVirtualKeyCode",
                KEYS.get(key));
        send("Input.dispatchKeyEvent", down);
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", KEYS.get(key)));
    }

    void choose(String selector, String value) {
        value("(place => { place.value = '" + value
                + "'; place.dispatchEvent(new Event('change', {bubbles: true})); })(" + element(selector) + ")");
    }

    // ---- what is around it ----

    void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void colours(String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    void offline(boolean offline) {
        send(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    // ---- what there is to see ----

    private static String element(String selector) {
        return "document.querySelector(" + Served.JSON.valueToTree(selector) + ")";
    }

    JsonNode value(String script) {
        JsonNode said =
                send("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (said.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + said.path("exceptionDetails"));
        }
        return said.path("result").path("value");
    }

    boolean isTrue(String script) {
        return value(script).booleanValue();
    }

    /** What is to be read at a place; empty where there is nothing to see. */
    String text(String selector) {
        return value("(place => place?.checkVisibility() ? place.innerText : '')(" + element(selector) + ")")
                .asText();
    }

    void awaitText(String selector, String text) {
        await().atMost(Served.PATIENCE).until(() -> text(selector), seen -> seen.contains(text));
    }

    /** The middles of what does not fit into the width, to be none. */
    List<String> tooWide() {
        List<String> found = new ArrayList<>();
        value(
                        "[...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && !one.closest('.wide, .unseen, .skip')"
                                + " && one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.outerHTML.slice(0, 120))")
                .forEach(one -> found.add(one.asText()));
        return found;
    }

    /** What the browser found wrong with the page: faults, refusals of its policy, what could not be loaded. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    byte[] screenshot() {
        return Base64.getDecoder()
                .decode(send("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
    }

    @Override
    public void close() {
        send("Page.close", Map.of());
        socket.abort();
    }
}

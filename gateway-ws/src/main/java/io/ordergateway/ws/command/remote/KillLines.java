package io.ordergateway.ws.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.story.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kill switch, for a person. */
final class KillLines {
    private KillLines() {}

    static List<String> of(JsonNode latched) {
        List<String> lines = new ArrayList<>();
        lines.add(Wording.plain("Latched: " + KillCommand.words(text(latched, "account"), text(latched, "symbol"))
                + ", by " + latched.path("by").asText() + " at "
                + latched.path("latchedAt").asText() + ": "
                + latched.path("reason").asText()));
        latched.path("sweeps").forEach(sweep -> lines.add(Wording.plain("    " + sweep(sweep))));
        String kept = text(latched, "kept");
        if (kept != null && !latched.path("survivesRestart").asBoolean()) {
            lines.add(Wording.plain("    It does not survive a restart: " + kept));
        }
        return lines;
    }

    private static String sweep(JsonNode sweep) {
        String account = "account " + sweep.path("account").asText() + ": ";
        String gone = sweep.path("orders").asLong() + " orders found and ended";
        String since = text(sweep, "flatSince");
        if (since != null) {
            return account + "proven flat since " + since + "; " + gone;
        }
        String obstacle = text(sweep, "obstacle");
        return account + "NOT proven flat" + (obstacle == null ? "" : ", " + obstacle) + "; " + gone + " in "
                + sweep.path("tries").asLong() + " tries";
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}

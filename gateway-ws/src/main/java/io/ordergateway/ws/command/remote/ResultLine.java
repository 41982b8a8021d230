package io.ordergateway.ws.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.record.UnreadableRecord;
import io.ordergateway.ws.story.Wording;
import java.util.Locale;

/**
 * What became of one order, for a person.
 *
 * @param saysNo whether it is not what was wished
 */
record ResultLine(CancelResult.Kind kind, boolean saysNo, String text) {
    /**
     * Reads what a gateway answered.
     *
     * @throws RemoteFault if it is no result
     */
    static ResultLine of(JsonNode answer) {
        try {
            CancelResult result = OutcomeJson.readResult(
                    answer.path("id").asText(), answer.path("info").toString());
            boolean no = answer.path("code").asInt(-1) != 0;
            String order = Wording.plain(result.order().id());
            return new ResultLine(
                    result.kind(), no, String.format(Locale.ROOT, "%-32s  %s", order, Wording.brief(result)));
        } catch (UnreadableRecord e) {
            throw RemoteFault.said("the gateway answered with what is no result: " + e.getMessage());
        }
    }
}

package io.ordergateway.ws.command.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.ws.api.message.Answers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultLineTest {
    private static final CancelId ID = new CancelId("c1");
    private static final OrderRef ORDER = new OrderRef("a1b2", "BTC-PERP");
    private static final Evidence PROOF =
            new Evidence(PathKind.SOCKET, "order-push", "{}", Instant.parse("2026-01-02T03:04:05Z"));

    @Test
    void whatIsGoneIsYes() throws JsonProcessingException {
        CancelResult canceled = new CancelResult.Canceled(ID, ORDER, new BigDecimal("0.0500"), PROOF, List.of());
        CancelResult late = new CancelResult.TooLate(ID, ORDER, OrderStatus.FILLED, null, PROOF, List.of());
        CancelResult acknowledged = new CancelResult.Acknowledged(ID, ORDER, PROOF, List.of());

        assertThat(line(canceled)).isEqualTo(yes(canceled, "CANCELED, 0.0500 filled"));
        assertThat(line(late)).isEqualTo(yes(late, "TOO_LATE, FILLED"));
        assertThat(line(acknowledged)).isEqualTo(yes(acknowledged, "ACKNOWLEDGED"));
    }

    @Test
    void whatIsNotIsNo() throws JsonProcessingException {
        String hostile = "no\u001b[2Jsuch\norder";
        CancelResult rejected =
                new CancelResult.Rejected(ID, ORDER, RejectReason.ORDER_UNKNOWN, "300006", hostile, PROOF, List.of());
        CancelResult refused =
                new CancelResult.Refused(ID, ORDER, RefusalReason.DEADLINE, null, "it had passed", null, List.of());
        CancelResult unknown = new CancelResult.Unknown(ID, ORDER, "no proof", null, List.of());

        assertThat(line(rejected)).isEqualTo(no(rejected, "REJECTED, ORDER_UNKNOWN, code 300006: no?[2Jsuch?order"));
        assertThat(line(refused)).isEqualTo(no(refused, "REFUSED, DEADLINE: it had passed"));
        assertThat(line(unknown)).isEqualTo(no(unknown, "UNKNOWN, no proof"));
    }

    @Test
    void whatIsNoResultIsSaid() {
        assertThatThrownBy(() -> ResultLine.of(new JsonMapper().readTree("{\"id\":\"c1\",\"info\":{\"orderId\":1}}")))
                .isInstanceOf(RemoteFault.class)
                .hasMessageStartingWith("the gateway answered with what is no result: ");
    }

    private static ResultLine yes(CancelResult result, String text) {
        return new ResultLine(result.kind(), false, "a1b2                              " + text);
    }

    private static ResultLine no(CancelResult result, String text) {
        return new ResultLine(result.kind(), true, "a1b2                              " + text);
    }

    /** As the gateway writes it. */
    private static ResultLine line(CancelResult result) throws JsonProcessingException {
        ByteBuf bytes = Answers.result("c1", result).bytes(UnpooledByteBufAllocator.DEFAULT);
        return ResultLine.of(new JsonMapper().readTree(bytes.toString(StandardCharsets.UTF_8)));
    }
}

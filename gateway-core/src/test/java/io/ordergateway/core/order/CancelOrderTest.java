package io.ordergateway.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelOrderTest {
    private final CancelOrder wish = CancelOrder.of("main", "BTC-PERP", "o1");

    @Test
    void aWishAwaitsTheAckForTheDefaultTimeUnderAnIdOfItsOwn() {
        assertThat(wish.await()).isEqualTo(CancelOrder.Await.ACK);
        assertThat(wish.within()).isEqualTo(CancelOrder.DEFAULT_WITHIN);
        assertThat(wish.deadline()).isNull();
        assertThat(IdRules.faultInCancelId(wish.cancelId().value())).isNull();
        assertThat(wish.order()).hasToString("o1@BTC-PERP");
    }

    @Test
    void anOrderOfTheSameIdByEitherNameIsNotTheSame() {
        CancelOrder byClientId = CancelOrder.ofClientId("main", "BTC-PERP", "o1");

        assertThat(byClientId.order())
                .isEqualTo(OrderRef.byClientId("o1", "BTC-PERP"))
                .isNotEqualTo(wish.order())
                .hasToString("clientOrderId=o1@BTC-PERP");
        assertThat(byClientId.order().clientOrderId()).isEqualTo("o1");
        assertThat(byClientId.order().orderId()).isEmpty();
        assertThat(wish.order().orderId()).isEqualTo("o1");
        assertThat(wish.order().clientOrderId()).isEmpty();
    }

    @Test
    void eachChangeIsACopyAndLeavesTheRestAlone() {
        CancelOrder changed = wish.id("mine").awaitFinal().by(Instant.EPOCH);

        assertThat(changed)
                .isEqualTo(new CancelOrder(
                        new CancelId("mine"),
                        "main",
                        wish.order(),
                        CancelOrder.Await.FINAL,
                        CancelOrder.DEFAULT_WITHIN,
                        Instant.EPOCH,
                        CancelOrder.Terms.NONE));
        assertThat(changed.awaitAck().await()).isEqualTo(CancelOrder.Await.ACK);
        assertThat(wish.deadline()).isNull();
    }

    @Test
    void aTimeSpanReplacesAnAbsoluteDeadline() {
        assertThat(wish.by(Instant.EPOCH).within(Duration.ofSeconds(1)).deadline())
                .isNull();
    }

    @Test
    void idsThatAreMadeUpDiffer() {
        assertThat(Stream.generate(CancelId::next).limit(1_000)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"OPEN, false", "FILLED, true", "CANCELED, true", "REJECTED, true", "EXPIRED, true", "UNKNOWN, false"})
    void onlyAnEndIsFinal(OrderStatus status, boolean isFinal) {
        assertThat(status.isFinal()).isEqualTo(isFinal);
    }

    @Test
    void evidenceIsCutToItsBound() {
        String message = "x".repeat(Evidence.MAX_MESSAGE);

        assertThat(new Evidence(PathKind.REST, "rule", message + "y", Instant.EPOCH).message())
                .isEqualTo(message);
        assertThat(new Evidence(PathKind.REST, "rule", message, Instant.EPOCH).message())
                .isEqualTo(message);
    }
}

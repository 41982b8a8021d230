package io.ordergateway.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final OrderRef ORDER = new OrderRef("o", "BTC-PERP");

    /** A form that a venue's codec might have learned. */
    private record Greeting(int times) implements Evidence.Form {
        @Override
        public PathKind path() {
            return PathKind.SOCKET;
        }

        @Override
        public String rule() {
            return "greeting";
        }

        @Override
        public String message(OrderRef order, long requestId, long millis) {
            return ("hello " + order + " " + requestId + " " + millis).repeat(times);
        }
    }

    @Test
    void whatIsPutTogetherOnDemandEqualsWhatWasKept() {
        Evidence kept = new Evidence(PathKind.SOCKET, "greeting", "hello o@BTC-PERP 7 42", AT);
        Evidence formed = new Evidence(new Greeting(1), ORDER, 7, 42, AT);

        assertThat(formed.message()).isEqualTo("hello o@BTC-PERP 7 42");
        assertThat(formed).isEqualTo(kept).hasSameHashCodeAs(kept).hasToString(kept.toString());
        assertThat(kept).isEqualTo(formed);
    }

    @Test
    void evidenceThatDiffersInAnythingIsNotEqual() {
        Evidence evidence = new Evidence(PathKind.SOCKET, "rule", "words", AT);

        assertThat(evidence)
                .isEqualTo(new Evidence(PathKind.SOCKET, "rule", "words", AT))
                .isNotEqualTo(new Evidence(PathKind.REST, "rule", "words", AT))
                .isNotEqualTo(new Evidence(PathKind.SOCKET, "other", "words", AT))
                .isNotEqualTo(new Evidence(PathKind.SOCKET, "rule", "other", AT))
                .isNotEqualTo(new Evidence(PathKind.SOCKET, "rule", "words", AT.plusNanos(1)))
                .isNotEqualTo("words");
    }

    @Test
    void itTellsAllThereIs() {
        assertThat(new Evidence(PathKind.REST, "rule", "words", AT))
                .hasToString("Evidence[path=REST, rule=rule, message=words, at=2026-01-02T03:04:05Z]");
    }

    @Test
    void wordsThatArePutTogetherAreCutAlike() {
        Evidence formed = new Evidence(new Greeting(100), ORDER, 7, 42, AT);

        assertThat(formed.message()).hasSize(Evidence.MAX_MESSAGE).startsWith("hello o@BTC-PERP 7 42hello");
    }
}

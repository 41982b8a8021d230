package io.ordergateway.ws.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeJsonTest {
    private static final int OUTCOMES = Integer.getInteger("record.outcomes", 20_000);
    private static final long SEED = Long.getLong("record.seed", 20261121);

    @Test
    void recordsAreWrittenAsTheyWereWhenTheVersionWasFixed() throws IOException {
        List<String> golden = goldenRecords();

        assertThat(OutcomeExamples.ALL.stream().map(OutcomeJson::write)).containsExactlyElementsOf(golden);
        assertThat(golden.stream().map(OutcomeJson::read)).containsExactlyElementsOf(OutcomeExamples.ALL);
    }

    @Test
    void anyOutcomeComesBackEqual() {
        RandomOutcomes outcomes = new RandomOutcomes(SEED);
        Set<Object> shapes = new HashSet<>();
        Set<VerdictWord> verdicts = EnumSet.noneOf(VerdictWord.class);

        for (int i = 0; i < OUTCOMES; i++) {
            Outcome outcome = outcomes.next();
            String record = OutcomeJson.write(outcome);

            assertThat(OutcomeJson.read(record)).as(record).isEqualTo(outcome);
            assertThat(record).matches("[\\x20-\\x7f]+");
            shapes.add(shape(outcome, verdicts));
        }

        assertThat(shapes).as("shapes met").hasSize(3 + 2 + 2 * 6);
        assertThat(verdicts).as("verdicts met").hasSameSizeAs(VerdictWord.values());
    }

    @Test
    void aResultByItselfComesBackEqual() throws IOException {
        RandomOutcomes outcomes = new RandomOutcomes(SEED);
        Set<CancelResult.Kind> kinds = EnumSet.noneOf(CancelResult.Kind.class);

        while (kinds.size() < CancelResult.Kind.values().length) {
            if (outcomes.next() instanceof CancelOutcome cancel && cancel.result() != null) {
                StringWriter text = new StringWriter();
                try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                    OutcomeJson.write(cancel.result(), json);
                }

                assertThat(OutcomeJson.readResult(cancel.cancelId().value(), text.toString()))
                        .isEqualTo(cancel.result());
                kinds.add(cancel.result().kind());
            }
        }
    }

    private static Object shape(Outcome outcome, Set<VerdictWord> verdicts) {
        if (!(outcome instanceof CancelOutcome cancel)) {
            return OutcomeJson.read(OutcomeJson.write(outcome)).getClass().getSimpleName()
                    + OutcomeJson.write(outcome).replaceAll(".*\"phase\":\"([A-Z]+)\".*", "$1");
        }
        if (cancel.result() == null) {
            return cancel.phase();
        }
        cancel.result().attempts().stream()
                .filter(attempt -> attempt.verdict() != null)
                .forEach(attempt -> verdicts.add(VerdictWord.of(attempt.verdict())));
        return cancel.phase() + " " + cancel.result().kind();
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        OutcomeExamples.ALL.forEach(
                outcome -> assertThat(OutcomeJson.write(outcome)).doesNotContain("null"));
    }

    @Test
    void fieldsFromAFutureBuildArePassedOver() {
        for (Outcome outcome : OutcomeExamples.ALL) {
            String more = OutcomeJson.write(outcome)
                    .replace("{\"path\"", "{\"new\":[null,{}],\"path\"")
                    .replaceFirst("\\{", "{\"new\":{\"v\":2},");

            assertThat(OutcomeJson.read(more)).isEqualTo(outcome);
        }
    }

    @Test
    void aResultOfAnotherCancelIsNotRecorded() {
        CancelOutcome mixedUp = settled(new CancelId("c3"), OutcomeExamples.ORDER);
        CancelOutcome otherOrder = settled(OutcomeExamples.ID, new OrderRef("x", "BTC-PERP"));

        assertThatThrownBy(() -> OutcomeJson.write(mixedUp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a record of cancel c2")
                .hasMessageContaining("result of cancel c3");
        assertThatThrownBy(() -> OutcomeJson.write(otherOrder)).hasMessageContaining("of x@BTC-PERP");
    }

    private static CancelOutcome settled(CancelId id, OrderRef order) {
        CancelResult result =
                new CancelResult.Refused(id, order, RefusalReason.DEADLINE, null, "too late", null, List.of());
        return new CancelOutcome(
                1,
                OutcomeExamples.ID,
                OutcomeExamples.MAIN,
                OutcomeExamples.ORDER,
                new CancelOutcome.Settled(result),
                Instant.EPOCH);
    }

    static List<String> goldenRecords() throws IOException {
        try (InputStream file = OutcomeJsonTest.class.getResourceAsStream("/record/outcomes.v1.jsonl")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}

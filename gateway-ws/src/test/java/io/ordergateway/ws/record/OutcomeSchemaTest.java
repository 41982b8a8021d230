package io.ordergateway.ws.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema and the code say the same of a record. */
class OutcomeSchemaTest {
    private static final int OUTCOMES = Integer.getInteger("record.outcomes", 20_000) / 10;
    private static final long SEED = Long.getLong("record.seed", 20261121);

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Schema schema = registry.getSchema(text(), InputFormat.JSON);

    private static String text() {
        try (InputStream file = OutcomeJson.class.getResourceAsStream(OutcomeJson.SCHEMA)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isASchemaOfItsDraft() {
        Schema meta = registry.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

        assertThat(meta.validate(text(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void everyExampleAndAnyOutcomeFitsIt() throws IOException {
        for (String golden : OutcomeJsonTest.goldenRecords()) {
            assertThat(faults(golden)).as(golden).isEmpty();
        }
        RandomOutcomes outcomes = new RandomOutcomes(SEED);
        for (int i = 0; i < OUTCOMES; i++) {
            String record = OutcomeJson.write(outcomes.next());

            assertThat(faults(record)).as(record).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0|\"v\":1,|\"v\":2,",
                "0|\"position\":1|\"position\":0",
                "0|\"position\":1|\"position\":\"1\"",
                "0|\"cancelId\":\"c2\"|\"cancelId\":null",
                "0|\"cancelId\":\"c2\",|",
                "0|\"ACCEPTED\"|\"TAKEN\"",
                "0|\"ACCEPTED\"|\"SENT\"",
                "0|\"ACCEPTED\"|\"GAP\"",
                "0|\"futures\"|\"FUTURES\"",
                "0|\"FINAL\"|\"SOON\"",
                "0|03:04:10Z|03:04:10+01:00",
                "1|\"clientId\"|\"client\"",
                "2|\"SOCKET\"|\"SMOKE\"",
                "2|\"path\":\"SOCKET\",|",
                "4|\"CANCELED\"|\"GONE\"",
                "4|\"CANCELED\"|\"TOO_LATE\"",
                "4|\"0.0500\"|0.05",
                "4|\"0.0500\"|\"half\"",
                "4|\"evidence\"|\"hearsay\"",
                "4|\"rule\"|\"law\"",
                "4|\"attempts\"|\"tries\"",
                "6|\"FILLED\"|\"OPEN\"",
                "7|\"reason\":\"NOT_AUTHORIZED\"|\"reason\":\"OVERLOADED\"",
                "7|\"code\":\"300002\"|\"code\":300002",
                "8|\"INVALID\"|\"NOT_AUTHORIZED\"",
                "10|\"text\"|\"words\"",
                "12|\"RESTING\"|\"ASLEEP\"",
                "12|\"status\"|\"state\"",
                "12|\"verdict\":\"GONE\",\"evidence\"|\"verdict\":\"GONE\",\"proof\"",
                "13|\"text\"|\"words\"",
                "16|\"clientOrderId\":\"gw-0001-A\",|",
                "16|\"clientOrderId\"|\"orderId\":\"a17\",\"clientOrderId\"",
                "16|\"gw-0001-A\"|17",
                "17|\"wouldFitAt\":\"2026|\"wouldFitAt\":\"soon",
                "18|\"allowsCollateral\":true|\"allowsCollateral\":\"yes\"",
            })
    void whatTheCodeRefusesDoesNotFitIt(int example, String sound, String broken) throws IOException {
        String record = OutcomeJsonTest.goldenRecords().get(example);
        String wrong = record.replace(sound, broken == null ? "" : broken);

        assertThat(wrong).isNotEqualTo(record);
        assertThat(faults(wrong)).isNotEmpty();
    }

    private List<Error> faults(String record) {
        return schema.validate(record, InputFormat.JSON);
    }
}

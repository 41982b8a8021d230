package io.ordergateway.ws.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.outcome.Outcome;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no record ends in one kind of error, whatever it is. */
class UnreadableRecordTest {
    private static final int MUTATIONS = Integer.getInteger("record.mutations", 50_000);
    private static final long SEED = Long.getLong("record.seed", 20261121);

    /** A record of each kind, by its place among the examples. */
    private static final int ACCEPTED = 0;

    private static final int PLACED = 1;
    private static final int SENT = 2;
    private static final int CANCELED = 4;
    private static final int TOO_LATE = 6;
    private static final int REJECTED = 7;
    private static final int UNKNOWN = 10;
    private static final int VERDICTS = 12;
    private static final int MARK = 13;
    private static final int BY_CLIENT_ID = 16;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ACCEPTED + "|\"v\":1,|\"v\":2,|v is 2, a version of the record that this build does not know",
                ACCEPTED + "|\"v\":1,|\"v\":\"1\",|v is \"1\"; write a whole number",
                ACCEPTED + "|\"v\":1,||v is missing; write a whole number",
                ACCEPTED + "|\"position\":1|\"position\":0|position is 0; write a whole number, 1 or more",
                ACCEPTED + "|\"position\":1|\"position\":1.0|position is 1.0",
                ACCEPTED + "|\"position\":1|\"position\":9223372036854775808|position is 9223372036854775808",
                ACCEPTED
                        + "|\"ACCEPTED\"|\"accepted\"|phase is accepted; write one of [ACCEPTED, SENT, SETTLED, FINAL, GAP,",
                ACCEPTED + "|\"ACCEPTED\"|7|phase is 7; write a string",
                ACCEPTED + "|\"futures\"|\"FUTURES\"|category is FUTURES; write one of [cash, margin, futures]",
                ACCEPTED + "|\"cancelId\":\"c2\"|\"cancelId\":null|cancelId is null; write a string",
                ACCEPTED + "|\"FINAL\"|\"SOON\"|await is SOON; write one of [ACK, FINAL, GONE]",
                ACCEPTED
                        + "|\"await\"|\"allowsCollateral\":false,\"await\"|allowsCollateral is false; write true, or leave it out",
                ACCEPTED + "|03:04:10Z|03:04:60Z|deadline is 2026-01-02T03:04:60Z; write a time such as",
                ACCEPTED + "|03:04:10Z|03:04:10+01:00|deadline is 2026-01-02T03:04:10+01:00; write a time such as",
                PLACED + "|\"clientId\"|\"client\"|placement.clientId is missing; write a string",
                PLACED + "|\"placement\":{|\"placement\":[],\"was\":{|placement is []; write an object",
                SENT + "|\"SOCKET\"|\"SMOKE\"|path is SMOKE; write one of [SOCKET, REST]",
                CANCELED + "|\"CANCELED\"|\"GONE\"|result is GONE; write one of [ACKNOWLEDGED, CANCELED,",
                CANCELED + "|0.0500|half|filled is half; write a number as a string",
                CANCELED + "|\"0.0500\"|0.0500|filled is 0.05; write a string",
                CANCELED + "|\"evidence\"|\"hearsay\"|evidence is missing; write an object",
                CANCELED + "|\"rule\"|\"law\"|evidence.rule is missing; write a string",
                CANCELED + "|\"attempts\":[|\"attempts\":{},\"were\":[|attempts is {}; write a list",
                CANCELED + "|\"attempts\"|\"tries\"|attempts is missing; write a list",
                CANCELED + "|\"sentAt\":\"2026|\"sentAt\":\"noon|attempts[0].sentAt is noon-01-02T03",
                TOO_LATE + "|\"FILLED\"|\"OPEN\"|how is OPEN; write one of [FILLED, CANCELED, REJECTED, EXPIRED]",
                REJECTED + "|\"NOT_AUTHORIZED\"|\"NO\"|attempts[1].reason is NO; write one of [ORDER_UNKNOWN,",
                UNKNOWN + "|\"text\"|\"words\"|text is missing; write a string",
                UNKNOWN + "|\"evidence\":{|\"evidence\":null,\"was\":{|attempts[0].evidence is null; write an object",
                VERDICTS + "|\"RESTING\"|\"ASLEEP\"|attempts[4].verdict is ASLEEP; write one of [ACKNOWLEDGED, ENDED,",
                VERDICTS
                        + "|\"EXPIRED\",\"filled\"|\"OPEN\",\"filled\"|attempts[1].status is OPEN; write one of [FILLED,",
                BY_CLIENT_ID + "|\"clientOrderId\":\"gw-0001-A\",||orderId is missing; write a string",
                BY_CLIENT_ID
                        + "|\"symbol\"|\"orderId\":\"a17\",\"symbol\"|clientOrderId is gw-0001-A; leave out this or orderId",
                BY_CLIENT_ID + "|\"gw-0001-A\"|17|clientOrderId is 17; write a string",
                MARK + "|\"text\":\"3|\"text\":3,\"was\":\"3|text is 3; write a string",
            })
    void namesTheFieldAndItsValue(int example, String sound, String broken, String message) {
        String record = OutcomeJson.write(OutcomeExamples.ALL.get(example));
        String wrong = record.replace(sound, broken == null ? "" : broken);

        assertThat(wrong).isNotEqualTo(record);
        assertThatThrownBy(() -> OutcomeJson.read(wrong))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @MethodSource
    void isNoRecord(String text, String message) {
        assertThatThrownBy(() -> OutcomeJson.read(text))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(message);
    }

    static Stream<String[]> isNoRecord() {
        String sent = OutcomeJson.write(OutcomeExamples.ALL.get(SENT));
        String canceled = OutcomeJson.write(OutcomeExamples.ALL.get(CANCELED));
        return Stream.of(
                new String[] {"", "the record is"},
                new String[] {"null", "the record is null; write a JSON object"},
                new String[] {"[1]", "the record is [1]; write a JSON object"},
                new String[] {"{}", "v is missing"},
                new String[] {sent + sent, "not JSON at character"},
                new String[] {sent.replace("\"v\":1", "\"v\":1,\"v\":1"), "Duplicate field 'v'"},
                new String[] {"\0", "not JSON at character"},
                new String[] {"[".repeat(100_000), "not JSON: Document nesting depth"},
                new String[] {"{\"v\":".repeat(100_000), "not JSON: Document nesting depth"},
                new String[] {"{\"v\":" + "9".repeat(100_000) + "}", "not JSON: Number value length"},
                new String[] {canceled.replace("0.0500", "1E+99999999999"), "filled is 1E+99999999999"},
                new String[] {canceled.replace("0.0500", "9".repeat(RecordFields.MAX_QUANTITY + 1)), "filled is 999"});
    }

    @Test
    void everyTruncationIsToldFromARecord() {
        for (Outcome outcome : OutcomeExamples.ALL) {
            String record = OutcomeJson.write(outcome);
            for (int length = 0; length < record.length(); length++) {
                String cut = record.substring(0, length);

                assertThatThrownBy(() -> OutcomeJson.read(cut)).as(cut).isInstanceOf(UnreadableRecord.class);
            }
        }
    }

    @Test
    void aMutilatedRecordIsReadOrRefusedInOneLine() {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Outcome outcome = OutcomeExamples.ALL.get(random.nextInt(OutcomeExamples.ALL.size()));
            String mutilated = mutilate(OutcomeJson.write(outcome), random);
            try {
                OutcomeJson.read(mutilated);
            } catch (UnreadableRecord e) {
                refused++;
                assertThat(e.getMessage()).as(mutilated).matches("[\\x20-\\x7e…]{1,600}");
            }
        }

        assertThat(refused).isBetween(MUTATIONS / 3, MUTATIONS - 1);
    }

    private static String mutilate(String record, Random random) {
        StringBuilder text = new StringBuilder(record);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int until = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : Character.MAX_VALUE));
                case 1 -> text.delete(at, until);
                case 2 -> text.insert(at, text.substring(at, until));
                default -> text.insert(at, new String[] {"null", "{}", "[]", "-1", "\"\"", "1e999"}[random.nextInt(6)]);
            }
            if (text.isEmpty()) {
                return "";
            }
        }
        return text.toString();
    }
}

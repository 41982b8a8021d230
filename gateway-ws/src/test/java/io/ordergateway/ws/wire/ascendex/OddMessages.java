package io.ordergateway.ws.wire.ascendex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordergateway.ws.wire.RequestIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages that a venue might send, and many that none should: the recorded ones, acknowledgements above all, with values
 * changed, members added, bytes damaged. A text here is a row of bytes, one a character. Random, but the same for a seed.
 */
final class OddMessages {
    private static final Pattern ID = Pattern.compile("sampleRequestId|7b73dcd8e8c847d5a99df5ef5ae5088b");

    // What stands before a value is the first group, and stays.
    private static final Pattern VALUE = Pattern.compile("(:)(?:\"[^\"]*\"|-?\\d+)");
    private static final Pattern NAME = Pattern.compile("(\"(?:orderId|symbol)\":\")[^\"]*");
    private static final Pattern MOMENT = Pattern.compile("()\\d{13}");
    private static final Pattern OURS = Pattern.compile("(\"id\":\")[0-9a-z]{12}(?=\")");

    private static final List<String> NAMES = List.of(
            "s177bab1b474U5051470287bbtcpKiOR",
            "16e83845dcdsimtrader00008c645f67",
            "BTC-PERP",
            "BTC/USDT",
            "o",
            "",
            "x".repeat(63),
            "x".repeat(64),
            "x".repeat(65),
            "a b",
            "a!b",
            "#$%&'()*+,-./",
            "[]^_`{|}~\u007f",
            "a\\/b",
            "a\\u0041",
            "a\\\"b",
            "a\\",
            "a\tb",
            "a\u0000b",
            "a\"b",
            "x\",\"errorMsg\":\"no",
            "x\",\"orderId\":\"y",
            utf8("caf\u00e9"),
            utf8("\ud83d\ude00"),
            "\u00ff\u00fe",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080");

    private static final List<String> NUMBERS = List.of(
            "1574165050147",
            "1000000000000",
            "9999999999999",
            "0574165050147",
            "157416505014",
            "15741650501470",
            "-574165050147",
            "-1574165050147",
            "1574165050.47",
            "157416505E147",
            "1e5",
            "0",
            "00",
            "-0",
            "1",
            "300006",
            "+1",
            "9223372036854775808",
            "1".repeat(999),
            "1".repeat(1001),
            "NaN",
            "0x10",
            "\u0661574165050147");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "[0]",
            "\"\"",
            "\"0\"",
            "\"Err\"",
            "\"Ack\"",
            "\"cancel-order\"",
            "\"cancel-all\"",
            "{\"id\":\"00000000000a\"}",
            "{\"code\":300006}",
            "\"1574165050147\"",
            "\"00000000000a\"",
            "\"order\"");

    private static final List<String> MEMBERS = List.of(
            "\"code\":0",
            "\"code\":300006",
            "\"code\":\"0\"",
            "\"code\":null",
            "\"reason\":\"R\"",
            "\"reason\":\"\"",
            "\"reason\":1574165050147",
            "\"errorMsg\":\"no\"",
            "\"message\":\"no\"",
            "\"message\":1574165050147",
            "\"err\":\"no\"",
            "\"text\":\"no\"",
            "\"err\":1574165050147",
            "\"status\":\"Err\"",
            "\"status\":\"Ack\"",
            "\"status\":1574165050147",
            "\"id\":\"00000000000a\"",
            "\"id\":\"\"",
            "\"id\":1574165050147",
            "\"orderId\":\"other\"",
            "\"orderId\":1574165050147",
            "\"symbol\":\"ETH-PERP\"",
            "\"symbol\":1574165050147",
            "\"info\":{}",
            "\"info\":{\"orderId\":\"other\",\"symbol\":\"BTC-PERP\"}",
            "\"action\":\"cancel-all\"",
            "\"action\":\"cancel-Order\"",
            "\"action\":1574165050147",
            "\"m\":\"error\"",
            "\"m\":1574165050147",
            "\"op\":\"req\"",
            "\"data\":{}",
            "\"time\":1574165050147",
            "\"sn\":42",
            "\"x\":{\"id\":\"00000000000a\"}",
            "\"x\":[1574165050147,{\"orderId\":\"o\"}]",
            "\"info/id\":\"00000000000a\"",
            "\"\":\"\"",
            "\"\\u0069d\":\"x\"");

    private final Random random;
    private final List<String> acknowledgements = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();

    OddMessages(long seed) {
        this.random = new Random(seed);
        for (String name : List.of("cancel-ack", "cancel-ack-v1", "cancel-all-ack", "cancel-all-ack-v1")) {
            acknowledgements.add(utf8(Recorded.message(name)));
        }
        acknowledgements.add(acknowledgements.get(1).replace("\"ac\"", "\"accountCategory\""));
        acknowledgements.add(acknowledgements.get(0).replace("\"info\":{", "\"info\":{\"id\":\"sampleRequestId\","));
        acknowledgements.add(acknowledgements.get(1).replace("{\"m\"", "{\"id\":\"sampleRequestId\",\"m\""));
        Recorded.messages().forEach(message -> recorded.add(utf8(message)));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** A message of a new family: most are acknowledgements, as they come or with something odd about them. */
    String founder() {
        String message = pick(chance(85) ? acknowledgements : recorded);
        if (chance(95)) {
            message = ID.matcher(message).replaceAll(id());
        }
        return chance(40) ? message : changed(message);
    }

    /** Another message of the same family: the values that are its own differ, and now and then something else does. */
    String sibling(String founder) {
        String message = founder;
        if (chance(90)) {
            String id = id();
            message = OURS.matcher(message).replaceAll(found -> found.group(1) + (chance(98) ? id : id()));
        }
        message = sometimes(70, NAME, message, chance(85) ? plainName() : pick(NAMES));
        message = sometimes(70, MOMENT, message, chance(90) ? moment() : pick(NUMBERS));
        return chance(60) ? message : changed(message);
    }

    private String sometimes(int percent, Pattern pattern, String message, String value) {
        return chance(percent) ? pattern.matcher(message).replaceAll("$1" + Matcher.quoteReplacement(value)) : message;
    }

    private String changed(String message) {
        String text = message;
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            text = changedOnce(text);
        }
        return text;
    }

    private String changedOnce(String text) {
        return switch (random.nextInt(15)) {
            case 0 -> replaced(NAME, text, pick(NAMES));
            case 1 -> replaced(MOMENT, text, pick(NUMBERS));
            case 2 -> replaced(VALUE, text, pick(VALUES));
            case 3 -> replaced(VALUE, text, pick(NUMBERS));
            case 4, 5 -> inserted(text, '{', pick(MEMBERS) + ",");
            case 6 -> inserted(text, '}', "," + pick(MEMBERS));
            case 7 ->
                inserted(
                        text, ",:{}".charAt(random.nextInt(4)), pick(List.of(" ", "\n", "\t", "\r", "\u000b", "/**/")));
            case 8 -> escaped(text);
            case 9 -> text.isEmpty() ? text : text.substring(0, random.nextInt(text.length()));
            case 10 -> text + pick(List.of(text, "{}", " ", "\n", "x", "\u0000", "null", ","));
            case 11 -> pick(List.of("\u00ef\u00bb\u00bf", " ", "\u0000", "[")) + text;
            case 12 ->
                replaced(
                        OURS,
                        text,
                        pick(List.of(id(), id().toUpperCase(java.util.Locale.ROOT), "zzzzzzzzzzzz", "foreign")));
            case 13 -> damaged(text, random.nextInt(256));
            default -> damaged(text, "\"\\{}:,0 a".charAt(random.nextInt(9)));
        };
    }

    /** One of the matches, whichever. */
    private String replaced(Pattern pattern, String text, String value) {
        List<int[]> found = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(new int[] {matcher.end(1), matcher.end()});
        }
        if (found.isEmpty()) {
            return text;
        }
        int[] at = pick(found);
        return text.substring(0, at[0]) + value + text.substring(at[1]);
    }

    /** Behind an opening bracket or a sign, before a closing one. */
    private String inserted(String text, char at, String more) {
        int from = text.indexOf(at, text.isEmpty() ? 0 : random.nextInt(text.length()));
        int where = at == '}' || from < 0 ? from : from + 1;
        return where < 0 ? text : text.substring(0, where) + more + text.substring(where);
    }

    private String escaped(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + "\\u%04x".formatted((int) text.charAt(at)) + text.substring(at + 1);
    }

    private String damaged(String text, int with) {
        if (text.isEmpty()) {
            return text;
        }
        StringBuilder damaged = new StringBuilder(text);
        damaged.setCharAt(random.nextInt(text.length()), (char) with);
        return damaged.toString();
    }

    private String id() {
        return RequestIds.format(random.nextLong(RequestIds.BOUND));
    }

    private String plainName() {
        StringBuilder name = new StringBuilder();
        for (int length = 1 + random.nextInt(40); length > 0; length--) {
            name.append("abcxyzABCXYZ0189-_/.".charAt(random.nextInt(20)));
        }
        return name.toString();
    }

    private String moment() {
        return Long.toString(random.nextLong(1_000_000_000_000L, 10_000_000_000_000L));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

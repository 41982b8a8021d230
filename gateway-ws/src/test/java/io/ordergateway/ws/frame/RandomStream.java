package io.ordergateway.ws.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What a server may send, from good to malicious, and how it may arrive. The same seed gives the same. */
final class RandomStream {
    private static final int[] LENGTHS = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 124, 125, 126, 127, 128, 129, 300};
    private static final int[] LARGE_LENGTHS = {65_534, 65_535, 65_536, 65_537, 69_999, 70_000, 70_001, 140_000};
    private static final int[] LIMITS = {300, 1_000, 70_000, 70_000, 70_000};
    private static final int[] CODES = {
        0, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1009, 1011, 1014, 1015, 1016, 2999, 3000, 4999, 5000,
        32_767, 32_768, 65_535
    };
    private static final String[] CHARACTERS = {
        "\u0080", "\u00e9", "\u07ff", "\u0800", "\u20ac", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff"
    };
    private static final byte[][] NOT_UTF8 = {
        {(byte) 0x80},
        {(byte) 0xBF},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xC1, (byte) 0xBF},
        {(byte) 0xC2},
        {(byte) 0xC2, 'a'},
        {(byte) 0xE0, (byte) 0x9F, (byte) 0xBF},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF0, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF},
        {(byte) 0xF0, (byte) 0x90, (byte) 0x80},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF5},
        {(byte) 0xFF}
    };
    private static final int NO_MASK = 0;

    private final SplittableRandom random;
    private final int limit;
    private byte[] bytes = new byte[1 << 10];
    private int size;

    RandomStream(long seed) {
        random = new SplittableRandom(seed);
        limit = LIMITS[random.nextInt(LIMITS.length)];
        int messages = 1 + random.nextInt(8);
        for (int i = 0; i < messages; i++) {
            message();
        }
        if (random.nextInt(4) == 0) {
            mutate();
        }
    }

    /** The largest message that the client takes. */
    int limit() {
        return limit;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Where the reads end, in order; the last is the end of the stream. */
    int[] cuts() {
        int way = random.nextInt(10);
        if (way < 3) {
            return new int[] {size};
        }
        if (way == 3 && size < 150) {
            int[] all = new int[size];
            Arrays.setAll(all, i -> i + 1);
            return all;
        }
        int[] cuts = random.ints(1 + random.nextInt(6), 0, size + 1).sorted().toArray();
        cuts = Arrays.copyOf(cuts, cuts.length + 1);
        cuts[cuts.length - 1] = size;
        return cuts;
    }

    private void message() {
        int kind = random.nextInt(100);
        if (kind < 45) {
            frame(0x80 | Opcode.TEXT, text(length()));
        } else if (kind < 60) {
            fragmented(Opcode.TEXT, text(length()));
        } else if (kind < 65) {
            frame(0x80 | Opcode.BINARY, noise(length()));
        } else if (kind < 68) {
            fragmented(Opcode.BINARY, noise(length()));
        } else if (kind < 83) {
            control();
        } else if (kind < 87) {
            close();
        } else if (kind < 90) {
            tooMuch();
        } else {
            wrong();
        }
    }

    private int length() {
        int way = random.nextInt(200);
        if (way == 0 && limit > 65_536) {
            return LARGE_LENGTHS[random.nextInt(LARGE_LENGTHS.length)];
        }
        return way < 100 ? LENGTHS[random.nextInt(LENGTHS.length)] : random.nextInt(320);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        Arrays.fill(noise, (byte) random.nextInt());
        for (int i = 0; i < Math.min(length, 32); i++) {
            noise[random.nextInt(length)] = (byte) random.nextInt();
        }
        return noise;
    }

    /** Mostly ASCII; some with other characters, and of these a few that are no text. */
    private byte[] text(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) ('a' + random.nextInt(26)));
        int way = random.nextInt(10);
        if (way < 5) {
            return text;
        }
        for (int at = random.nextInt(20); at < length; at += 1 + random.nextInt(length < 1_000 ? 20 : 9_000)) {
            boolean bad = way == 9 && random.nextInt(4) == 0;
            byte[] character = bad
                    ? NOT_UTF8[random.nextInt(NOT_UTF8.length)]
                    : CHARACTERS[random.nextInt(CHARACTERS.length)].getBytes(StandardCharsets.UTF_8);
            if (bad || at + character.length <= length) {
                System.arraycopy(character, 0, text, at, Math.min(character.length, length - at));
                at += character.length - 1;
            }
        }
        return text;
    }

    /** In parts that end anywhere, also within a character, with control frames between them. */
    private void fragmented(int opcode, byte[] payload) {
        int[] ends =
                random.ints(random.nextInt(4), 0, payload.length + 1).sorted().toArray();
        int from = 0;
        int code = opcode;
        for (int end : ends) {
            frame(code, Arrays.copyOfRange(payload, from, end));
            if (random.nextInt(3) == 0) {
                control();
            }
            from = end;
            code = Opcode.CONTINUATION;
        }
        if (random.nextInt(20) > 0) {
            frame(0x80 | code, Arrays.copyOfRange(payload, from, payload.length));
        }
    }

    private void control() {
        int length = random.nextInt(4) == 0 ? 124 + random.nextInt(2) : random.nextInt(20);
        frame(0x80 | (random.nextInt(3) == 0 ? Opcode.PONG : Opcode.PING), noise(length));
    }

    private void close() {
        int way = random.nextInt(5);
        if (way == 0) {
            frame(0x80 | Opcode.CLOSE, new byte[0]);
            return;
        }
        int code = random.nextInt(3) == 0 ? random.nextInt(1 << 16) : CODES[random.nextInt(CODES.length)];
        byte[] reason = text(way == 1 ? 0 : random.nextInt(124));
        byte[] body = new byte[2 + reason.length];
        body[0] = (byte) (code >> 8);
        body[1] = (byte) code;
        System.arraycopy(reason, 0, body, 2, reason.length);
        frame(0x80 | Opcode.CLOSE, body);
    }

    /** Fragments that each may come, and together may not. */
    private void tooMuch() {
        int part = limit / 2 - 2 + random.nextInt(5);
        if (limit > 1_000 && random.nextInt(10) > 0) {
            return;
        }
        frame(Opcode.TEXT, text(part));
        frame(random.nextInt(2) == 0 ? 0x80 : 0, text(part + random.nextInt(3)));
        frame(0x80, text(random.nextInt(5)));
    }

    private void wrong() {
        int first = random.nextInt(3) == 0 ? random.nextInt(256) : 0x80 | Opcode.TEXT;
        switch (random.nextInt(8)) {
            case 0 -> frame(random.nextInt(256), text(length()));
            case 1 -> header(first, 126, random.nextInt(130), 2, NO_MASK);
            case 2 ->
                header(first, 127, random.nextInt(3) == 0 ? random.nextLong() : 65_533 + random.nextInt(5), 8, NO_MASK);
            case 3 -> header(first, random.nextInt(126), 0, 0, 1 + random.nextInt());
            case 4 -> header(0x80 | Opcode.PING, 126, 126, 2, NO_MASK);
            case 5 -> header(Opcode.PING, random.nextInt(5), 0, 0, NO_MASK);
            case 6 -> frame(0x80 | Opcode.CLOSE, noise(1));
            default -> frame((random.nextInt(2) == 0 ? 0x80 : 0) | Opcode.CONTINUATION, text(length()));
        }
    }

    private void mutate() {
        for (int i = random.nextInt(3); i >= 0 && size > 1; i--) {
            int at = random.nextInt(size);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> { // one is lost
                    System.arraycopy(bytes, at + 1, bytes, at, size - at - 1);
                    size--;
                }
                default -> size = at + 1; // the rest is lost
            }
        }
    }

    private void frame(int first, byte[] payload) {
        int length = payload.length;
        if (length < 126) {
            header(first, length, 0, 0, NO_MASK);
        } else if (length < 1 << 16) {
            header(first, 126, length, 2, NO_MASK);
        } else {
            header(first, 127, length, 8, NO_MASK);
        }
        append(payload);
    }

    private void header(int first, int second, long length, int lengthBytes, int mask) {
        byte[] header = new byte[2 + lengthBytes + (mask == NO_MASK ? 0 : 4)];
        header[0] = (byte) first;
        header[1] = (byte) (mask == NO_MASK ? second : 0x80 | second);
        for (int i = 0; i < lengthBytes; i++) {
            header[2 + i] = (byte) (length >> (8 * (lengthBytes - 1 - i)));
        }
        append(header);
    }

    private void append(byte[] more) {
        if (size + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }
}

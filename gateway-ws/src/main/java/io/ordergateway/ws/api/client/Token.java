package io.ordergateway.ws.api.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a client proves its name with: 256 random bits. Nobody guesses those, so a plain hash of it is all that is kept, and
 * enough.
 */
public final class Token {
    private static final String PREFIX = "ogw_";
    private static final int BYTES = 32;
    private static final String SCHEME = "sha256:";
    private static final Pattern HASH = Pattern.compile(SCHEME + "[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {}

    /** A new one, to be shown once and kept by its client. */
    public static String create() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** What is kept of it, as it stands in a file of clients. */
    public static String hash(String token) {
        return SCHEME + HexFormat.of().formatHex(digest(token));
    }

    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    static byte[] digestOf(String hash) {
        return HexFormat.of().parseHex(hash.substring(SCHEME.length()));
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

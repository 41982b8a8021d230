package io.ordergateway.ws.sim.door;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Checks the signature of a request or login (section 2). */
public final class SimAuth {
    /** Sections 2.1 and 7: how far a timestamp may be from the venue's clock. */
    public static final Duration WINDOW = Duration.ofSeconds(30);

    public static final String KEY_HEADER = "x-auth-key";
    public static final String TIMESTAMP_HEADER = "x-auth-timestamp";
    public static final String SIGNATURE_HEADER = "x-auth-signature";

    private static final String HMAC = "HmacSHA256";

    private final String key;
    private final List<SecretKeySpec> secrets;
    private final boolean strict;
    private final Clock clock;

    public SimAuth(String key, String secret, boolean strict, Clock clock) {
        this.key = key;
        this.secrets = strict ? List.of(raw(secret)) : rawAndDecoded(secret);
        this.strict = strict;
        this.clock = clock;
    }

    /** What the check found. */
    public enum Verdict {
        GOOD,
        /** Unknown key, or a signature that does not fit. */
        MISMATCH,
        /** Well signed, but at another time. */
        STALE
    }

    public Verdict check(
            @Nullable String sentKey, @Nullable String timestamp, @Nullable String signature, String... apiPaths) {
        if (sentKey == null || timestamp == null || signature == null || !key.equals(sentKey)) {
            return Verdict.MISMATCH;
        }
        for (String apiPath : apiPaths) {
            if (fits(timestamp + "+" + apiPath, signature) || (!strict && fits(timestamp + apiPath, signature))) {
                return isCurrent(timestamp) ? Verdict.GOOD : Verdict.STALE;
            }
        }
        return Verdict.MISMATCH;
    }

    /** Section 11, row 8: a lenient venue takes the older path in the signature of a v2 stream as well. */
    public Verdict checkStream(
            boolean v1, @Nullable String sentKey, @Nullable String timestamp, @Nullable String signature) {
        String documented = v1 ? "stream" : "v2/stream";
        return strict
                ? check(sentKey, timestamp, signature, documented)
                : check(sentKey, timestamp, signature, documented, "stream");
    }

    private boolean isCurrent(String timestamp) {
        try {
            return isCurrent(Long.parseLong(timestamp), clock.millis());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    public static boolean isCurrent(long timestamp, long now) {
        return Math.abs((double) now - timestamp) <= WINDOW.toMillis();
    }

    private boolean fits(String prehash, String signature) {
        for (SecretKeySpec secret : secrets) {
            byte[] mac = hmac(secret, prehash);
            if (same(Base64.getEncoder().encodeToString(mac), signature)
                    || (!strict && same(HexFormat.of().formatHex(mac), signature))) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(String expected, String signature) {
        return MessageDigest.isEqual(expected.getBytes(US_ASCII), signature.getBytes(US_ASCII));
    }

    private static byte[] hmac(SecretKeySpec secret, String prehash) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(prehash.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }

    private static SecretKeySpec raw(String secret) {
        return new SecretKeySpec(secret.getBytes(US_ASCII), HMAC);
    }

    /** Section 2.3: both readings of the secret are in use, sometimes by one client for one key. */
    private static List<SecretKeySpec> rawAndDecoded(String secret) {
        List<SecretKeySpec> readings = new ArrayList<>(List.of(raw(secret)));
        try {
            readings.add(new SecretKeySpec(Base64.getDecoder().decode(secret), HMAC));
        } catch (IllegalArgumentException e) {
            // A secret that is not base64 has one reading only.
        }
        return readings;
    }
}

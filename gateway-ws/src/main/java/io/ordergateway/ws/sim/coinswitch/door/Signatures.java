package io.ordergateway.ws.sim.coinswitch.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks Ed25519 signatures against one API key, which is the public key itself (section 2). */
public final class Signatures {
    /** Section 2: a request whose epoch is further than this from the venue's clock is rejected. */
    public static final Duration WINDOW = Duration.ofSeconds(60);

    public static final String KEY_HEADER = "X-AUTH-APIKEY";
    public static final String SIGNATURE_HEADER = "X-AUTH-SIGNATURE";
    public static final String EPOCH_HEADER = "X-AUTH-EPOCH";

    private static final String ED25519 = "Ed25519";
    /** RFC 8410: what X.509 puts before the 32 bytes of such a key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String key;
    private final PublicKey publicKey;
    private final Signing signing;
    private final Clock clock;

    /** @param key the public key, 64 hex digits */
    public Signatures(String key, Signing signing, Clock clock) {
        this.key = key;
        this.publicKey = publicKey(key);
        this.signing = signing;
        this.clock = clock;
    }

    /**
     * The parts of a request that a signature may cover.
     *
     * @param target path and query as they were sent
     * @param body as it was sent, empty if there was none
     */
    public record Signed(String method, String target, String body) {}

    /** Whether this is the account's key, whoever sends it. */
    public boolean isKey(@Nullable String sentKey) {
        return sentKey != null && key.equals(sentKey.toLowerCase(Locale.ROOT));
    }

    /** Whether key, signature and, in the epoch scheme, time are right. Section 13, row 2: the epoch must be there. */
    public boolean areGood(
            Signed request, @Nullable String sentKey, @Nullable String signature, @Nullable String epoch) {
        if (!isKey(sentKey) || signature == null) {
            return false;
        }
        String start = request.method() + URLDecoder.decode(request.target(), UTF_8);
        if (signing == Signing.LEGACY) {
            return fits(start + sorted(request.body()), signature);
        }
        return epoch != null && isCurrent(epoch) && fits(start + epoch, signature);
    }

    private boolean isCurrent(String epoch) {
        try {
            return Math.abs((double) clock.millis() - Long.parseLong(epoch)) <= WINDOW.toMillis();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Section 2: keys sorted, no spaces; no body is an empty object. A body that is no JSON fits no signature. */
    private static String sorted(String body) {
        if (body.isBlank()) {
            return "{}";
        }
        try {
            return SORTED.writeValueAsString(SORTED.readTree(body));
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private boolean fits(String message, String signature) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(ED25519);
            verifier.initVerify(publicKey);
            verifier.update(message.getBytes(UTF_8));
            return verifier.verify(bytes);
        } catch (SignatureException e) { // of another length than any signature
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ED25519, e);
        }
    }

    private static PublicKey publicKey(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        byte[] encoded = new byte[X509_PREFIX.length + raw.length];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, raw.length);
        try {
            return KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key must be 64 hex digits of an Ed25519 public key, is " + hex, e);
        }
    }
}

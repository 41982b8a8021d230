package io.ordergateway.ws.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with HMAC-SHA256 in one {@link SignatureStyle}. Never prints the secret. Thread-safe. */
public final class RequestSigner {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;
    private final SignatureStyle style;

    /** Signs in the {@linkplain SignatureStyle#DEFAULT default style}. */
    public RequestSigner(String secret) {
        this(secret, SignatureStyle.DEFAULT);
    }

    /**
     * Takes a secret.
     *
     * @throws IllegalArgumentException if it is empty, or not base64 although the style says so
     */
    public RequestSigner(String secret, SignatureStyle style) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret is empty; write the one the venue gave out with the key");
        }
        this.secret = new SecretKeySpec(
                style.decodeSecret() ? decoded(secret) : secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.style = style;
    }

    /** The decoder's own error would quote a character of the secret, so it goes no further. */
    private static byte[] decoded(String secret) {
        try {
            return Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException quotesTheSecret) {
            throw new IllegalArgumentException("secret is not base64, but the signature style says to decode it;"
                    + " write the one the venue gave out with the key, or a style that takes it as it is");
        }
    }

    /** The signature of a request to this path at this time. */
    public String sign(long timeMillis, String apiPath) {
        return sign(timeMillis + (style.plus() ? "+" : "") + apiPath);
    }

    /** The signature of a text. */
    public String sign(String prehash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] signature = mac.doFinal(prehash.getBytes(StandardCharsets.UTF_8));
            return style.hex()
                    ? HexFormat.of().formatHex(signature)
                    : Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "RequestSigner[hidden]";
    }
}

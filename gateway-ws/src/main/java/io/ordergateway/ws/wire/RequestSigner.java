package io.ordergateway.ws.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with HMAC-SHA256 under the secret's own characters. Never prints the secret. Thread-safe. */
public final class RequestSigner {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    /**
     * Takes a secret.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public RequestSigner(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret is empty; write the one the venue gave out with the key");
        }
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The signature of a text, in base64. */
    public String sign(String prehash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(prehash.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "RequestSigner[hidden]";
    }
}

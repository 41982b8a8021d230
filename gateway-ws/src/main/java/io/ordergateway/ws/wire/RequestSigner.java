package io.ordergateway.ws.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a text, with HMAC-SHA256 or with Ed25519. Never prints the secret. Thread-safe. */
public final class RequestSigner {
    /** How a signature is written. */
    public enum Encoding {
        /** Lower-case hex. */
        HEX,
        /** Base64 with {@code +}, {@code /} and {@code =}: in a query string these must be escaped. */
        BASE64
    }

    private interface Algorithm {
        byte[] sign(byte[] text) throws GeneralSecurityException;
    }

    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";
    private static final Pattern SEED = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern PEM_FRAME = Pattern.compile("-----[A-Z ]+-----|\\s");

    private final Algorithm algorithm;
    private final Encoding encoding;
    private final String separator;

    private RequestSigner(Algorithm algorithm, Encoding encoding, String separator) {
        this.algorithm = algorithm;
        this.encoding = encoding;
        this.separator = separator;
    }

    /** Signs with HMAC-SHA256 in the {@linkplain SignatureStyle#DEFAULT default style}. */
    public RequestSigner(String secret) {
        this(secret, SignatureStyle.DEFAULT);
    }

    /**
     * Signs with HMAC-SHA256.
     *
     * @throws IllegalArgumentException if the secret is empty, or not base64 although the style says so
     */
    public RequestSigner(String secret, SignatureStyle style) {
        this(
                hmac(style.decodeSecret() ? decoded(notEmpty(secret)) : utf8(notEmpty(secret))),
                style.hex() ? Encoding.HEX : Encoding.BASE64,
                style.plus() ? "+" : "");
    }

    /**
     * Signs with HMAC-SHA256, keyed by the secret's own characters.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public static RequestSigner hmacSha256(String secret, Encoding encoding) {
        return new RequestSigner(hmac(utf8(notEmpty(secret))), encoding, "");
    }

    /**
     * Signs with Ed25519 (RFC 8032).
     *
     * @param secret the seed of 32 bytes in hex (CoinSwitch dossier 2), or the private key in PKCS#8, in base64, with or
     *     without the lines that PEM puts around it (HashKey dossier 2)
     * @throws IllegalArgumentException if it is neither
     */
    public static RequestSigner ed25519(String secret, Encoding encoding) {
        PrivateKey key = privateKey(notEmpty(secret));
        return new RequestSigner(
                text -> {
                    Signature signature = Signature.getInstance(ED25519);
                    signature.initSign(key);
                    signature.update(text);
                    return signature.sign();
                },
                encoding,
                "");
    }

    private static Algorithm hmac(byte[] secret) {
        SecretKeySpec key = new SecretKeySpec(secret, HMAC);
        return text -> {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        };
    }

    private static String notEmpty(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret is empty; write the one the venue gave out with the key");
        }
        return secret;
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

    /** The errors of the JDK say how the secret looks, so they go no further. */
    private static PrivateKey privateKey(String secret) {
        try {
            KeyFactory keys = KeyFactory.getInstance(ED25519);
            if (SEED.matcher(secret).matches()) {
                byte[] seed = HexFormat.of().parseHex(secret);
                return keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            }
            String body = PEM_FRAME.matcher(secret).replaceAll("");
            return keys.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException quotesTheSecret) {
            throw new IllegalArgumentException(
                    "secret is no Ed25519 private key; write its seed as 64 hex digits, or the"
                            + " key in PKCS#8 as base64 (a PEM file that begins with BEGIN PRIVATE KEY)");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The signature of a request to this path at this time, for venues that have a {@link SignatureStyle}. */
    public String sign(long timeMillis, String apiPath) {
        return sign(timeMillis + separator + apiPath);
    }

    /** The signature of a text's UTF-8 bytes. */
    public String sign(String text) {
        try {
            byte[] signature = algorithm.sign(utf8(text));
            return encoding == Encoding.HEX
                    ? HexFormat.of().formatHex(signature)
                    : Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has " + HMAC + " and " + ED25519, e);
        }
    }

    @Override
    public String toString() {
        return "RequestSigner[hidden]";
    }
}

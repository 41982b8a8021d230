package io.ordergateway.ws.sim.hashkey.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The one account's two keys: one that signs with HMAC, one with Ed25519 (section 2). */
public final class HashKeyCredentials {
    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";
    /** RFC 8410: what stands before the 32 bytes of a public key. */
    private static final byte[] PUBLIC_KEY_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_BYTES = 64;

    private final String hmacKey;
    private final SecretKeySpec secret;
    private final String ed25519Key;
    private final PublicKey publicKey;

    /**
     * Both keys.
     *
     * @param hmacKey the access key whose requests are signed with the secret
     * @param ed25519Key the access key whose requests are signed with a private key
     * @param publicKey the public key to it, 32 bytes in hex
     */
    public HashKeyCredentials(String hmacKey, String secret, String ed25519Key, String publicKey) {
        this.hmacKey = hmacKey;
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), HMAC);
        this.ed25519Key = ed25519Key;
        this.publicKey = publicKey(HexFormat.of().parseHex(publicKey));
    }

    private static PublicKey publicKey(byte[] raw) {
        byte[] encoded = Arrays.copyOf(PUBLIC_KEY_PREFIX, PUBLIC_KEY_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, PUBLIC_KEY_PREFIX.length, raw.length);
        try {
            return KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("publicKey must be 32 bytes of " + ED25519 + " in hex", e);
        }
    }

    /** Keys are case sensitive. */
    boolean knows(String key) {
        return key.equals(hmacKey) || key.equals(ed25519Key);
    }

    /** Whether this is the key's signature of the text, of which every character is one byte. */
    boolean signed(String key, String text, String signature) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return key.equals(hmacKey) ? signedByHmac(bytes, signature) : signedByEd25519(bytes, signature);
    }

    /** Hex in any case. */
    private boolean signedByHmac(byte[] text, String signature) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            String expected = HexFormat.of().formatHex(mac.doFinal(text));
            return MessageDigest.isEqual(
                    expected.getBytes(UTF_8), signature.toLowerCase(Locale.ROOT).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }

    private boolean signedByEd25519(byte[] text, String signature) {
        byte[] raw = decoded(signature);
        if (raw == null || raw.length != ED25519_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(ED25519);
            verifier.initVerify(publicKey);
            verifier.update(text);
            return verifier.verify(raw);
        } catch (GeneralSecurityException e) { // also a signature that cannot be one
            return false;
        }
    }

    /** Base64 or hex. */
    private static byte @Nullable [] decoded(String signature) {
        try {
            return signature.length() == 2 * ED25519_BYTES
                    ? HexFormat.of().parseHex(signature)
                    : Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "HashKeyCredentials[" + hmacKey + ", " + ed25519Key + "]";
    }
}

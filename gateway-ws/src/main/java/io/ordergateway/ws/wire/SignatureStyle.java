package io.ordergateway.ws.wire;

/**
 * How a signature is made of a secret, a time and a path. Public clients of AscendEX disagree in each of the three, and the
 * venue took them all (dossier 2.3).
 *
 * @param decodeSecret whether the secret is base64 for the HMAC key's bytes; otherwise its characters are the key
 * @param plus whether a {@code +} stands between time and path
 * @param hex whether the signature is written in lower-case hex; otherwise in base64
 */
public record SignatureStyle(boolean decodeSecret, boolean plus, boolean hex) {
    /** What every published example does, and what takes any secret: its own characters, {@code +}, base64. */
    public static final SignatureStyle DEFAULT = new SignatureStyle(false, true, false);
}

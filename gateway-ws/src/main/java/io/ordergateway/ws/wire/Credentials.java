package io.ordergateway.ws.wire;

/** A venue's API key and secret. Not a record, so that nothing prints them by accident. */
public final class Credentials {
    private final String key;
    private final RequestSigner signer;

    /** Takes what the venue gave out, to sign in the {@linkplain SignatureStyle#DEFAULT default style}. */
    public Credentials(String key, String secret) {
        this(key, secret, SignatureStyle.DEFAULT);
    }

    /**
     * Takes what the venue gave out.
     *
     * @throws IllegalArgumentException if either is empty, or the secret is not what the style says
     */
    public Credentials(String key, String secret, SignatureStyle style) {
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "key is empty or has characters that no header may hold; write the one the venue gave out");
        }
        this.key = key;
        this.signer = new RequestSigner(secret, style);
    }

    public String key() {
        return key;
    }

    public RequestSigner signer() {
        return signer;
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}

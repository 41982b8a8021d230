package io.ordergateway.ws.wire;

/** A venue's API key, and what signs with the secret of it. Not a record, so that nothing prints them by accident. */
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
        this(key, new RequestSigner(secret, style));
    }

    /**
     * Takes what the venue gave out.
     *
     * @throws IllegalArgumentException if the key is empty, or no header may hold it
     */
    public Credentials(String key, RequestSigner signer) {
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "key is empty or has characters that no header may hold; write the one the venue gave out");
        }
        this.key = key;
        this.signer = signer;
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

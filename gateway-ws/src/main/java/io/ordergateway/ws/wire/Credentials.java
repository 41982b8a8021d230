package io.ordergateway.ws.wire;

/** A venue's API key and secret. Not a record, so that nothing prints them by accident. */
public final class Credentials {
    private final String key;
    private final RequestSigner signer;

    public Credentials(String key, String secret) {
        this.key = key;
        this.signer = new RequestSigner(secret);
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

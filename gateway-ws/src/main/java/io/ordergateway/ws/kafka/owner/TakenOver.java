package io.ordergateway.ws.kafka.owner;

/** The accounts of this gateway are served by another one. */
public final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Ownership ownership;

    TakenOver(Ownership ownership) {
        super("gateway " + ownership.gatewayId() + " was taken over by " + ownership.owner() + " at " + ownership.at()
                + "; it may not go on. To take its accounts back: gateway takeover --from " + ownership.owner());
        this.ownership = ownership;
    }

    /** By whom, and when. */
    public Ownership ownership() {
        return ownership;
    }
}

package io.ordergateway.ws.command.remote;

/** A gateway did not do what it was asked, or cannot be asked; the message says why, in a sentence without a token. */
public final class RemoteFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cutOff;

    private RemoteFault(String message, boolean cutOff) {
        super(message);
        this.cutOff = cutOff;
    }

    /** It said no. */
    public static RemoteFault said(String message) {
        return new RemoteFault(message, false);
    }

    /** It could not be reached, or could no more. */
    static RemoteFault cutOff(String message) {
        return new RemoteFault(message, true);
    }

    /** The same, and something that is worth knowing with it. */
    RemoteFault and(String more) {
        return new RemoteFault(getMessage() + "; " + more, cutOff);
    }

    /** The same, but worth another try. */
    RemoteFault forNow() {
        return new RemoteFault(String.valueOf(getMessage()), true);
    }

    /** Whether the way to it is broken: what was asked may have been done, and may be asked again. */
    public boolean isCutOff() {
        return cutOff;
    }
}

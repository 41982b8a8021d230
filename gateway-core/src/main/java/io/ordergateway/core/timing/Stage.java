package io.ordergateway.core.timing;

/** A part of a cancel's way. The first four follow each other; the last one lies over them all. */
public enum Stage {
    /** From the caller's call to the account's thread taking it up. */
    WAITED,
    /** From there to the frame, or the request, being handed to the socket. */
    WRITTEN,
    /** From there to the venue's reply being read. */
    REPLIED,
    /** From there to the caller being told. */
    TOLD,
    /** From being accepted to the order's end being known. */
    ENDED
}

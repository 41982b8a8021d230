package io.ordergateway.core.timing;

/** A part of a cancel's way. Cancels of one burst share the moments at which it is looked at, up to 32 of them. */
public enum Stage {
    /** From the caller's call to the account's thread taking it up. */
    WAITED,
    /** From the account's thread taking it up to its frame's bytes being handed to a socket, a burst's all together. */
    WRITTEN,
    /** From a frame leaving on a socket to the venue's reply being read. */
    REPLIED,
    /** From the last request that may have canceled the order to its end being known. */
    ENDED,
    /** From being accepted to a result that nothing follows, also where something less was told meanwhile. */
    CERTAIN
}

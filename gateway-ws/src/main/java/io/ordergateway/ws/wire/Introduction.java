package io.ordergateway.ws.wire;

/** What a venue answers when credentials ask who they are. */
public sealed interface Introduction {
    /**
     * The venue knows them.
     *
     * @param group the number in every private path; 0 is a number like any other
     * @param userId the venue's id of the user, empty if it did not say
     * @param mayTrade whether these credentials may cancel; {@code true} unless the venue said no
     */
    record Known(int group, String userId, boolean mayTrade) implements Introduction {}

    /**
     * These credentials will never do.
     *
     * @param text the venue's words
     */
    record Refused(String text) implements Introduction {}

    /**
     * No answer that says either; to be asked again.
     *
     * @param text what came instead
     */
    record Unclear(String text) implements Introduction {}
}

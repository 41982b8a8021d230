package io.ordergateway.it.contract;

/** What may befall a cancel at any venue; each venue has its own way to it. */
enum Trouble {
    /** The order is filled an instant before the cancel comes. */
    FILLED_FIRST,
    /** The cancel is not carried out, and nothing is said. */
    SILENCE,
    /** The cancel is carried out, and nothing is said. */
    SILENCE_AFTER,
    /** The cancel is carried out, and the answer is that the venue failed; on a socket, that the connection breaks. */
    ERROR_AFTER,
    /** The cancel is not carried out: too many requests, and not a word of when to come back. */
    TOO_MANY,
    /** The same, and when to come back. */
    TOO_MANY_WITH_HINT,
    /** The cancel is not carried out, and who sent it is banned for a while. */
    BAN,
    /** The cancel is carried out; half of the answer comes, and then the connection's end. */
    HALF_AN_ANSWER,
    /** The cancel is carried out; the answer is a page, or whatever else is no message. */
    HTML
}

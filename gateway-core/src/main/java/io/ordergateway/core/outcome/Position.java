package io.ordergateway.core.outcome;

/**
 * A place in the outcome stream. Positions are dense and begin at 1.
 *
 * @param value the position of the first outcome wanted, or one of the two special places
 */
public record Position(long value) {
    /** The oldest outcome that is still kept. */
    public static final Position EARLIEST = new Position(0);

    /** Only what happens from now on. */
    public static final Position LATEST = new Position(Long.MAX_VALUE);

    public Position {
        if (value < 0) {
            throw new IllegalArgumentException("position must be 1 or more, is " + value);
        }
    }

    /** From this outcome on, it included. */
    public static Position of(long value) {
        return new Position(value);
    }
}

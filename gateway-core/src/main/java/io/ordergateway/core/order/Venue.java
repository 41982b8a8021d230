package io.ordergateway.core.order;

/**
 * An exchange, by its lower-case name. A value rather than an enum, so that a new venue adds a package and a line of
 * wiring and changes nothing here.
 *
 * @param name as it stands in configuration, records and logs, for example {@code ascendex}
 */
public record Venue(String name) {
    public static final Venue ASCENDEX = new Venue("ascendex");
    public static final Venue HASHKEY = new Venue("hashkey");
    public static final Venue COINSWITCH = new Venue("coinswitch");

    @Override
    public String toString() {
        return name;
    }
}

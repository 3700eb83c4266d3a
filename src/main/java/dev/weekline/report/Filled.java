package dev.weekline.report;

import java.time.Instant;

/** Everything that filling in a planned week can come to, short of a fault. */
public sealed interface Filled {

    /** It was fetched and stored. The lease is over. */
    record Stored() implements Filled {}

    /** It need not be fetched any more, or another replica does so. The lease is over. */
    record Unneeded() implements Filled {}

    /** Meta or our quota allows the account nothing before {@code until}. The lease stands. */
    record Throttled(Instant until, String why) implements Filled {}

    /** Nothing will come of the account until somebody puts it right; {@code why} says what to do. The lease stands. */
    record Blocked(String why) implements Filled {}

    /** This replica has too much to fetch. The lease stands. */
    record NoRoom() implements Filled {}

    /**
     * Nothing was stored. The lease stands.
     *
     * @param error the failure as it is stored with the week, in JSON
     * @param curable whether waiting may cure it
     */
    record Failed(String why, String error, boolean curable) implements Filled {}
}

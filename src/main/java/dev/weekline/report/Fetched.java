package dev.weekline.report;

import dev.weekline.run.RunTimes;

/** What came of a fetch. */
sealed interface Fetched {

    /** It was stored; {@code times} is where the time went. */
    record Taken(StoredReport report, RunTimes times) implements Fetched {}

    /** Somebody else has fetched and stored the week meanwhile. */
    record Elsewhere() implements Fetched {}

    /** Too many weeks are fetched or wait already. */
    record NoRoom() implements Fetched {}

    /** Nothing was stored. */
    record Failed(Setback setback) implements Fetched {}
}

package dev.weekline.report;

/** What came of a fetch. */
sealed interface Fetched {

    /** It was stored. */
    record Taken(StoredReport report) implements Fetched {}

    /** Somebody else has fetched and stored the week meanwhile. */
    record Elsewhere() implements Fetched {}

    /** Too many weeks are fetched or wait already. */
    record NoRoom() implements Fetched {}

    /** Nothing was stored. */
    record Failed(Setback setback) implements Fetched {}
}

package dev.weekline.report;

import dev.weekline.meta.MetaAnswer;

/** What came of a fetch. */
sealed interface Fetched {

    /** It was stored. */
    record Taken(StoredReport report) implements Fetched {}

    /** Nothing was stored; {@code answer} is the first thing that went wrong. */
    record Failed(MetaAnswer.Failure answer) implements Fetched {}
}

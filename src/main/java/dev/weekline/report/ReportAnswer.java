package dev.weekline.report;

import dev.weekline.week.IsoWeek;
import java.time.Duration;

/** Everything that asking for a report can come to, short of a fault. */
sealed interface ReportAnswer {

    /** The report, perhaps stale; a stale one is being refreshed behind this answer. */
    record Ready(HeldReport report, Origin origin) implements ReportAnswer {}

    /** Nothing is stored yet and the fetch takes longer than the caller wants to wait; it goes on. */
    record Later(Duration retryAfter, String why) implements ReportAnswer {}

    /** Our quota, or Meta's, is spent; the same question is worth asking again after {@code retryAfter}. */
    record Exhausted(Duration retryAfter, String why, String fbtraceId) implements ReportAnswer {}

    /** The week has not begun in the account's time zone. */
    record NotStarted(IsoWeek running) implements ReportAnswer {}

    /**
     * Meta no longer tells the week, and it was not stored while Meta did; the trace id is empty unless Meta said so.
     */
    record BeyondRetention(IsoWeek earliest, String fbtraceId) implements ReportAnswer {}

    /** Asking again is pointless until somebody has put the account right. */
    record Blocked(String why, String fbtraceId) implements ReportAnswer {}

    /** Meta fails at the moment. */
    record Unavailable(Duration retryAfter, String why, String fbtraceId) implements ReportAnswer {}

    /** Meta will not answer this question, however often it is asked. */
    record Refused(String why, String fbtraceId) implements ReportAnswer {}

    /** Where a report was found. */
    enum Origin {
        MEMORY,
        DATABASE,
        META
    }
}

package dev.weekline.report;

import dev.weekline.week.IsoWeek;
import dev.weekline.work.Operation;
import java.time.Duration;

/** Everything that asking for a report can come to, short of a fault. */
sealed interface ReportAnswer {

    /** The report, found in one way or another; {@code timing} is where the time went. */
    record Ready(HeldReport report, Origin origin, Course course, ServerTiming timing) implements ReportAnswer {}

    /** It is not there yet, but promised: the operation tells when. */
    record Promised(Operation operation, Duration retryAfter) implements ReportAnswer {}

    /** Nothing is stored, and nothing else was wanted. */
    record NotStored() implements ReportAnswer {}

    /** The week has not begun in the account's time zone. */
    record NotStarted(IsoWeek running) implements ReportAnswer {}

    /**
     * Meta no longer tells the week, and it was not stored while Meta did; the trace id is empty unless Meta said so.
     */
    record BeyondRetention(IsoWeek earliest, String fbtraceId) implements ReportAnswer {}

    /** Asking again is pointless until somebody has put the account right. */
    record Blocked(String why, String fbtraceId) implements ReportAnswer {}

    /** Meta will not answer this question, however often it is asked. */
    record Refused(String why, String fbtraceId) implements ReportAnswer {}

    /** Where a report was found. */
    enum Origin {
        MEMORY,
        DATABASE,
        META
    }
}

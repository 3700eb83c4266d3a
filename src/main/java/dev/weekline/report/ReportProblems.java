package dev.weekline.report;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.time.Instant;

/** What every answer that is no report looks like to a caller. */
final class ReportProblems {

    private static final String FIELD = "week";
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private ReportProblems() {}

    /** A section that Meta could not be had to tell. */
    static ProblemException unavailable(Standing standing, Instant now) {
        var section = standing.section().word();
        return standing.lack()
                .map(lack -> new ProblemException(
                                ProblemType.SECTION_UNAVAILABLE,
                                "%s could not be had (%s): %s"
                                        .formatted(section, lack.reason().word(), lack.detail()))
                        .withField(section)
                        .withRetryAfter(later(Duration.between(now, lack.retryAt()))))
                .orElseGet(() -> new ProblemException(
                                ProblemType.SECTION_UNAVAILABLE, section + " has not been fetched yet")
                        .withField(section)
                        .withRetryAfter(SHORTLY));
    }

    private static Duration later(Duration wait) {
        return wait.compareTo(SHORTLY) < 0 ? SHORTLY : wait;
    }

    /** @throws ProblemException for everything but a report */
    static ReportAnswer.Ready ready(ReportAnswer answer, IsoWeek week) {
        return switch (answer) {
            case ReportAnswer.Ready ready -> ready;
            case ReportAnswer.Later later ->
                throw new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, later.why())
                        .withRetryAfter(later.retryAfter());
            case ReportAnswer.Exhausted exhausted ->
                throw new ProblemException(ProblemType.QUOTA_EXHAUSTED, exhausted.why())
                        .withRetryAfter(exhausted.retryAfter())
                        .withFbtraceId(exhausted.fbtraceId());
            case ReportAnswer.NotStarted(var running) ->
                throw new ProblemException(
                                ProblemType.WEEK_NOT_STARTED,
                                week + " has not begun in the account's time zone; the running week is " + running)
                        .withField(FIELD)
                        .withNearestWeek(running.toString());
            case ReportAnswer.BeyondRetention(var earliest, var trace) ->
                throw new ProblemException(
                                ProblemType.BEYOND_RETENTION,
                                "Meta keeps 37 months and " + week
                                        + " was not stored while it was among them; the earliest week left is "
                                        + earliest)
                        .withField(FIELD)
                        .withNearestWeek(earliest.toString())
                        .withFbtraceId(trace);
            case ReportAnswer.Blocked(var why, var trace) ->
                throw new ProblemException(ProblemType.ACCOUNT_BLOCKED, why).withFbtraceId(trace);
            case ReportAnswer.Unavailable unavailable ->
                throw new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, unavailable.why())
                        .withRetryAfter(unavailable.retryAfter())
                        .withFbtraceId(unavailable.fbtraceId());
            case ReportAnswer.Refused(var why, var trace) ->
                throw new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, why).withFbtraceId(trace);
        };
    }
}

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

    /**
     * @throws PromisedException for a promise
     * @throws ProblemException for everything else that is no report
     */
    static ReportAnswer.Ready ready(ReportAnswer answer, IsoWeek week) {
        if (answer instanceof ReportAnswer.Ready ready) {
            return ready;
        }
        if (answer instanceof ReportAnswer.Promised promised) {
            throw new PromisedException(promised);
        }
        throw problem(answer, week);
    }

    /** What a caller is told who gets nothing else. */
    private static ProblemException problem(ReportAnswer answer, IsoWeek week) {
        return switch (answer) {
            case ReportAnswer.Ready _, ReportAnswer.Promised _ ->
                throw new IllegalArgumentException("Neither a report nor a promise is a problem");
            case ReportAnswer.NotStored _ ->
                new ProblemException(
                        ProblemType.NOT_STORED, week + " is not stored, and only-if-cached lets nothing be fetched");
            case ReportAnswer.NotStarted(var running) ->
                new ProblemException(
                                ProblemType.WEEK_NOT_STARTED,
                                week + " has not begun in the account's time zone; the running week is " + running)
                        .withField(FIELD)
                        .withNearestWeek(running.toString());
            case ReportAnswer.BeyondRetention(var earliest, var trace) ->
                new ProblemException(
                                ProblemType.BEYOND_RETENTION,
                                "Meta keeps 37 months and " + week
                                        + " was not stored while it was among them; the earliest week left is "
                                        + earliest)
                        .withField(FIELD)
                        .withNearestWeek(earliest.toString())
                        .withFbtraceId(trace);
            case ReportAnswer.Blocked(var why, var trace) ->
                new ProblemException(ProblemType.ACCOUNT_BLOCKED, why).withFbtraceId(trace);
            case ReportAnswer.Refused(var why, var trace) ->
                new ProblemException(ProblemType.UPSTREAM_UNAVAILABLE, why).withFbtraceId(trace);
        };
    }

    /** The problem document of an operation that came to nothing, as JSON. */
    static String document(ReportAnswer answer, Errand errand) {
        var problem = problem(answer, errand.week());
        return problem.document(
                errand.requestId().orElse(""),
                "/reports/weekly/" + errand.week() + "?account="
                        + errand.account().id().value());
    }
}

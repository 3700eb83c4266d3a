package dev.weekline.run;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which time statistics are about: the last seven days unless somebody says otherwise, and no longer than runs are
 * kept.
 */
record StatsRange(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final int MOST_MONTHS = 13;

    /** Sections are looked at run by run, which takes too long for more of them than this. */
    private static final Duration OF_SECTIONS = Duration.ofDays(31);

    static StatsRange of(Optional<Instant> from, Optional<Instant> to, Instant now) {
        var end = to.orElse(now);
        var begin = from.orElseGet(() -> end.minus(USUAL));
        if (!begin.isBefore(end)) {
            throw invalid("from is before to, which is now if left out");
        }
        if (begin.atOffset(ZoneOffset.UTC).plusMonths(MOST_MONTHS).toInstant().isBefore(end)) {
            throw invalid("from is at most " + MOST_MONTHS + " months before to");
        }
        return new StatsRange(begin, end);
    }

    /** As much of the end of it as sections are told of. */
    StatsRange ofSections() {
        var earliest = to.minus(OF_SECTIONS);
        return new StatsRange(from.isAfter(earliest) ? from : earliest, to);
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField("from");
    }
}

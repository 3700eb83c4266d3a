package dev.weekline.backfill;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.week.IsoWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;

/**
 * The weeks that somebody asks about. Without a last one it ends with the week that is running in each account's zone,
 * without a first one it is as long as usual.
 */
record Span(Optional<IsoWeek> from, Optional<IsoWeek> to) {

    static final int MOST_WEEKS = 160;
    private static final int USUAL_WEEKS = 54;

    /** @throws ProblemException, naming {@code from}, for a span that is none or too long */
    Span {
        if (from.isPresent() && to.isPresent()) {
            check(from.get(), to.get());
        }
    }

    /** The boundaries in some zones; a span that ends in the future ends with the running week. */
    Boundaries in(Collection<ZoneId> zones, Instant now) {
        return Boundaries.of(zones, now, running -> {
            var last = to.filter(week -> week.compareTo(running) < 0).orElse(running);
            var first = from.orElseGet(() -> to.orElse(running).plus(1L - USUAL_WEEKS));
            if (to.isEmpty()) {
                check(first, last);
            }
            return new Boundaries.Weeks(first, last);
        });
    }

    /** @throws ProblemException, naming {@code from}, for a span that is none or too long */
    static void check(IsoWeek first, IsoWeek last) {
        var weeks = first.until(last) + 1;
        if (weeks < 1) {
            throw invalid("from is a week before to, and one that has begun");
        }
        if (weeks > MOST_WEEKS) {
            throw invalid("A span is at most " + MOST_WEEKS + " weeks long");
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).withField("from");
    }
}

package dev.weekline.problem;

import dev.weekline.week.IsoWeek;
import dev.weekline.week.MalformedWeekException;

/** Reads the week that a request is about. */
public final class AskedWeek {

    private AskedWeek() {}

    /** @throws ProblemException where the text is no week, with the nearest one that exists */
    public static IsoWeek parse(String text, String field) {
        try {
            return IsoWeek.parse(text);
        } catch (MalformedWeekException malformed) {
            var problem = new ProblemException(ProblemType.INVALID_WEEK, malformed.getMessage()).withField(field);
            throw malformed
                    .nearest()
                    .map(week -> problem.withNearestWeek(week.toString()))
                    .orElse(problem);
        }
    }
}

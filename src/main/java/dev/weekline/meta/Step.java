package dev.weekline.meta;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The next thing to ask of Meta in a walk. */
sealed interface Step {

    /** Which page of the walk it is about, from 1; 0 for what is no page. */
    int page();

    /**
     * A page of rows.
     *
     * @param fields everything for Meta's {@code fields} parameter
     * @param breakdowns Meta's names
     * @param run the report run that it is a page of; empty for a page of the question itself
     */
    record ReadPage(
            Part part,
            List<String> fields,
            List<String> breakdowns,
            int page,
            int limit,
            Optional<String> cursor,
            Optional<String> run)
            implements Step {}

    /**
     * A report run.
     *
     * @param anew whether one that is known from earlier is not wanted
     */
    record BeginRun(List<String> fields, List<String> breakdowns, boolean anew) implements Step {

        @Override
        public int page() {
            return 0;
        }
    }

    /** How far a report run is, asked after a pause. */
    record PollRun(String run, Duration after) implements Step {

        @Override
        public int page() {
            return 0;
        }
    }
}

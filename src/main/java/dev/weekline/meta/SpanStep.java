package dev.weekline.meta;

import dev.weekline.week.IsoWeek;
import java.util.List;
import java.util.Optional;

/** The next thing to ask of Meta in a walk through several weeks. */
sealed interface SpanStep {

    /**
     * A page of rows of several weeks.
     *
     * @param page which page of these weeks, from 1
     */
    record Together(List<IsoWeek> weeks, int page, Optional<String> cursor) implements SpanStep {}

    /** One week, in whatever way a week has to be asked. */
    record Alone(IsoWeek week) implements SpanStep {}
}

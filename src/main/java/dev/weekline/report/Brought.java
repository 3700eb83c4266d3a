package dev.weekline.report;

import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What one question of a fetch came to. */
sealed interface Brought {

    /**
     * The account's week as a whole, and what Meta did not tell of it.
     *
     * @param asOf when the run that brought them began
     */
    record Totals(Counts counts, List<Omission> omissions, Instant asOf) implements Brought {}

    /**
     * Every row of the section is in the database; none has what is omitted.
     *
     * @param run the run that brought them
     * @param asOf when that began
     */
    record Rows(Section section, UUID run, Instant asOf, List<Omission> omissions) implements Brought {}

    /** The totals could not be had, and without them there is no report. */
    record Failed(MetaAnswer.Failure failure) implements Brought {}

    /** The section could not be had. */
    record Missed(Section section, MetaAnswer.Failure failure) implements Brought {}
}

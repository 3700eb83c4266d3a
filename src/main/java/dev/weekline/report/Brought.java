package dev.weekline.report;

import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import java.util.List;
import java.util.Optional;

/** What one question of a fetch came to. */
sealed interface Brought {

    /** The account's week as a whole. */
    record Totals(Counts counts) implements Brought {}

    /** Every row of the section is in the database. */
    record Rows(Section section) implements Brought {}

    /** Not all of it could be had. */
    record Failed(MetaAnswer.Failure failure) implements Brought {}

    static Optional<MetaAnswer.Failure> failure(List<Brought> all) {
        return all.stream()
                .filter(Failed.class::isInstance)
                .map(failed -> ((Failed) failed).failure())
                .findFirst();
    }

    /** The totals among them; only asked when nothing failed. */
    static Counts totals(List<Brought> all) {
        return all.stream()
                .filter(Totals.class::isInstance)
                .map(totals -> ((Totals) totals).counts())
                .findFirst()
                .orElseThrow();
    }
}

package dev.weekline.report;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one question of a fetch came to. */
sealed interface Brought {

    /** The account's week as a whole, and what Meta did not tell of it. */
    record Totals(Counts counts, List<Omission> omissions) implements Brought {}

    /** Every row of the section is in the database; none has what is omitted. */
    record Rows(Section section, List<Omission> omissions) implements Brought {}

    /** Not all of it could be had. */
    record Failed(MetaAnswer.Failure failure) implements Brought {}

    static Optional<MetaAnswer.Failure> failure(List<Brought> all) {
        return only(all, Failed.class).map(Failed::failure).findFirst();
    }

    /** The totals among them; only asked when nothing failed. */
    static Totals totals(List<Brought> all) {
        return only(all, Totals.class).findFirst().orElseThrow();
    }

    /** What the sections among them lack. */
    static Map<Section, List<Omission>> omissions(List<Brought> all) {
        return only(all, Rows.class).collect(toUnmodifiableMap(Rows::section, Rows::omissions));
    }

    private static <T extends Brought> Stream<T> only(List<Brought> all, Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }
}

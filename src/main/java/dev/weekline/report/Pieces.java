package dev.weekline.report;

import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.Section;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a fetch has of its week so far.
 *
 * @param failure why there are no totals
 * @param missed why a section could not be had
 */
record Pieces(
        Optional<Brought.Totals> totals,
        Optional<MetaAnswer.Failure> failure,
        Map<Section, Brought.Rows> rows,
        Map<Section, MetaAnswer.Failure> missed) {

    static final Pieces NONE = new Pieces(Optional.empty(), Optional.empty(), Map.of(), Map.of());

    Pieces {
        rows = Map.copyOf(rows);
        missed = Map.copyOf(missed);
    }

    static Pieces of(List<Brought> brought) {
        return NONE.with(brought);
    }

    /** These and more. */
    Pieces with(List<Brought> more) {
        var allRows = new EnumMap<Section, Brought.Rows>(Section.class);
        allRows.putAll(rows);
        var allMissed = new EnumMap<Section, MetaAnswer.Failure>(Section.class);
        allMissed.putAll(missed);
        var counted = totals;
        var failed = failure;
        for (var one : more) {
            switch (one) {
                case Brought.Totals told -> counted = Optional.of(told);
                case Brought.Failed(var why) -> failed = Optional.of(why);
                case Brought.Rows told -> allRows.put(told.section(), told);
                case Brought.Missed(var section, var why) -> allMissed.put(section, why);
            }
        }
        return new Pieces(counted, failed, allRows, allMissed);
    }

    /** The same, with totals that are still to be asked for. */
    Pieces withoutTotals() {
        return new Pieces(Optional.empty(), failure, rows, missed);
    }

    /** Whether a section has been asked for, with or without success. */
    boolean has(Section section) {
        return rows.containsKey(section) || missed.containsKey(section);
    }

    /** The recipes of which nothing is known yet. */
    Stream<Section> open(Set<Section> among) {
        return among.stream().filter(section -> !has(section));
    }
}

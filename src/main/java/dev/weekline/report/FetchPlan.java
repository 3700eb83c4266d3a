package dev.weekline.report;

import dev.weekline.meta.Section;
import dev.weekline.metric.EventMapping;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a fetch asks of Meta, and what it need not ask.
 *
 * @param kind how much is asked
 * @param adopted what earlier runs brought that came to nothing, young enough to be used
 * @param current what is stored, if anything
 * @param mapping what the account's events are read from
 * @param unwanted sections that nobody wants now
 */
record FetchPlan(Kind kind, Pieces adopted, Optional<Current> current, EventMapping mapping, Set<Section> unwanted) {

    FetchPlan {
        unwanted = Set.copyOf(unwanted);
    }

    /** How much of a week is asked. */
    enum Kind {
        /** Everything. */
        WHOLE,
        /** What costs little; the rest only if that has moved. */
        WHAT_MOVED,
        /** Only the sections that could not be had before. */
        WHAT_LACKS
    }

    /**
     * The same, with some sections alone. What is stored and has to be refreshed is so as a whole, since its sections
     * belong together.
     *
     * @param words the sections; none for all
     */
    FetchPlan of(Set<String> words) {
        var isWhole = words.isEmpty() || kind == Kind.WHAT_MOVED || (kind == Kind.WHOLE && current.isPresent());
        return isWhole
                ? this
                : new FetchPlan(kind, adopted, current, mapping, sections(section -> !words.contains(section.word())));
    }

    /** The same, with more that has come. */
    FetchPlan with(Pieces pieces) {
        return new FetchPlan(kind, pieces, current, mapping, unwanted);
    }

    /** Whether it is of no use to anybody now. */
    boolean leavesOut(AskedPiece piece) {
        return piece.section().filter(unwanted::contains).isPresent();
    }

    /** What is there before Meta is asked. */
    Pieces given() {
        return kind != Kind.WHAT_LACKS
                ? adopted
                : new Pieces(
                        current.map(stored -> new Brought.Totals(
                                stored.revision().counts(), stored.revision().omissions(), stored.dataAsOf())),
                        Optional.empty(),
                        adopted.rows(),
                        adopted.missed());
    }

    /** What is asked at first. */
    Set<Section> first() {
        return switch (kind) {
            case WHOLE -> sections(section -> !unwanted.contains(section));
            case WHAT_MOVED -> sections(section -> isCheap(section) || lacks(section));
            case WHAT_LACKS -> sections(section -> lacks(section) && !unwanted.contains(section));
        };
    }

    /** What is asked if what was asked at first has moved. */
    Set<Section> rest() {
        return kind == Kind.WHAT_MOVED ? EnumSet.allOf(Section.class) : Set.of();
    }

    private boolean lacks(Section section) {
        return current.filter(stored -> !stored.lacks(section)).isEmpty();
    }

    private static boolean isCheap(Section section) {
        return section.recipe().units() == 1;
    }

    private static Set<Section> sections(Predicate<Section> wanted) {
        return Arrays.stream(Section.values())
                .filter(wanted)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Section.class)));
    }
}

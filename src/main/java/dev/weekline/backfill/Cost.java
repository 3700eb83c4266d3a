package dev.weekline.backfill;

import dev.weekline.backfill.BackfillRows.Neighbours;
import dev.weekline.meta.Recipes;
import dev.weekline.meta.Section;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What weeks cost, if every section fits on a page. Missing weeks that lie side by side are read together; each other
 * is read alone.
 *
 * @param callsOfWeek calls that a week takes as a whole
 * @param unitsOfWeek units that these cost
 * @param together how many weeks are read together
 */
record Cost(int callsOfWeek, int unitsOfWeek, int together) {

    /** Of some sections; the totals are asked for as well. */
    static Cost of(Set<Section> sections, int together) {
        return new Cost(
                1 + sections.size(),
                Recipes.TOTALS.units()
                        + sections.stream()
                                .mapToInt(section -> section.recipe().units())
                                .sum(),
                together);
    }

    /** Spans of 90 days and more cost twice as much. */
    private static final int WEEKS_AT_ONE_PRICE = 12;

    /** As many of these weeks as are read together at the price of one. */
    static int narrower(int weeks) {
        return Math.min(weeks, WEEKS_AT_ONE_PRICE);
    }

    /** What so many units are worth in weeks with all of their sections. */
    static int weeks(int units) {
        return Math.ceilDiv(units, units(1));
    }

    /** Units that so many weeks cost with all of their sections if each is read alone. */
    static int units(int weeks) {
        return weeks * ofAll(1).unitsOfWeek();
    }

    /** Of all sections. */
    static Cost ofAll(int together) {
        return of(EnumSet.allOf(Section.class), together);
    }

    int calls(Neighbours run) {
        return (run.whole() ? Math.ceilDiv(run.weeks(), together) : run.weeks()) * callsOfWeek;
    }

    int units(Neighbours run) {
        if (!run.whole()) {
            return run.weeks() * unitsOfWeek;
        }
        var whole = run.weeks() / together;
        return whole * unitsOfSpan(together) + unitsOfSpan(run.weeks() % together);
    }

    /** What all of these cost. */
    int units(List<Neighbours> runs) {
        return runs.stream().mapToInt(run -> run.times() * units(run)).sum();
    }

    private int unitsOfSpan(int weeks) {
        if (weeks == 0) {
            return 0;
        }
        return weeks > WEEKS_AT_ONE_PRICE ? 2 * unitsOfWeek : unitsOfWeek;
    }
}

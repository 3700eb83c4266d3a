package dev.weekline.backfill;

import dev.weekline.backfill.BackfillRows.Neighbours;

/**
 * What weeks cost, if every section fits on a page.
 *
 * @param callsOfWeek calls that a week takes as a whole
 * @param unitsOfWeek units that these cost
 */
record Cost(int callsOfWeek, int unitsOfWeek) {

    int calls(Neighbours run) {
        return run.weeks() * callsOfWeek;
    }

    int units(Neighbours run) {
        return run.weeks() * unitsOfWeek;
    }
}

package dev.weekline.backfill;

import dev.weekline.backfill.BackfillRows.Neighbours;
import dev.weekline.backfill.QuotaPace.Pace;
import java.time.Instant;
import java.util.List;

/**
 * What a backfill would take.
 *
 * @param weeks that need work
 * @param calls to Meta, if every section fits on a page
 * @param units of the quota that those cost
 * @param eta when it would be over, if nothing else were asked meanwhile
 */
record Plan(int weeks, int calls, int units, Instant eta) {

    static Plan of(List<Neighbours> needed, Cost cost, Pace pace, Instant now) {
        var weeks = 0;
        var calls = 0;
        for (var run : needed) {
            weeks += run.times() * run.weeks();
            calls += run.times() * cost.calls(run);
        }
        var units = cost.units(needed);
        return new Plan(weeks, calls, units, pace.after(Cost.weeks(units), now));
    }
}

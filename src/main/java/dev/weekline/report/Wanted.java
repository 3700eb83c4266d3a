package dev.weekline.report;

import dev.weekline.account.Kpis;
import java.time.Instant;
import java.util.Optional;

/**
 * What an account wanted of its reports when one of them was read.
 *
 * @param mappedOtherwise whether the report reads events from other action types than are wanted
 */
record Wanted(Kpis kpis, boolean mappedOtherwise) {

    /** When the report is due because of it: at once, or not at all. */
    Optional<Instant> dueAt(Instant now) {
        return Optional.of(now).filter(_ -> mappedOtherwise);
    }

    boolean showsTargets() {
        return !KpiPart.isEmpty(kpis.targets());
    }
}

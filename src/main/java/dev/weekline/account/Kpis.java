package dev.weekline.account;

import dev.weekline.metric.EventMapping;
import dev.weekline.metric.KpiTargets;

/**
 * What an account wants to reach, and what its business events are read from.
 *
 * @param targets what its reports are measured against
 * @param mapping the action types that stand for a lead, a purchase, a registration
 */
public record Kpis(KpiTargets targets, EventMapping mapping) {

    /** As long as nobody has set any. */
    public static final Kpis NONE = new Kpis(KpiTargets.NONE, EventMapping.USUAL);
}

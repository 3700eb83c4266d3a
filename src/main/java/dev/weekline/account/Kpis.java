package dev.weekline.account;

import dev.weekline.metric.EventMapping;
import dev.weekline.metric.KpiTargets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an account wants to reach, and what its business events are read from.
 *
 * @param targets what its reports are measured against
 * @param mapping the action types that stand for a lead, a purchase, a registration
 */
public record Kpis(KpiTargets targets, EventMapping mapping) {

    /** As long as nobody has set any. */
    public static final Kpis NONE = new Kpis(KpiTargets.NONE, EventMapping.USUAL);

    /** As the audit keeps them; what is not set is left out. */
    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        targets.primaryEvent().ifPresent(event -> facts.put("primaryEvent", event.word()));
        targets.kpis().forEach(kpi -> facts.put(kpi.word(), kpi.target()));
        mapping.own().forEach((event, types) -> facts.put(event.word(), types));
        return facts;
    }
}

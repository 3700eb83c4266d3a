package dev.weekline.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an account wants to reach. Money is in major units of the account's currency.
 *
 * @param primaryEvent what the account is after first of all
 * @param costPerLead what a lead may cost
 * @param costPerAction what an event of the primary kind may cost; there is none without a primary event
 * @param roas what must come back for every unit of money that is spent
 */
public record KpiTargets(
        Optional<BusinessEvent> primaryEvent,
        Optional<BigDecimal> costPerLead,
        Optional<BigDecimal> costPerAction,
        Optional<BigDecimal> roas) {

    /** Nothing is wanted. */
    public static final KpiTargets NONE =
            new KpiTargets(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException for a target that is not above zero, and for a cost of no known action */
    public KpiTargets {
        if (Stream.of(costPerLead, costPerAction, roas)
                .flatMap(Optional::stream)
                .anyMatch(target -> target.signum() <= 0)) {
            throw new IllegalArgumentException("A target is above zero");
        }
        if (costPerAction.isPresent() && primaryEvent.isEmpty()) {
            throw new IllegalArgumentException("costPerAction is the cost of the primary event, and there is none");
        }
    }

    /** Those that there are, in the order in which a report shows them. */
    public List<Kpi> kpis() {
        var kpis = new ArrayList<Kpi>();
        costPerLead.ifPresent(target -> kpis.add(new Kpi("costPerLead", Metric.COST_PER_LEAD, target, Kpi.Aim.BELOW)));
        costPerAction.ifPresent(target ->
                kpis.add(new Kpi("costPerAction", primaryEvent.orElseThrow().cost(), target, Kpi.Aim.BELOW)));
        roas.ifPresent(target -> kpis.add(new Kpi("roas", Metric.ROAS, target, Kpi.Aim.ABOVE)));
        return kpis;
    }
}

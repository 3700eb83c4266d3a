package dev.weekline.metric;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one action type that each business event of an account's week is read from. It is made from the totals and used
 * in every row of that week, so that rows and totals speak of the same thing.
 */
public record EventChoice(Map<BusinessEvent, String> actionTypes) {

    /** No event is read at all. */
    public static final EventChoice NONE = new EventChoice(Map.of());

    public EventChoice {
        actionTypes = Map.copyOf(actionTypes);
    }

    /** The choice for a week with these totals, by the usual preferences. */
    public static EventChoice of(Counts totals) {
        return of(totals, EventMapping.USUAL);
    }

    /** The choice for a week with these totals. */
    public static EventChoice of(Counts totals, EventMapping mapping) {
        var chosen = new EnumMap<BusinessEvent, String>(BusinessEvent.class);
        for (var event : BusinessEvent.values()) {
            mapping.preference(event).stream()
                    .filter(totals.actions()::containsKey)
                    .findFirst()
                    .ifPresent(type -> chosen.put(event, type));
        }
        return new EventChoice(chosen);
    }

    /** The action type chosen for {@code event}. */
    public Optional<String> find(BusinessEvent event) {
        return Optional.ofNullable(actionTypes.get(event));
    }

    /**
     * Whether a figure speaks of the same thing under both choices: an event counted by another action type, and what
     * is computed from it, can't be compared.
     */
    public boolean agreesOn(Metric metric, EventChoice other) {
        return metric.formula()
                .map(formula -> agreesOn(formula.numerator(), other) && agreesOn(formula.denominator(), other))
                .orElseGet(() -> BusinessEvent.of(metric)
                        .map(event -> find(event).equals(other.find(event)))
                        .orElse(true));
    }

    Optional<BigDecimal> count(BusinessEvent event, Counts counts) {
        return find(event).map(counts.actions()::get);
    }

    Optional<BigDecimal> value(BusinessEvent event, Counts counts) {
        return find(event).map(counts.actionValues()::get);
    }
}

package dev.weekline.metric;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What Meta counted for one row, before any formula of ours. What is not in a map was not given.
 *
 * @param given spend, impressions, reach, clicks and link clicks
 * @param actions events by action type
 * @param actionValues what the events were worth by action type, in major units of the account's currency
 */
public record Counts(
        Map<Metric, BigDecimal> given, Map<String, BigDecimal> actions, Map<String, BigDecimal> actionValues) {

    /** Nothing was counted at all. */
    public static final Counts NONE = new Counts(Map.of(), Map.of(), Map.of());

    public Counts {
        given = Map.copyOf(given);
        actions = Map.copyOf(actions);
        actionValues = Map.copyOf(actionValues);
    }

    /** Both together, where they are of different days: what both have is added, what one has stands. */
    public Counts plus(Counts other) {
        return with(other, BigDecimal::add);
    }

    /** Both together, where the other has figures that this one lacks; what this one has stands. */
    public Counts completedBy(Counts other) {
        return with(other, (mine, _) -> mine);
    }

    Optional<BigDecimal> find(Metric metric) {
        return Optional.ofNullable(given.get(metric));
    }

    private Counts with(Counts other, BinaryOperator<BigDecimal> both) {
        return new Counts(
                merged(given, other.given, both),
                merged(actions, other.actions, both),
                merged(actionValues, other.actionValues, both));
    }

    private static <K> Map<K, BigDecimal> merged(
            Map<K, BigDecimal> some, Map<K, BigDecimal> others, BinaryOperator<BigDecimal> both) {
        var merged = new HashMap<>(some);
        others.forEach((key, value) -> merged.merge(key, value, both));
        return merged;
    }
}

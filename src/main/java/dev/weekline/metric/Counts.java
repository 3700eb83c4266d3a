package dev.weekline.metric;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What Meta counted for one row, before any formula of ours. What is not in a map was not given.
 *
 * @param given spend, impressions, reach, clicks and link clicks
 * @param actions events by action type
 * @param actionValues what the events were worth by action type, in major units of the account's currency
 */
public record Counts(
        Map<Metric, BigDecimal> given, Map<String, BigDecimal> actions, Map<String, BigDecimal> actionValues) {

    public Counts {
        given = Map.copyOf(given);
        actions = Map.copyOf(actions);
        actionValues = Map.copyOf(actionValues);
    }

    Optional<BigDecimal> find(Metric metric) {
        return Optional.ofNullable(given.get(metric));
    }
}

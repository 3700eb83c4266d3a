package dev.weekline.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a figure differs from an earlier one.
 *
 * @param absolute the later figure less the earlier
 * @param relative the difference as a ratio of the earlier figure, to six decimals; empty where that was zero
 */
public record Change(BigDecimal absolute, Optional<BigDecimal> relative) {

    /** The change from {@code before} to {@code now}. */
    public static Change between(BigDecimal before, BigDecimal now) {
        var difference = now.subtract(before);
        return new Change(
                difference,
                before.signum() == 0
                        ? Optional.empty()
                        : Optional.of(difference.divide(before.abs(), Formula.SCALE, RoundingMode.HALF_UP)));
    }

    /**
     * The changes of all figures that both weeks have.
     *
     * @param comparable whether a figure speaks of the same thing in both; see {@link EventChoice#agreesOn}
     */
    public static Map<Metric, Change> between(Figures before, Figures now, Predicate<Metric> comparable) {
        var changes = new EnumMap<Metric, Change>(Metric.class);
        now.values()
                .forEach((metric, value) -> before.find(metric)
                        .filter(_ -> comparable.test(metric))
                        .ifPresent(earlier -> changes.put(metric, between(earlier, value))));
        return changes;
    }
}

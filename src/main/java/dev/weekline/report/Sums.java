package dev.weekline.report;

import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spend and impressions summed over all rows of a section; a figure that no row has is not in the map. */
record Sums(Map<Metric, BigDecimal> values) {

    /** Nothing was summed. */
    static final Sums NONE = new Sums(Map.of());

    /** There are no rows, so their sums are nil. */
    static final Sums OF_NO_ROWS = of(BigDecimal.ZERO, BigDecimal.ZERO);

    Sums {
        values = Map.copyOf(values);
    }

    static Sums of(@Nullable BigDecimal spend, @Nullable BigDecimal impressions) {
        var values = new EnumMap<Metric, BigDecimal>(Metric.class);
        if (spend != null) {
            values.put(Metric.SPEND, spend);
        }
        if (impressions != null) {
            values.put(Metric.IMPRESSIONS, impressions);
        }
        return new Sums(values);
    }

    Optional<BigDecimal> find(Metric metric) {
        return Optional.ofNullable(values.get(metric));
    }
}

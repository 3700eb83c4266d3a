package dev.weekline.metric;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one row or of the totals, given and computed; what is absent is not in the map. */
public record Figures(Map<Metric, BigDecimal> values) {

    public Figures {
        values = Collections.unmodifiableMap(values.isEmpty() ? new EnumMap<>(Metric.class) : new EnumMap<>(values));
    }

    /** All figures that follow from what Meta counted. */
    public static Figures of(Counts counts, EventChoice events) {
        var values = new EnumMap<Metric, BigDecimal>(Metric.class);
        values.putAll(counts.given());
        for (var event : BusinessEvent.values()) {
            events.count(event, counts).ifPresent(count -> values.put(event.count(), count));
            event.value()
                    .ifPresent(metric -> events.value(event, counts).ifPresent(value -> values.put(metric, value)));
        }
        for (var metric : Metric.values()) {
            metric.formula()
                    .flatMap(formula -> formula.apply(input -> Optional.ofNullable(values.get(input))))
                    .ifPresent(result -> values.put(metric, result));
        }
        return new Figures(values);
    }

    /** The figure, if there is one. */
    public Optional<BigDecimal> find(Metric metric) {
        return Optional.ofNullable(values.get(metric));
    }
}

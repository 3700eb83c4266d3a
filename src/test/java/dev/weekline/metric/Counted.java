package dev.weekline.metric;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What Meta counted, for a test to write down. */
final class Counted {

    private final Map<Metric, BigDecimal> given = new EnumMap<>(Metric.class);
    private final Map<String, BigDecimal> actions = new HashMap<>();
    private final Map<String, BigDecimal> values = new HashMap<>();

    static Counts nothing() {
        return new Counted().counts();
    }

    Counted given(Metric metric, String value) {
        given.put(metric, new BigDecimal(value));
        return this;
    }

    Counted action(String type, String count) {
        actions.put(type, new BigDecimal(count));
        return this;
    }

    Counted action(String type, String count, String value) {
        values.put(type, new BigDecimal(value));
        return action(type, count);
    }

    Counts counts() {
        return new Counts(given, actions, values);
    }

    /** The figures of totals that look like this. */
    Figures figures() {
        var counts = counts();
        return Figures.of(counts, EventChoice.of(counts));
    }
}

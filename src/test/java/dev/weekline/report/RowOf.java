package dev.weekline.report;

import dev.weekline.meta.InsightsRow;
import dev.weekline.metric.Counts;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A stored row of a section, for a test to write down. */
final class RowOf {

    private final Map<String, String> dimensions = new LinkedHashMap<>();
    private final Map<Metric, BigDecimal> given = new EnumMap<>(Metric.class);
    private final Map<String, BigDecimal> actions = new HashMap<>();
    private final Map<String, BigDecimal> values = new HashMap<>();

    RowOf about(String dimension, String value) {
        dimensions.put(dimension, value);
        return this;
    }

    RowOf given(Metric metric, String value) {
        given.put(metric, new BigDecimal(value));
        return this;
    }

    RowOf action(String type, String count, String value) {
        actions.put(type, new BigDecimal(count));
        values.put(type, new BigDecimal(value));
        return this;
    }

    RowOf action(String type, String count) {
        actions.put(type, new BigDecimal(count));
        return this;
    }

    Counts counts() {
        return new Counts(given, actions, values);
    }

    /** The same as it comes from Meta. */
    InsightsRow told(String key) {
        return new InsightsRow(key, dimensions, counts());
    }

    StoredRow row() {
        return new StoredRow(String.join("|", dimensions.values()), dimensions, counts(), Optional.empty());
    }
}

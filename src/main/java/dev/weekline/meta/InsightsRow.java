package dev.weekline.meta;

import dev.weekline.metric.Counts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of insights in our words.
 *
 * @param key what makes the row one of its kind: date, level id and every breakdown value
 * @param dimensions what the row is about, by the API's names ({@code campaignId}, {@code age}, {@code date} …), in the
 *     recipe's order; what Meta left out is not there
 * @param counts what Meta counted
 */
public record InsightsRow(String key, Map<String, String> dimensions, Counts counts) {

    public InsightsRow {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }
}

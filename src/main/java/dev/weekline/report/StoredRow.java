package dev.weekline.report;

import dev.weekline.metric.Counts;
import dev.weekline.metric.Metric;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One row of a section as the database holds it.
 *
 * @param sortValue the figure that the rows were sorted by, empty where the row has none
 */
record StoredRow(String key, Map<String, String> dimensions, Counts counts, Optional<String> sortValue) {

    /** Columns to select, in no particular order. */
    static final String COLUMNS = """
            row_key, dimensions::text AS dimensions, spend, impressions, reach, clicks, link_clicks,
            actions::text AS actions, action_values::text AS action_values
            """;

    static StoredRow of(Row row) {
        return new StoredRow(
                text(row, "row_key"),
                CountsJson.readTexts(text(row, "dimensions")),
                new Counts(
                        given(row),
                        CountsJson.readDecimals(text(row, "actions")),
                        CountsJson.readDecimals(text(row, "action_values"))),
                Optional.ofNullable(row.get("sort_value", String.class)));
    }

    private static Map<Metric, BigDecimal> given(Row row) {
        var given = new EnumMap<Metric, BigDecimal>(Metric.class);
        put(given, Metric.SPEND, row, "spend");
        put(given, Metric.IMPRESSIONS, row, "impressions");
        put(given, Metric.REACH, row, "reach");
        put(given, Metric.CLICKS, row, "clicks");
        put(given, Metric.LINK_CLICKS, row, "link_clicks");
        return given;
    }

    private static void put(Map<Metric, BigDecimal> given, Metric metric, Row row, String column) {
        var value = row.get(column, BigDecimal.class);
        if (value != null) {
            given.put(metric, value);
        }
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }
}

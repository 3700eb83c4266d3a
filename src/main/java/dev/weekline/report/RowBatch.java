package dev.weekline.report;

import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import dev.weekline.metric.Metric;
import dev.weekline.run.Run;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of rows of one section of a run, as the arrays that one statement takes. */
record RowBatch(Run run, Section section, List<InsightsRow> rows) {

    /** The columns that {@link #ROWS} fills, in its order. */
    static final String COLUMNS = """
            account_id, week_start, run_id, section, row_key, dimensions,
            spend, impressions, reach, clicks, link_clicks, actions, action_values""";

    /** Selects the rows for an insert, in their order; none where the run is over. */
    static final String ROWS = """
            $1, $2, $3, $4, r.row_key, r.dimensions::jsonb,
                r.spend::numeric, r.impressions::numeric, r.reach::numeric, r.clicks::numeric,
                r.link_clicks::numeric, r.actions::jsonb, r.action_values::jsonb
            FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                $11::text[], $12::text[], $13::text[])
                AS r (row_key, dimensions, spend, impressions, reach, clicks, link_clicks, actions, action_values)
            WHERE EXISTS (SELECT FROM fetch_run WHERE account_id = $1 AND run_id = $3 AND outcome = 'running')
            """;

    Statement bind(Statement statement) {
        return statement
                .bind("$1", run.account().value())
                .bind("$2", run.week().monday())
                .bind("$3", run.id())
                .bind("$4", section.word())
                .bind("$5", texts(InsightsRow::key))
                .bind("$6", texts(row -> CountsJson.writeTexts(row.dimensions())))
                .bind("$7", given(Metric.SPEND))
                .bind("$8", given(Metric.IMPRESSIONS))
                .bind("$9", given(Metric.REACH))
                .bind("$10", given(Metric.CLICKS))
                .bind("$11", given(Metric.LINK_CLICKS))
                .bind("$12", texts(row -> CountsJson.writeDecimals(row.counts().actions())))
                .bind("$13", texts(row -> CountsJson.writeDecimals(row.counts().actionValues())));
    }

    private String[] texts(Function<InsightsRow, String> text) {
        return rows.stream().map(text).map(Surrogates::paired).toArray(String[]::new);
    }

    private @Nullable String[] given(Metric metric) {
        return rows.stream().map(row -> plain(row.counts(), metric)).toArray(String[]::new);
    }

    private static @Nullable String plain(Counts counts, Metric metric) {
        var value = counts.given().get(metric);
        return value == null ? null : value.toPlainString();
    }
}

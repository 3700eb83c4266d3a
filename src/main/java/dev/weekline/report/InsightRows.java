package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import dev.weekline.run.Run;
import dev.weekline.week.IsoWeek;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The statements on the rows of sections, each on the connection it is given. Rows arrive page by page under the id of
 * a run, and are read by it.
 */
@Singleton
class InsightRows {

    /**
     * Adds one page of rows in one statement. A row that came before in the same run is left as it was, and a run that
     * is over gets no rows any more.
     */
    Mono<Long> append(Connection connection, Run run, Section section, List<InsightsRow> rows) {
        return Mono.from(appending(connection, run, section, rows).execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()));
    }

    /** How many rows each section of a run has, and a digest of them that does not depend on their order. */
    Mono<Map<Section, Summary>> summary(Connection connection, Run run) {
        return Flux.from(connection
                        .createStatement("""
                        SELECT section, count(*) AS row_count, sum(hashtextextended(ROW(row_key,
                            dimensions, trim_scale(spend), trim_scale(impressions), trim_scale(reach),
                            trim_scale(clicks), trim_scale(link_clicks), actions, action_values)::text, 0))::text AS digest
                        FROM insight_row WHERE account_id = $1 AND week_start = $2 AND run_id = $3
                        GROUP BY section
                        """)
                        .bind("$1", run.account().value())
                        .bind("$2", run.week().monday())
                        .bind("$3", run.id())
                        .execute())
                .concatMap(result -> result.map((row, _) -> Map.entry(
                        Section.named(required(row.get("section", String.class)))
                                .orElseThrow(),
                        new Summary(
                                required(row.get("row_count", Long.class)),
                                required(row.get("digest", String.class))))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A page of rows in an order, after a place in that order if one is given. */
    Mono<List<StoredRow>> page(
            Connection connection,
            Source source,
            RowSort sort,
            EventChoice events,
            @Nullable RowPlace after,
            int limit) {
        return Flux.from(paging(connection, source, sort, events, after, limit).execute())
                .concatMap(result -> result.map((row, _) -> StoredRow.of(row)))
                .collectList();
    }

    /** Removes what a run brought, in the caller's transaction. */
    Mono<Long> remove(Connection connection, AccountId account, IsoWeek week, UUID run) {
        return Mono.from(connection
                        .createStatement("""
                                DELETE FROM insight_row WHERE account_id = $1 AND week_start = $2 AND run_id = $3
                                """)
                        .bind("$1", account.value())
                        .bind("$2", week.monday())
                        .bind("$3", run)
                        .execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()));
    }

    /** Which rows: those of one section that one run brought. */
    record Source(ReportKey report, UUID run, Section section) {}

    /** How many rows there are, and a digest of them. */
    record Summary(long rowCount, String digest) {

        static final Summary NOTHING = new Summary(0, "");
    }

    private static Statement appending(Connection connection, Run run, Section section, List<InsightsRow> rows) {
        return connection
                .createStatement("""
                        INSERT INTO insight_row (account_id, week_start, run_id, section, row_key, dimensions,
                            spend, impressions, reach, clicks, link_clicks, actions, action_values)
                        SELECT $1, $2, $3, $4, r.row_key, r.dimensions::jsonb,
                            r.spend::numeric, r.impressions::numeric, r.reach::numeric, r.clicks::numeric,
                            r.link_clicks::numeric, r.actions::jsonb, r.action_values::jsonb
                        FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                            $11::text[], $12::text[], $13::text[])
                            AS r (row_key, dimensions, spend, impressions, reach, clicks, link_clicks,
                                actions, action_values)
                        WHERE EXISTS (SELECT FROM fetch_run
                            WHERE account_id = $1 AND run_id = $3 AND outcome = 'running')
                        ON CONFLICT DO NOTHING
                        """)
                .bind("$1", run.account().value())
                .bind("$2", run.week().monday())
                .bind("$3", run.id())
                .bind("$4", section.word())
                .bind("$5", texts(rows, InsightsRow::key))
                .bind("$6", texts(rows, row -> CountsJson.writeTexts(row.dimensions())))
                .bind("$7", given(rows, Metric.SPEND))
                .bind("$8", given(rows, Metric.IMPRESSIONS))
                .bind("$9", given(rows, Metric.REACH))
                .bind("$10", given(rows, Metric.CLICKS))
                .bind("$11", given(rows, Metric.LINK_CLICKS))
                .bind(
                        "$12",
                        texts(rows, row -> CountsJson.writeDecimals(row.counts().actions())))
                .bind(
                        "$13",
                        texts(rows, row -> CountsJson.writeDecimals(row.counts().actionValues())));
    }

    private static Statement paging(
            Connection connection,
            Source source,
            RowSort sort,
            EventChoice events,
            @Nullable RowPlace after,
            int limit) {
        var figure = sort.expression(events);
        var statement = connection
                .createStatement(
                        """
                        SELECT %s, (%s)::text AS sort_value FROM insight_row
                        WHERE account_id = $1 AND week_start = $2 AND run_id = $3 AND section = $4 AND %s
                        ORDER BY %s LIMIT $5
                        """.formatted(StoredRow.COLUMNS, figure, beyond(sort, figure, after), order(sort, figure)))
                .bind("$1", source.report().account().value())
                .bind("$2", source.report().week().monday())
                .bind("$3", source.run())
                .bind("$4", source.section().word())
                .bind("$5", limit);
        if (after != null) {
            statement.bind("$6", after.key());
            if (sort.by().isPresent()) {
                after.sortValue().ifPresent(value -> statement.bind("$7", new BigDecimal(value)));
            }
        }
        return statement;
    }

    private static String order(RowSort sort, String figure) {
        var direction = sort.descending() ? "DESC" : "ASC";
        return sort.by().isEmpty() ? "row_key " + direction : "%s %s NULLS LAST, row_key".formatted(figure, direction);
    }

    private static String beyond(RowSort sort, String figure, @Nullable RowPlace after) {
        if (after == null) {
            return "true";
        }
        var further = sort.descending() ? "<" : ">";
        if (sort.by().isEmpty()) {
            return "row_key %s $6".formatted(further);
        }
        return after.sortValue().isEmpty()
                ? "((%s) IS NULL AND row_key > $6)".formatted(figure)
                : "((%1$s) %2$s $7 OR ((%1$s) = $7 AND row_key > $6) OR (%1$s) IS NULL)".formatted(figure, further);
    }

    private static String[] texts(List<InsightsRow> rows, Function<InsightsRow, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String[] given(List<InsightsRow> rows, Metric metric) {
        return rows.stream().map(row -> plain(row.counts(), metric)).toArray(String[]::new);
    }

    private static @Nullable String plain(Counts counts, Metric metric) {
        var value = counts.given().get(metric);
        return value == null ? null : value.toPlainString();
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}

package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Section;
import dev.weekline.metric.EventChoice;
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
        return updated(new RowBatch(run, section, rows)
                .bind(connection.createStatement("""
                INSERT INTO insight_row (%s) SELECT %s ON CONFLICT DO NOTHING
                """.formatted(RowBatch.COLUMNS, RowBatch.ROWS))));
    }

    /** How many rows each section of some runs has, and a digest of them that does not depend on their order. */
    Mono<Map<Piece, Summary>> summary(Connection connection, ReportKey key, List<UUID> runs) {
        return Flux.from(connection
                        .createStatement("""
                        SELECT run_id, section, count(*) AS row_count, sum(spend) AS spend, sum(impressions) AS impressions, bool_or(reach IS NOT NULL) AS has_reach, sum(hashtextextended(ROW(row_key,
                            dimensions, trim_scale(spend), trim_scale(impressions), trim_scale(reach),
                            trim_scale(clicks), trim_scale(link_clicks), actions, action_values)::text, 0))::text AS digest
                        FROM insight_row WHERE account_id = $1 AND week_start = $2 AND run_id = ANY ($3)
                        GROUP BY run_id, section
                        """)
                        .bind("$1", key.account().value())
                        .bind("$2", key.week().monday())
                        .bind("$3", runs.toArray(UUID[]::new))
                        .execute())
                .concatMap(result -> result.map((row, _) -> Map.entry(
                        new Piece(
                                required(row.get("run_id", UUID.class)),
                                Section.named(required(row.get("section", String.class)))
                                        .orElseThrow()),
                        new Summary(
                                required(row.get("row_count", Long.class)),
                                required(row.get("digest", String.class)),
                                required(row.get("has_reach", Boolean.class)),
                                Sums.of(
                                        row.get("spend", BigDecimal.class),
                                        row.get("impressions", BigDecimal.class))))))
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

    /** Removes what one section of a run brought. */
    Mono<Long> remove(Connection connection, Run run, Section section) {
        return updated(connection
                .createStatement("""
                        DELETE FROM insight_row
                        WHERE account_id = $1 AND week_start = $2 AND run_id = $3 AND section = $4
                        """)
                .bind("$1", run.account().value())
                .bind("$2", run.week().monday())
                .bind("$3", run.id())
                .bind("$4", section.word()));
    }

    /** Removes what a run brought, in the caller's transaction. */
    Mono<Long> remove(Connection connection, AccountId account, IsoWeek week, UUID run) {
        return updated(connection
                .createStatement("""
                        DELETE FROM insight_row WHERE account_id = $1 AND week_start = $2 AND run_id = $3
                        """)
                .bind("$1", account.value())
                .bind("$2", week.monday())
                .bind("$3", run));
    }

    /** Which rows: those of one section that one run brought. */
    record Source(ReportKey report, UUID run, Section section) {}

    /** One section as one run brought it. */
    record Piece(UUID run, Section section) {}

    /**
     * How many rows there are, a digest of them, whether any tells how many people it reached, and what they sum to.
     */
    record Summary(long rowCount, String digest, boolean hasReach, Sums sums) {

        static final Summary NOTHING = new Summary(0, "", false, Sums.OF_NO_ROWS);
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
                        after != null && after.sortValue().isPresent() && sort.isIndexed()
                                ? indexed(sort, figure)
                                : selection(beyond(sort, figure, after), sort, figure))
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

    private static String selection(String condition, RowSort sort, String figure) {
        return """
                SELECT %s, (%s)::text AS sort_value FROM insight_row
                WHERE account_id = $1 AND week_start = $2 AND run_id = $3 AND section = $4 AND %s
                ORDER BY %s LIMIT $5
                """.formatted(StoredRow.COLUMNS, figure, condition, order(sort, figure));
    }

    /**
     * The same in three pieces, each of which begins in the index where the page begins. One condition with OR would
     * read the index from its start, and so the last page of a long section all of it.
     */
    private static String indexed(RowSort sort, String figure) {
        return "(%s) UNION ALL (%s) UNION ALL (%s) ORDER BY %s LIMIT $5"
                .formatted(
                        selection("%s = $7 AND row_key > $6".formatted(figure), sort, figure),
                        selection("%s < $7".formatted(figure), sort, figure),
                        selection("%s IS NULL".formatted(figure), sort, figure),
                        order(sort, figure));
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

    private static Mono<Long> updated(Statement statement) {
        return Mono.from(statement.execute()).flatMap(result -> Mono.from(result.getRowsUpdated()));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}

package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Part;
import dev.weekline.meta.Section;
import dev.weekline.run.Run;
import dev.weekline.week.IsoWeek;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The statements on rows that came in parts and wait to be put together, each on the connection it is given. */
@Singleton
class InsightParts {

    /** Adds one page of rows of a part. A row that came before in the same part is left as it was. */
    Mono<Long> append(Connection connection, Run run, Section section, Part part, List<InsightsRow> rows) {
        var statement = connection
                .createStatement("""
                        INSERT INTO insight_part (day, field_group, %s)
                        SELECT COALESCE($14::date, 'infinity'), $15::smallint, %s
                        ON CONFLICT DO NOTHING
                        """.formatted(RowBatch.COLUMNS, RowBatch.ROWS))
                .bind("$15", (short) part.group());
        part.day().ifPresentOrElse(day -> statement.bind("$14", day), () -> statement.bindNull("$14", LocalDate.class));
        return updated(new RowBatch(run, section, rows).bind(statement));
    }

    /**
     * Makes whole rows of the parts of a section and removes these. Groups of fields of one day complete each other,
     * then the days add up; what was told of the whole week stands before a sum. What a row is about is said by its
     * newest day, or by the week. A whole row that came before is completed, since the first group of fields of a week
     * is told as such. Everything is grouped and nothing joined, so that it takes its time in proportion to the parts
     * however many the database believes there are.
     */
    Mono<Long> fold(Connection connection, Run run, Section section) {
        return updated(connection
                .createStatement("""
                        WITH part AS (
                            DELETE FROM insight_part
                            WHERE account_id = $1 AND week_start = $2 AND run_id = $3 AND section = $4
                            RETURNING row_key, day, field_group, dimensions,
                                spend, impressions, reach, clicks, link_clicks, actions, action_values
                        ), dated AS (
                            SELECT row_key, field_group, dimensions, day = max(day) OVER (PARTITION BY row_key) AS newest
                            FROM part
                        ), event AS (
                            SELECT row_key, day, e.kind, e.type, max(e.value::numeric) AS value
                            FROM part CROSS JOIN LATERAL (
                                SELECT 'action', * FROM jsonb_each_text(actions)
                                UNION ALL SELECT 'value', * FROM jsonb_each_text(action_values)
                            ) AS e (kind, type, value)
                            GROUP BY row_key, day, e.kind, e.type
                        ), piece AS (
                            SELECT row_key, day = 'infinity' AS whole, max(spend) AS spend,
                                max(impressions) AS impressions, max(reach) AS reach, max(clicks) AS clicks,
                                max(link_clicks) AS link_clicks,
                                'figure' AS kind, NULL AS name, NULL::jsonb AS value, 0 AS field_group
                            FROM part GROUP BY row_key, day
                            UNION ALL
                            SELECT row_key, NULL, NULL, NULL, NULL, NULL, NULL, 'dimension', d.key, d.value, field_group
                            FROM dated CROSS JOIN LATERAL jsonb_each(dimensions) d WHERE newest
                            UNION ALL
                            SELECT row_key, NULL, NULL, NULL, NULL, NULL, NULL, kind, type, to_jsonb(trim_scale(
                                COALESCE(max(value) FILTER (WHERE day = 'infinity'), sum(value)))), 0
                            FROM event GROUP BY row_key, kind, type
                        )
                        INSERT INTO insight_row (account_id, week_start, run_id, section, row_key,
                            spend, impressions, reach, clicks, link_clicks, dimensions, actions, action_values)
                        SELECT $1, $2, $3, $4, row_key,
                            COALESCE(max(spend) FILTER (WHERE whole), sum(spend)),
                            COALESCE(max(impressions) FILTER (WHERE whole), sum(impressions)),
                            COALESCE(max(reach) FILTER (WHERE whole), sum(reach)),
                            COALESCE(max(clicks) FILTER (WHERE whole), sum(clicks)),
                            COALESCE(max(link_clicks) FILTER (WHERE whole), sum(link_clicks)),
                            COALESCE(jsonb_object_agg(name, value ORDER BY field_group DESC)
                                FILTER (WHERE kind = 'dimension'), '{}'),
                            COALESCE(jsonb_object_agg(name, value) FILTER (WHERE kind = 'action'), '{}'),
                            COALESCE(jsonb_object_agg(name, value) FILTER (WHERE kind = 'value'), '{}')
                        FROM piece
                        WHERE EXISTS (SELECT FROM fetch_run
                            WHERE account_id = $1 AND run_id = $3 AND outcome = 'running')
                        GROUP BY row_key
                        ON CONFLICT (account_id, week_start, run_id, section, row_key) DO UPDATE SET
                            spend = COALESCE(insight_row.spend, EXCLUDED.spend),
                            impressions = COALESCE(insight_row.impressions, EXCLUDED.impressions),
                            reach = COALESCE(insight_row.reach, EXCLUDED.reach),
                            clicks = COALESCE(insight_row.clicks, EXCLUDED.clicks),
                            link_clicks = COALESCE(insight_row.link_clicks, EXCLUDED.link_clicks),
                            dimensions = EXCLUDED.dimensions || insight_row.dimensions,
                            actions = EXCLUDED.actions || insight_row.actions,
                            action_values = EXCLUDED.action_values || insight_row.action_values
                        """)
                .bind("$1", run.account().value())
                .bind("$2", run.week().monday())
                .bind("$3", run.id())
                .bind("$4", section.word()));
    }

    /** Lets statements of this transaction run for as long as a fold may take: seconds for each 100,000 parts. */
    Mono<Long> takeTime(Connection connection) {
        return updated(connection.createStatement("SET LOCAL statement_timeout = '10min'"));
    }

    /** Removes what one section of a run brought. */
    Mono<Long> remove(Connection connection, Run run, Section section) {
        return updated(connection
                .createStatement("""
                        DELETE FROM insight_part
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
                        DELETE FROM insight_part WHERE account_id = $1 AND week_start = $2 AND run_id = $3
                        """)
                .bind("$1", account.value())
                .bind("$2", week.monday())
                .bind("$3", run));
    }

    private static Mono<Long> updated(Statement statement) {
        return Mono.from(statement.execute()).flatMap(result -> Mono.from(result.getRowsUpdated()));
    }
}

package dev.weekline.backfill;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import dev.weekline.week.Maturity;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.core.publisher.Flux;

/**
 * How many weeks of all accounts there are in each state. Like coverage it reads tables of other rooms, for it is about
 * what they come to together.
 */
@Singleton
final class StockRows extends LaneStatements {

    private static final String READ = """
            WITH known AS (
                SELECT account_id, week_start, CASE WHEN partial THEN 'partial' ELSE 'stored' END AS state, fetched_at
                FROM weekly_report
                UNION ALL
                SELECT account_id, week_start, CASE
                    WHEN lease_until > now() THEN 'running'
                    WHEN dead_at IS NOT NULL OR NOT queued THEN 'failed' ELSE 'queued' END, $1
                FROM week_work WHERE queued OR attempts > 0 OR lease_until > now()
            ), aged AS (
                SELECT state, fetched_at, (week_start + 7)::timestamp AT TIME ZONE time_zone AS ends_at
                FROM known JOIN ad_account USING (account_id) WHERE deleted_at IS NULL
            )
            SELECT state, CASE WHEN $1 < ends_at THEN 'open'
                WHEN $1 >= ends_at + $2::bigint * interval '1 second'
                    AND fetched_at >= ends_at + $2::bigint * interval '1 second' THEN 'final'
                ELSE 'settling' END AS maturity, count(*) AS weeks
            FROM aged GROUP BY 1, 2
            """;

    StockRows(R2dbcOperations database) {
        super(database, Lane.BACKGROUND);
    }

    /** Weeks that are alike. */
    record Weeks(String state, String maturity, long count) {}

    Flux<Weeks> read(Instant now) {
        return list(
                connection -> connection
                        .createStatement(READ)
                        .bind("$1", now.atOffset(ZoneOffset.UTC))
                        .bind("$2", Maturity.SETTLES_WITHIN.toSeconds()),
                row -> new Weeks(
                        required(row.get("state", String.class)),
                        required(row.get("maturity", String.class)),
                        required(row.get("weeks", Long.class))));
    }
}

package dev.weekline.backfill;

import dev.weekline.backfill.QuotaPace.Pace;
import dev.weekline.week.Maturity;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * The statement that tells the state of every week of many accounts. It reads accounts, reports and the queue, which
 * are other rooms' tables, and writes its part of the answer itself: with tens of thousands of weeks, rows would take
 * longer to carry than to find.
 */
@Singleton
class CoverageRows {

    /** Places in the queue are told so far; who is further behind has none yet. */
    private static final int LONGEST_LINE = 50_000;

    private static final String READ = """
            WITH %s, labels AS (
                SELECT * FROM unnest($2::text[], $3::text[]::date[], $6::text[], $7::boolean[])
                    AS label (time_zone, week_start, label, told)
            ), spends AS MATERIALIZED (
                SELECT a.account_id, a.slug, a.time_zone, coalesce(w.spend, 0) AS spend
                FROM ad_account a LEFT JOIN account_work w USING (account_id)
                WHERE a.deleted_at IS NULL AND ($8::text[] IS NULL OR a.account_id = ANY ($8::text[])) AND a.slug > $11
                ORDER BY a.slug LIMIT $12
            ), %s, line AS (
                SELECT account_id, week_start, row_number() OVER (ORDER BY turn) AS place FROM week_work
                WHERE queued AND background AND dead_at IS NULL ORDER BY turn LIMIT %d
            ), states AS (
                SELECT n.account_id, n.week_start, l.label, n.fetched_at, n.ends_at, line.place, q.attempts, CASE
                    WHEN q.lease_until > now() THEN 'running'
                    WHEN q.dead_at IS NOT NULL OR NOT q.queued AND q.attempts > 0 THEN 'failed'
                    WHEN q.queued THEN 'queued'
                    WHEN n.fetched_at IS NULL THEN CASE WHEN l.told THEN 'missing' ELSE 'beyond-retention' END
                    WHEN n.need IS NOT NULL AND l.told THEN 'stale'
                    ELSE 'stored' END AS state,
                    q.last_error ->> 'why' AS why
                FROM needs n JOIN spends a USING (account_id)
                JOIN labels l ON l.time_zone = a.time_zone AND l.week_start = n.week_start
                LEFT JOIN week_work q ON q.account_id = n.account_id AND q.week_start = n.week_start
                LEFT JOIN line ON line.account_id = n.account_id AND line.week_start = n.week_start
            )
            SELECT a.account_id, a.slug, string_agg(
                '{"week":"' || label || '","state":"' || state || '"'
                || CASE WHEN fetched_at IS NULL THEN '' ELSE ',"maturity":"' || CASE
                        WHEN $1 < ends_at THEN 'open'
                        WHEN $1 >= ends_at + %s AND fetched_at >= ends_at + %s THEN 'final' ELSE 'settling' END
                    || '","fetchedAt":"' || to_char(fetched_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                    || '","age":' || greatest(0, extract(epoch FROM $1 - fetched_at))::bigint END
                || CASE WHEN state <> 'queued' THEN ''
                    ELSE ',"place":' || coalesce(place, 1)
                    || ',"eta":"' || to_char(greatest($1, $9 + coalesce(place, 1) * $10::bigint * interval '1 millisecond')
                        AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"' END
                || CASE WHEN state <> 'failed' THEN ''
                    ELSE ',"attempts":' || attempts || ',"reason":' || to_json(coalesce(why, 'not told'))::text END
                || '}', ',' ORDER BY week_start) AS weeks
            FROM states JOIN spends a USING (account_id)
            GROUP BY a.account_id, a.slug ORDER BY a.slug
            """;

    private final R2dbcOperations database;
    private final String read;

    CoverageRows(R2dbcOperations database, WeekNeeds needs) {
        this.database = database;
        this.read = statement(needs);
    }

    static String statement(WeekNeeds needs) {
        var settles = "interval '" + Maturity.SETTLES_WITHIN.toMillis() + " milliseconds'";
        return READ.formatted(WeekNeeds.WEEKS, needs.needs(), LONGEST_LINE, settles, settles);
    }

    /**
     * The weeks of one account as the API shows them.
     *
     * @param weeks JSON objects separated by commas, oldest first
     */
    record AccountWeeks(String account, String slug, String weeks) {

        private static AccountWeeks of(Row row) {
            return new AccountWeeks(text(row, "account_id"), text(row, "slug"), text(row, "weeks"));
        }

        private static String text(Row row, String column) {
            return Objects.requireNonNull(row.get(column, String.class), column);
        }
    }

    /**
     * Some accounts, by slug.
     *
     * @param only the accounts that may be among them; empty for all
     * @param after the slug after which they begin
     */
    record Page(Optional<List<String>> only, Optional<String> after, int limit) {}

    /** The state of every week within the boundaries of some accounts, by one statement. */
    Flux<AccountWeeks> read(Page page, Boundaries within, Pace pace, Instant now) {
        return Flux.from(database.withConnection(
                        connection -> read(connection, page, within, pace, now).collectList()))
                .flatMapIterable(weeks -> weeks);
    }

    private Flux<AccountWeeks> read(Connection connection, Page page, Boundaries within, Pace pace, Instant now) {
        var statement = connection
                .createStatement(read)
                .bind("$1", now.atOffset(ZoneOffset.UTC))
                .bind("$2", within.zones())
                .bind("$3", within.mondays())
                .bind("$4", within.ends())
                .bind("$5", within.backs())
                .bind("$6", within.labels())
                .bind("$7", within.tolds())
                .bind("$9", pace.from().atOffset(ZoneOffset.UTC))
                .bind("$10", pace.aWeek().toMillis())
                .bind("$11", page.after().orElse(""))
                .bind("$12", page.limit());
        page.only()
                .ifPresentOrElse(
                        ids -> statement.bind("$8", ids.toArray(String[]::new)),
                        () -> statement.bindNull("$8", String[].class));
        return Flux.from(statement.execute()).concatMap(result -> result.map((row, _) -> AccountWeeks.of(row)));
    }
}

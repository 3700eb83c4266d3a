package dev.weekline.backfill;

import dev.weekline.backfill.QuotaPace.Pace;
import dev.weekline.week.Maturity;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The statement that tells the state of every week of many accounts. It reads accounts, reports and the queue, which
 * are other rooms' tables, and writes its part of the answer itself: with tens of thousands of weeks, rows would take
 * longer to carry than to find.
 */
@Singleton
class CoverageRows {

    /** Places in the queue are told so far; who is further behind has none yet. */
    static final int LONGEST_LINE = 50_000;

    private static final String READ = """
            WITH weeks AS (
                SELECT * FROM unnest($2::text[], $3::text[]::date[], $4::text[]::timestamptz[], $5::integer[], $6::text[],
                    $7::boolean[]) AS week (time_zone, week_start, ends_at, back, label, told)
            ), spends AS MATERIALIZED (
                SELECT a.account_id, a.slug, a.time_zone, coalesce(w.spend, 0) AS spend,
                    row_number() OVER (ORDER BY a.slug) AS number
                FROM ad_account a LEFT JOIN account_work w USING (account_id)
                WHERE a.deleted_at IS NULL AND ($8::text[] IS NULL OR a.account_id = ANY ($8::text[])) AND a.slug > $11
                ORDER BY a.slug LIMIT $12
            ), span AS MATERIALIZED (
                SELECT min(week_start) AS first, max(week_start) AS last FROM weeks
            ), reports AS MATERIALIZED (
                SELECT r.account_id, r.week_start, r.fetched_at, r.calm, r.partial
                FROM span, spends a JOIN weekly_report r USING (account_id) WHERE r.week_start BETWEEN first AND last
            ), works AS MATERIALIZED (
                SELECT q.account_id, q.week_start, q.lease_until, q.dead_at, q.queued, q.attempts,
                    q.last_error ->> 'why' AS why
                FROM span, spends a JOIN week_work q USING (account_id) WHERE q.week_start BETWEEN first AND last
            ), %s, line AS MATERIALIZED (
                SELECT account_id, week_start, row_number() OVER (ORDER BY turn) AS place FROM week_work
                WHERE queued AND background AND dead_at IS NULL ORDER BY turn LIMIT %d
            ), states AS (
                SELECT n.number, n.back, n.label, n.fetched_at, n.ends_at, line.place, q.attempts, q.why, CASE
                    WHEN q.lease_until > now() THEN 'running'
                    WHEN q.dead_at IS NOT NULL OR NOT q.queued AND q.attempts > 0 THEN 'failed'
                    WHEN q.queued THEN 'queued'
                    WHEN n.fetched_at IS NULL THEN CASE WHEN n.told THEN 'missing' ELSE 'beyond-retention' END
                    WHEN n.need IS NOT NULL AND n.told THEN 'stale'
                    ELSE 'stored' END AS state
                FROM needs n LEFT JOIN works q USING (account_id, week_start) LEFT JOIN line USING (account_id, week_start)
            ), shown AS (
                SELECT number, string_agg('{"week":"' || label || '","state":"' || state || '"'
                    || CASE WHEN fetched_at IS NULL THEN '' ELSE ',"maturity":"' || CASE
                            WHEN $1 < ends_at THEN 'open'
                            WHEN $1 >= ends_at + {settles} AND fetched_at >= ends_at + {settles} THEN 'final'
                            ELSE 'settling' END
                        || '","fetchedAt":"' || to_char(fetched_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        || '","age":' || greatest(0, extract(epoch FROM $1 - fetched_at))::bigint END
                    || CASE WHEN state <> 'queued' THEN ''
                        ELSE ',"place":' || coalesce(place, 1) || ',"eta":"' || to_char(
                            greatest($1, $9 + coalesce(place, 1) * $10::bigint * interval '1 millisecond')
                            AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"' END
                    || CASE WHEN state <> 'failed' THEN ''
                        ELSE ',"attempts":' || attempts || ',"reason":' || to_json(coalesce(why, 'not told'))::text END
                    || '}', ',' ORDER BY back DESC) AS weeks
                FROM states GROUP BY number
            )
            SELECT account_id, slug, weeks FROM shown JOIN spends USING (number) ORDER BY number
            """;

    private final R2dbcOperations database;
    private final String read;

    CoverageRows(R2dbcOperations database, WeekNeeds needs) {
        this.database = database;
        this.read = statement(needs);
    }

    static String statement(WeekNeeds needs) {
        return READ.formatted(needs.needs("reports", "a.number, w.label, w.told, "), LONGEST_LINE)
                .replace("{settles}", "interval '" + Maturity.SETTLES_WITHIN.toMillis() + " milliseconds'");
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
        var reading = Flux.<List<AccountWeeks>>from(database.withTransaction(status -> planAnew(status.getConnection())
                        .then(Mono.defer(() -> read(status.getConnection(), page, within, pace, now)
                                .collectList()))))
                .singleOrEmpty();
        // A transaction goes on to its end whoever leaves.
        return Mono.fromFuture(reading::toFuture, /* suppressCancel= */ true).flatMapIterable(weeks -> weeks);
    }

    /**
     * A plan that was made for spans of any length, which the database falls back on after a few times, loops where it
     * should hash and takes hundreds of times as long.
     */
    private static Mono<Long> planAnew(Connection connection) {
        return Flux.from(connection
                        .createStatement("SET LOCAL plan_cache_mode = force_custom_plan")
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
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

package dev.weekline.backfill;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The statement that plans. It reads accounts and reports and writes the queue, which are other rooms' tables, since
 * what needs work is found and queued at once or not at all.
 */
@Singleton
class PlanRows extends LaneStatements {

    /**
     * Of the last seven days: of the running week as a whole, and of the one before as much as lies in them. Where
     * nothing is stored of the running week, the one before stands for all.
     */
    static final String SPENDS = """
            spends AS MATERIALIZED (
                SELECT a.account_id, a.time_zone, coalesce(
                    running.spend + before.spend * (1 - extract(epoch FROM $1 - w.ends_at + interval '7 days') / 604800),
                    running.spend, before.spend, 0) AS spend
                FROM alone JOIN ad_account a ON alone.mine AND a.deleted_at IS NULL AND NOT a.paused
                JOIN weeks w ON w.time_zone = a.time_zone AND w.back = 0
                LEFT JOIN LATERAL (
                    SELECT (totals::jsonb ->> 'spend')::numeric AS spend FROM weekly_report
                    WHERE account_id = a.account_id AND week_start = w.week_start) running ON true
                LEFT JOIN LATERAL (
                    SELECT (totals::jsonb ->> 'spend')::numeric AS spend FROM weekly_report
                    WHERE account_id = a.account_id AND week_start = w.week_start - 7) before ON true
            )""";

    private static final String PLAN = """
            WITH alone AS MATERIALIZED (
                SELECT pg_try_advisory_xact_lock(hashtextextended('weekline/plan', 0)) AS mine
            ), %s, %s, kept AS (
                INSERT INTO account_work AS known (account_id, spend) SELECT account_id, spend FROM spends
                ON CONFLICT (account_id) DO UPDATE SET spend = EXCLUDED.spend WHERE known.spend <> EXCLUDED.spend
            ), %s
            INSERT INTO week_work AS known (account_id, week_start, cause, queued, background, turn)
            SELECT account_id, week_start, CASE need WHEN 'missing' THEN 'backfill' ELSE 'upkeep' END, true, true, %s
            FROM needs LEFT JOIN week_work work USING (account_id, week_start)
            WHERE need IS NOT NULL AND (work.account_id IS NULL OR NOT work.queued AND work.not_before <= $1
                AND (work.lease_until IS NULL OR work.lease_until <= now()))
            ON CONFLICT (account_id, week_start) DO UPDATE SET cause = EXCLUDED.cause, queued = true,
                background = true, turn = EXCLUDED.turn, sections = NULL, attempts = 0, last_error = NULL, updated_at = now()
            WHERE NOT known.queued AND (known.lease_until IS NULL OR known.lease_until <= now())
            """;

    private final String plan;

    PlanRows(R2dbcOperations database, WeekNeeds needs) {
        super(database, Lane.READING);
        this.plan = statement(needs);
    }

    static String statement(WeekNeeds needs) {
        return PLAN.formatted(WeekNeeds.WEEKS, SPENDS, needs.needs(), needs.turn());
    }

    /**
     * Queues every week within the boundaries that needs work and is not queued yet, and tells how many those are.
     * While another replica does so, nothing is done.
     */
    Mono<Long> plan(Boundaries within, Instant now) {
        return count(connection -> connection
                .createStatement(plan)
                .bind("$1", now.atOffset(ZoneOffset.UTC))
                .bind("$2", within.zones())
                .bind("$3", within.mondays())
                .bind("$4", within.ends())
                .bind("$5", within.backs()));
    }

    /** The zones that accounts are in. */
    Mono<List<ZoneId>> zones() {
        return list(
                        connection -> connection.createStatement(
                                "SELECT DISTINCT time_zone FROM ad_account WHERE deleted_at IS NULL"),
                        row -> ZoneId.of(required(row.get("time_zone", String.class))))
                .collectList();
    }

    /** Whether an account has come that no plan has seen. */
    Mono<Boolean> hasNewAccounts() {
        return find(connection -> connection.createStatement("""
                        SELECT EXISTS (SELECT FROM ad_account a
                            WHERE a.deleted_at IS NULL AND NOT a.paused AND NOT EXISTS (
                            SELECT FROM account_work w WHERE w.account_id = a.account_id)) AS some
                        """), row -> required(row.get("some", Boolean.class)));
    }
}

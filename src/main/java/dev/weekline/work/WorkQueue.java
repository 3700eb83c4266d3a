package dev.weekline.work;

import static dev.weekline.work.Statements.required;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The weeks that readers asked for, to be worked on even if nobody waits for them any more. */
@Singleton
public class WorkQueue {

    private final Statements database;
    private final Leases leases;
    private final LeaseSettings settings;

    WorkQueue(Statements database, Leases leases, LeaseSettings settings) {
        this.database = database;
        this.leases = leases;
        this.settings = settings;
    }

    /**
     * Queues a week that a reader asked for, once however often it is asked for. One that rests after a failure goes on
     * resting; what the background has failed is forgotten.
     *
     * @param cause why; that of the highest priority is kept
     * @param priority the higher, the sooner; the highest that was asked for counts
     */
    public Mono<Void> enqueue(AccountId account, IsoWeek week, String cause, int priority) {
        return database.count(connection -> connection
                        .createStatement("""
                                INSERT INTO week_work AS work (account_id, week_start, cause, priority, queued)
                                VALUES ($1, $2, $3, $4, true)
                                ON CONFLICT (account_id, week_start) DO UPDATE
                                SET queued = true, cause = EXCLUDED.cause, priority = EXCLUDED.priority,
                                    background = false, turn = NULL, dead_at = NULL,
                                    attempts = CASE WHEN work.background THEN 0 ELSE work.attempts END,
                                    last_error = CASE WHEN work.background THEN NULL ELSE work.last_error END,
                                    not_before = CASE WHEN work.background THEN 'epoch' ELSE work.not_before END,
                                    updated_at = now()
                                WHERE NOT work.queued OR work.background OR work.priority < EXCLUDED.priority
                                """)
                        .bind("$1", account.value())
                        .bind("$2", week.monday())
                        .bind("$3", cause)
                        .bind("$4", priority))
                .then();
    }

    /**
     * Takes the lease of the queued week that is due and that nobody holds, of the highest priority and queued first;
     * empty if there is none. Replicas that ask at the same time are given different weeks.
     *
     * @param now the moment by which a week is due
     * @param except accounts whose weeks are not wanted now
     */
    public Mono<Lease> claimNext(Instant now, Collection<AccountId> except) {
        return database.find(
                connection -> connection
                        .createStatement("""
                                WITH next AS MATERIALIZED (
                                    SELECT account_id, week_start, lease_holder IS NOT NULL AS lapsed FROM week_work
                                    WHERE queued AND NOT background AND not_before <= $4
                                        AND (lease_until IS NULL OR lease_until <= now())
                                        AND account_id <> ALL ($3::text[])
                                    ORDER BY priority DESC, created_at LIMIT 1
                                    FOR UPDATE SKIP LOCKED
                                )
                                UPDATE week_work work
                                SET lease_holder = $1, lease_until = now() + $2::bigint * interval '1 millisecond', leased_at = now(),
                                    fence = nextval('week_work_fence'), updated_at = now()
                                FROM next WHERE work.account_id = next.account_id AND work.week_start = next.week_start
                                RETURNING work.account_id, work.week_start, work.fence, work.cause, work.attempts,
                                    next.lapsed
                                """)
                        .bind("$1", leases.process())
                        .bind("$2", settings.length().toMillis())
                        .bind("$4", now.atOffset(ZoneOffset.UTC))
                        .bind("$3", except.stream().map(AccountId::value).toArray(String[]::new)),
                leases::given);
    }

    /**
     * Makes weeks due that have failed, in the caller's transaction, and queues them; the account rests no longer.
     *
     * @param lastError what has to be in how they failed, as JSON
     */
    public Mono<Void> wake(Connection connection, AccountId account, String lastError) {
        return Statements.count(
                        connection,
                        asked -> asked.createStatement("""
                                        UPDATE week_work SET queued = true, not_before = 'epoch', attempts = 0,
                                            dead_at = NULL,                                            updated_at = now()
                                        WHERE account_id = $1 AND attempts > 0 AND last_error @> $2::jsonb
                                        """)
                                .bind("$1", account.value())
                                .bind("$2", lastError))
                .then(Statements.count(
                        connection, asked -> asked.createStatement("""
                                        UPDATE account_work SET resting_until = 'epoch', resting_reason = NULL, failures = 0
                                        WHERE account_id = $1
                                        """).bind("$1", account.value())))
                .then();
    }

    /** How the work on a week stands; empty if there is none to do. */
    public Mono<WeekState> state(AccountId account, IsoWeek week) {
        return database.find(
                connection -> connection
                        .createStatement("""
                                SELECT cause, priority, queued, attempts, last_error::text AS last_error,
                                    coalesce(lease_until > now(), false) AS running,
                                    not_before
                                FROM week_work WHERE account_id = $1 AND week_start = $2
                                """)
                        .bind("$1", account.value())
                        .bind("$2", week.monday()),
                WorkQueue::state);
    }

    static Lease lease(Row row) {
        return new Lease(
                new AccountId(required(row.get("account_id", String.class))),
                new IsoWeek(required(row.get("week_start", LocalDate.class))),
                required(row.get("fence", Long.class)),
                required(row.get("cause", String.class)),
                required(row.get("attempts", Integer.class)),
                sections(row));
    }

    /** All where none is named, as where a reader has asked. */
    private static Set<String> sections(Row row) {
        var named = row.getMetadata().contains("sections") ? row.get("sections", String[].class) : null;
        return named == null ? Set.of() : Set.copyOf(Arrays.asList(named));
    }

    private static WeekState state(Row row) {
        return new WeekState(
                required(row.get("cause", String.class)),
                required(row.get("priority", Integer.class)),
                required(row.get("queued", Boolean.class)),
                required(row.get("running", Boolean.class)),
                required(row.get("attempts", Integer.class)),
                Optional.ofNullable(row.get("last_error", String.class)),
                required(row.get("not_before", OffsetDateTime.class)).toInstant());
    }
}

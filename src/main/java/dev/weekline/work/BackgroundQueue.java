package dev.weekline.work;

import static dev.weekline.work.Statements.required;

import dev.weekline.account.AccountId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The weeks that have been planned and that nobody waits for. One worker at a time has a week of an account, so that no
 * account keeps the others from theirs. What a reader asks for leaves this queue for that of the readers.
 */
@Singleton
public class BackgroundQueue {

    private static final String TAKE_NEXT = """
            UPDATE week_work work
            SET lease_holder = $2, lease_until = now() + $3::bigint * interval '1 millisecond', leased_at = now(),
                fence = nextval('week_work_fence'), updated_at = now()
            FROM next WHERE work.account_id = next.account_id AND work.week_start = next.week_start
            RETURNING work.account_id, work.week_start, work.fence, work.cause, work.attempts, work.sections,
                next.lapsed
            """;

    /** The best week of each account that may be worked on, then the best of those; each by an index. */
    static final String CLAIM = """
            WITH best AS MATERIALIZED (
                SELECT a.account_id, a.claims, w.week_start, w.turn
                FROM account_work a CROSS JOIN LATERAL (
                    SELECT week_start, turn FROM week_work
                    WHERE account_id = a.account_id AND queued AND background AND dead_at IS NULL
                        AND not_before <= $1 AND (lease_until IS NULL OR lease_until <= now())
                    ORDER BY turn LIMIT 1) w
                WHERE a.resting_until <= $1 AND NOT EXISTS (
                    SELECT FROM week_work h WHERE h.account_id = a.account_id AND h.background
                        AND h.lease_holder IS NOT NULL AND h.lease_until > now())
            ), chosen AS MATERIALIZED (
                SELECT a.account_id, b.week_start FROM best b JOIN account_work a USING (account_id)
                WHERE a.claims = b.claims ORDER BY b.turn LIMIT 1 FOR UPDATE OF a SKIP LOCKED
            ), next AS MATERIALIZED (
                SELECT w.account_id, w.week_start, w.lease_holder IS NOT NULL AS lapsed FROM chosen JOIN week_work w USING (account_id, week_start)
                WHERE w.lease_until IS NULL OR w.lease_until <= now() FOR UPDATE OF w SKIP LOCKED
            ), counted AS (
                UPDATE account_work a SET claims = claims + 1 FROM next WHERE a.account_id = next.account_id
            )
            """ + TAKE_NEXT;

    /** The run of queued weeks that a week is part of; the nearest first where there are too many. */
    private static final String CLAIM_NEIGHBOURS = """
            WITH open AS (
                SELECT week_start FROM week_work
                WHERE account_id = $5 AND cause = $6 AND queued AND background AND dead_at IS NULL AND not_before <= $1
                    AND (lease_until IS NULL OR lease_until <= now())
                UNION SELECT $7::date
            ), runs AS (
                SELECT week_start, week_start - 7 * row_number() OVER (ORDER BY week_start)::integer AS run FROM open
            ), near AS (
                SELECT week_start FROM runs
                WHERE run = (SELECT run FROM runs WHERE week_start = $7) AND week_start <> $7
                ORDER BY abs(week_start - $7), week_start DESC
                LIMIT least($4::integer, (SELECT together - 1 FROM account_work WHERE account_id = $5))
            ), next AS MATERIALIZED (
                SELECT w.account_id, w.week_start, w.lease_holder IS NOT NULL AS lapsed
                FROM near JOIN week_work w USING (week_start)
                WHERE w.account_id = $5 AND (w.lease_until IS NULL OR w.lease_until <= now()) FOR UPDATE OF w SKIP LOCKED
            )
            """ + TAKE_NEXT;

    /** Beyond this it is not worth remembering that there may be no more. */
    private static final int MANY_TOGETHER = 50;

    private final Statements database;
    private final Leases leases;
    private final LeaseSettings settings;

    BackgroundQueue(Statements database, Leases leases, LeaseSettings settings) {
        this.database = database;
        this.leases = leases;
        this.settings = settings;
    }

    /**
     * Takes the lease of the week whose turn it is; empty if there is none, and now and then where another replica was
     * faster. Replicas that ask at the same time are given weeks of different accounts.
     *
     * @param now the moment by which weeks are due and accounts have rested
     */
    public Mono<Lease> claim(Instant now) {
        return database.find(
                connection -> connection
                        .createStatement(CLAIM)
                        .bind("$1", at(now))
                        .bind("$2", leases.process())
                        .bind("$3", settings.length().toMillis()),
                leases::given);
    }

    /**
     * Takes the leases of weeks next to one that was claimed, as far as they lie side by side, are queued for the same
     * cause and are due.
     *
     * @param most how many at most
     */
    public Flux<Lease> claimNeighbours(Lease claimed, int most, Instant now) {
        return database.list(
                connection -> connection
                        .createStatement(CLAIM_NEIGHBOURS)
                        .bind("$1", at(now))
                        .bind("$2", leases.process())
                        .bind("$3", settings.length().toMillis())
                        .bind("$4", most)
                        .bind("$5", claimed.account().value())
                        .bind("$6", claimed.cause())
                        .bind("$7", claimed.week().monday()),
                leases::given);
    }

    /** When the next week will be due or its account has rested, whichever is later; empty where nothing is queued. */
    public Mono<Instant> nextDue() {
        return database.find(
                        connection -> connection.createStatement("""
                                SELECT min(greatest(a.resting_until, w.not_before)) AS due
                                FROM account_work a CROSS JOIN LATERAL (
                                    SELECT not_before FROM week_work
                                    WHERE account_id = a.account_id AND queued AND background AND dead_at IS NULL
                                    ORDER BY not_before LIMIT 1) w
                                """),
                        row -> Optional.ofNullable(row.get("due", OffsetDateTime.class)))
                .flatMap(Mono::justOrEmpty)
                .map(OffsetDateTime::toInstant);
    }

    /**
     * Ends a lease whose work has failed, and tells whether it was still ours. Where a reader has asked for the week
     * meanwhile, the failure does not count.
     *
     * @param lastError how it failed, as JSON that {@link WeekState} gives back as it is
     * @param next when it is worth trying again
     * @param dead whether it was the last attempt
     */
    public Mono<Boolean> failed(Lease lease, String lastError, Instant next, boolean dead) {
        return end(
                lease,
                """
                attempts = attempts + background::integer,
                    last_error = CASE WHEN background THEN $4::jsonb ELSE last_error END,
                    not_before = CASE WHEN background THEN $5 ELSE not_before END,
                    dead_at = CASE WHEN background AND $6 THEN now() END\
                """,
                statement ->
                        statement.bind("$4", lastError).bind("$5", at(next)).bind("$6", dead));
    }

    /** Ends a lease with nothing done, and nothing to be blamed for. */
    public Mono<Boolean> putBack(Lease lease) {
        return end(lease, "attempts = attempts", UnaryOperator.identity());
    }

    /** Removes a week that nobody can work on any more. */
    public Mono<Void> drop(Lease lease) {
        return database.count(connection ->
                        Leases.mine(connection.createStatement("DELETE FROM week_work" + Leases.MINE), lease))
                .then();
    }

    /** Lets an account rest: none of its weeks is claimed until then. */
    public Mono<Void> rest(AccountId account, Instant until, String reason, boolean failure) {
        return database.count(connection -> connection
                        .createStatement("""
                                INSERT INTO account_work AS work (account_id, resting_until, resting_reason, failures)
                                VALUES ($1, $2, $3, $4)
                                ON CONFLICT (account_id) DO UPDATE SET resting_until = EXCLUDED.resting_until,
                                    resting_reason = EXCLUDED.resting_reason,
                                    failures = work.failures + EXCLUDED.failures
                                """)
                        .bind("$1", account.value())
                        .bind("$2", at(until))
                        .bind("$3", reason)
                        .bind("$4", failure ? 1 : 0))
                .then();
    }

    /** From now on fewer weeks of an account are claimed together. */
    public Mono<Void> narrow(AccountId account, int together) {
        return database.count(connection -> connection
                        .createStatement("UPDATE account_work SET together = $2 WHERE account_id = $1")
                        .bind("$1", account.value())
                        .bind("$2", together))
                .then();
    }

    /** From now on twice as many weeks of an account may be claimed together, if those were fewer than usual. */
    public Mono<Void> widen(AccountId account) {
        return database.count(connection -> connection
                        .createStatement("""
                                UPDATE account_work SET together = CASE WHEN together < $2 THEN together * 2 END
                                WHERE account_id = $1 AND together IS NOT NULL
                                """)
                        .bind("$1", account.value())
                        .bind("$2", MANY_TOGETHER))
                .then();
    }

    /** How often in a row the account as a whole has failed. */
    public Mono<Integer> failuresOf(AccountId account) {
        return database.find(
                        connection -> connection
                                .createStatement("SELECT failures FROM account_work WHERE account_id = $1")
                                .bind("$1", account.value()),
                        row -> required(row.get("failures", Integer.class)))
                .defaultIfEmpty(0);
    }

    /** Notes that an account answers: it needs no rest any more. */
    public Mono<Void> awake(AccountId account) {
        return database.count(connection -> connection.createStatement("""
                                UPDATE account_work SET failures = 0, resting_until = 'epoch', resting_reason = NULL
                                WHERE account_id = $1 AND (failures > 0 OR resting_reason IS NOT NULL)
                                """).bind("$1", account.value()))
                .then();
    }

    /** Forgets what was known of accounts that are not registered any more, and of whose weeks nothing is queued. */
    public Mono<Long> forgetStrangers() {
        return database.count(connection -> connection.createStatement("""
                DELETE FROM account_work a WHERE NOT EXISTS (SELECT FROM ad_account WHERE account_id = a.account_id)
                    AND NOT EXISTS (SELECT FROM week_work WHERE account_id = a.account_id)
                """));
    }

    /** How much there is to do. */
    public Mono<Workload> workload() {
        return database.find(
                connection -> connection.createStatement("""
                        SELECT count(*) FILTER (WHERE queued AND background AND dead_at IS NULL) AS queued,
                            count(*) FILTER (WHERE background AND dead_at IS NOT NULL) AS dead,
                            count(*) FILTER (WHERE background AND lease_until > now()) AS running,
                            count(*) FILTER (WHERE lease_until <= now()) AS lapsed,
                            coalesce(max(extract(epoch FROM now() - lease_until)) FILTER (WHERE lease_until <= now()), 0)::bigint
                                AS longest_lapsed
                        FROM week_work
                        """),
                row -> new Workload(
                        required(row.get("queued", Long.class)),
                        required(row.get("dead", Long.class)),
                        required(row.get("running", Long.class)),
                        required(row.get("lapsed", Long.class)),
                        required(row.get("longest_lapsed", Long.class))));
    }

    /** What waits in the queues of readers and of the background; a queue that is empty is not told. */
    public Flux<QueueDepth> depths() {
        return database.list(
                connection -> connection.createStatement("""
                        SELECT background, count(*) AS weeks,
                            extract(epoch FROM now() - min(created_at))::bigint AS oldest_seconds
                        FROM week_work WHERE queued AND dead_at IS NULL GROUP BY background
                        """),
                row -> new QueueDepth(
                        required(row.get("background", Boolean.class)) ? QueueDepth.BACKGROUND : QueueDepth.READERS,
                        required(row.get("weeks", Long.class)),
                        required(row.get("oldest_seconds", Long.class))));
    }

    private Mono<Boolean> end(Lease lease, String set, UnaryOperator<Statement> bound) {
        return database.count(connection -> bound.apply(ending(connection, lease, set)))
                .map(ended -> ended > 0);
    }

    private static Statement ending(Connection connection, Lease lease, String set) {
        return Leases.mine(
                connection.createStatement("WITH ended AS (UPDATE week_work SET lease_holder = NULL,"
                        + " lease_until = NULL, updated_at = now(), " + set + Leases.MINE
                        + " RETURNING account_id, week_start) " + Leases.released("ended")),
                lease);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}

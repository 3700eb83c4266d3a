package dev.weekline.work;

import static dev.weekline.work.Statements.required;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Who in the whole cluster works on which week. A lease is a row; it is over when its holder ends it or has not renewed
 * it in time, by the database's clock. Nothing here holds a connection for longer than a statement, but for what runs
 * in the caller's transaction.
 */
@Singleton
public class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);
    private static final int MOST_LOST_RACES = 20;

    /**
     * Looks before it locks: who asks for a held week waits for no transaction of its holder. What the background has
     * failed holds up nobody who asks.
     */
    private static final String TAKE = """
            WITH known AS MATERIALIZED (
                SELECT *, coalesce(lease_until > now(), false) AS held,
                    not_before > $7::timestamptz AND NOT $6::boolean AND NOT background AS resting
                FROM week_work WHERE account_id = $1::text AND week_start = $2::date
            ), taken AS (
                INSERT INTO week_work AS work (account_id, week_start, cause, lease_holder, lease_until, fence, leased_at)
                SELECT $1::text, $2::date, $3::text, $4::uuid, now() + $5::bigint * interval '1 millisecond',
                    nextval('week_work_fence'), now()
                WHERE NOT EXISTS (SELECT FROM known WHERE held OR resting)
                ON CONFLICT (account_id, week_start) DO UPDATE
                SET cause = EXCLUDED.cause, lease_holder = EXCLUDED.lease_holder, lease_until = EXCLUDED.lease_until,
                    fence = EXCLUDED.fence, leased_at = now(), updated_at = now()
                WHERE (work.lease_until IS NULL OR work.lease_until <= now())
                    AND (work.not_before <= $7::timestamptz OR $6::boolean OR work.background)
                RETURNING fence, CASE WHEN background THEN 0 ELSE attempts END AS attempts
            )
            SELECT fence, attempts, EXISTS (SELECT FROM known WHERE lease_holder IS NOT NULL) AS lapsed, false AS held, false AS here, 0::bigint AS millis, NULL AS last_error,
                NULL::timestamptz AS not_before FROM taken
            UNION ALL
            SELECT NULL, attempts, false, held, lease_holder = $4::uuid,
                ceil(extract(epoch FROM lease_until - now()) * 1000)::bigint, last_error::text, not_before
            FROM known WHERE held OR resting
            """;

    static final String MINE = " WHERE account_id = $1 AND week_start = $2 AND fence = $3 AND lease_holder IS NOT NULL";

    private static final String FREE =
            "UPDATE week_work SET lease_holder = NULL, lease_until = NULL, updated_at = now()";

    private static final String UNWANTED = " AND NOT queued AND attempts = 0";

    private final Statements database;
    private final LeaseSettings settings;
    private final UUID process = UUID.randomUUID();
    private final LongAdder takeovers = new LongAdder();

    /** The leases that a heartbeat keeps, and whether a transaction of this process is about to end them. */
    private final Map<Long, Boolean> kept = new ConcurrentHashMap<>();

    Leases(Statements database, LeaseSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * Takes the lease of a week unless somebody holds it. One that has lapsed is taken over. The holder of a lease that
     * this answers keeps it by a {@link Heartbeat}; one that is forgotten lapses.
     *
     * @param cause why the work is done
     * @param now the moment by which a week that has failed is due again
     * @param evenIfResting whether the week may be worked on although it has failed and is not due yet; if not, the
     *     answer is {@link Resting}
     */
    public Mono<LeaseAnswer> take(AccountId account, IsoWeek week, String cause, Instant now, boolean evenIfResting) {
        // Nothing comes back where another was faster but could not be seen yet.
        return database.find(
                        connection -> at(connection.createStatement(TAKE), account, week)
                                .bind("$3", cause)
                                .bind("$4", process)
                                .bind("$5", settings.length().toMillis())
                                .bind("$6", evenIfResting)
                                .bind("$7", now.atOffset(ZoneOffset.UTC)),
                        row -> answer(account, week, cause, row))
                .repeatWhenEmpty(MOST_LOST_RACES, again -> again);
    }

    /**
     * Puts the deadline of a lease off by its whole length from now, and tells whether it is still ours. One that has
     * lapsed but was not taken over is ours again.
     */
    public Mono<Boolean> renew(Lease lease) {
        // A row that is locked is in a transaction of ours, or in somebody's who only looks; neither is waited for.
        return database.find(
                        connection -> mine(connection.createStatement("""
                                WITH free AS (SELECT account_id, week_start FROM week_work""" + MINE + """
                                     FOR UPDATE SKIP LOCKED
                                ), renewed AS (
                                    UPDATE week_work work
                                    SET lease_until = clock_timestamp() + $4::bigint * interval '1 millisecond',
                                        updated_at = now()
                                    FROM free WHERE work.account_id = free.account_id
                                        AND work.week_start = free.week_start
                                )
                                SELECT 1 FROM week_work""" + MINE), lease)
                                .bind("$4", settings.length().toMillis()),
                        _ -> true)
                .defaultIfEmpty(false);
    }

    /**
     * Makes sure, in the caller's transaction, that the lease is still held, and that nobody takes it over before that
     * transaction ends.
     *
     * @return an error signal of {@link LeaseLostException} if it is not, so that the transaction fails with it
     */
    public Mono<Void> requireHeld(Connection connection, Lease lease) {
        return Statements.find(
                        connection,
                        asked -> mine(
                                asked.createStatement("SELECT lease_until > clock_timestamp() AS held FROM week_work"
                                        + MINE + " FOR UPDATE"),
                                lease),
                        row -> required(row.get("held", Boolean.class)))
                .filter(held -> held)
                .switchIfEmpty(Mono.error(() -> new LeaseLostException(lease)))
                .then();
    }

    /**
     * Ends a lease whose work is done, in the caller's transaction; nothing is left to do for that week.
     *
     * @return an error signal of {@link LeaseLostException} if it was lost, so that the transaction fails with it
     */
    public Mono<Void> done(Connection connection, Lease lease) {
        return requireHeld(connection, lease)
                .doOnSuccess(_ -> kept.computeIfPresent(lease.fence(), (_, _) -> true))
                .then(Statements.count(
                        connection, asked -> mine(asked.createStatement("DELETE FROM week_work" + MINE), lease)))
                .then();
    }

    /**
     * Ends a lease whose work has failed, and tells whether it was still ours; if not, nothing is written.
     *
     * @param lastError how it failed, as JSON that {@link Resting} and {@link WeekState} give back as it is
     * @param next when it is worth trying again
     * @param queued whether it is tried again then even if nobody asks
     */
    public Mono<Boolean> failed(Lease lease, String lastError, Instant next, boolean queued) {
        return database.count(connection -> mine(connection.createStatement("""
                                UPDATE week_work SET lease_holder = NULL, lease_until = NULL,
                                    attempts = CASE WHEN background THEN 1 ELSE attempts + 1 END, background = false,
                                    dead_at = NULL, last_error = $4::jsonb, not_before = $5, queued = $6,
                                    updated_at = now()""" + MINE), lease)
                        .bind("$4", lastError)
                        .bind("$5", next.atOffset(ZoneOffset.UTC))
                        .bind("$6", queued))
                .map(changed -> changed > 0);
    }

    /** Ends a lease as if it had never been, tells other replicas, and answers whether it was still ours. */
    public Mono<Boolean> giveBack(Lease lease) {
        return release(MINE, statement -> mine(statement, lease)).map(released -> released > 0);
    }

    /**
     * Ends what has lapsed, of weeks that nobody takes over since nobody wants them any more, and tells how many those
     * were.
     *
     * @param since for how long it must have been over
     */
    public Mono<Long> endLapsed(Duration since) {
        return release(
                " WHERE lease_until < now() - $1::bigint * interval '1 millisecond' AND NOT queued",
                statement -> statement.bind("$1", since.toMillis()));
    }

    /** How many weeks are leased in the whole cluster, and since when the first of them is. */
    public Mono<LeasesHeld> held() {
        return database.find(
                connection -> connection.createStatement("""
                        SELECT count(*) AS held, min(leased_at) AS oldest FROM week_work
                        WHERE lease_holder IS NOT NULL AND lease_until > now()
                        """),
                row -> new LeasesHeld(
                        required(row.get("held", Long.class)),
                        Optional.ofNullable(row.get("oldest", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)));
    }

    /** Gives all leases of this process back, so that other replicas need not wait until they lapse. */
    @PreDestroy
    void close() {
        try {
            release(" WHERE lease_holder = $1", statement -> statement.bind("$1", process))
                    .block(LONGEST_FAREWELL);
        } catch (RuntimeException late) {
            LOG.warn("Leases of this process were not given back; they lapse within {}", settings.length(), late);
        }
    }

    /** Removes the rows that nobody needs any more first; another process may queue one before the others are freed. */
    private Mono<Long> release(String which, UnaryOperator<Statement> bound) {
        return database.count(connection ->
                        bound.apply(connection.createStatement(releasing("DELETE FROM week_work" + which + UNWANTED))))
                .zipWhen(
                        _ -> database.count(
                                connection -> bound.apply(connection.createStatement(releasing(FREE + which)))),
                        Long::sum);
    }

    private static String releasing(String change) {
        return "WITH released AS (" + change + " RETURNING account_id, week_start) " + released("released");
    }

    /** Tells all replicas that weeks are free again. */
    static String released(String weeks) {
        return """
                SELECT pg_notify('weekline', concat_ws(' ', '%s', account_id, to_char(week_start, 'IYYY-"W"IW')))
                FROM %s
                """.formatted(Notice.RELEASED, weeks);
    }

    /** The id of this process among the holders. */
    UUID process() {
        return process;
    }

    /** From now on {@link #isEnding} knows of the lease, until it is forgotten. */
    void remember(Lease lease) {
        kept.put(lease.fence(), false);
    }

    void forget(Lease lease) {
        kept.remove(lease.fence());
    }

    /** Whether a transaction of this process has ended the lease, or is about to. */
    boolean isEnding(Lease lease) {
        return kept.getOrDefault(lease.fence(), false);
    }

    /** A lease that was given; whether its holder before had let it lapse is counted. */
    Lease given(Row row) {
        var lease = WorkQueue.lease(row);
        countTakeover(row);
        return lease;
    }

    /** How often this process has taken over the lease of one that had let it lapse. */
    long takeovers() {
        return takeovers.sum();
    }

    private void countTakeover(Row row) {
        if (required(row.get("lapsed", Boolean.class))) {
            takeovers.increment();
        }
    }

    private LeaseAnswer answer(AccountId account, IsoWeek week, String cause, Row row) {
        var fence = row.get("fence", Long.class);
        var attempts = required(row.get("attempts", Integer.class));
        if (fence != null) {
            countTakeover(row);
            return new Lease(account, week, fence, cause, attempts, Set.of());
        }
        return required(row.get("held", Boolean.class))
                ? new Held(
                        required(row.get("here", Boolean.class)),
                        Duration.ofMillis(required(row.get("millis", Long.class))))
                : new Resting(
                        required(row.get("not_before", OffsetDateTime.class)).toInstant(),
                        attempts,
                        Optional.ofNullable(row.get("last_error", String.class)));
    }

    private static Statement at(Statement statement, AccountId account, IsoWeek week) {
        return statement.bind("$1", account.value()).bind("$2", week.monday());
    }

    static Statement mine(Statement statement, Lease lease) {
        return at(statement, lease.account(), lease.week()).bind("$3", lease.fence());
    }
}

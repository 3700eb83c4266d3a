package dev.weekline.work;

import dev.weekline.account.AccountId;
import dev.weekline.database.Chore;
import dev.weekline.week.IsoWeek;
import dev.weekline.work.WhichOperation.OnWeek;
import dev.weekline.work.WhichOperation.WithId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where operations are written. Every change sends a {@link Notice}, so that whoever watches on any replica sees it.
 * One that is over never changes again.
 */
@Singleton
public class Operations {

    private static final int MOST_LOST_RACES = 20;
    private static final int SWEPT_AT_ONCE = 500;

    private final Statements database;
    private final OperationSettings settings;
    private final InstantSource time;

    Operations(Statements database, OperationSettings settings, InstantSource time) {
        this.database = database;
        this.settings = settings;
        this.time = time;
    }

    /** Begins an operation on a week, or answers the one of its family that is under way there. */
    public Mono<Operation> begin(OperationKind kind, AccountId account, IsoWeek week, Optional<String> requestId) {
        return begin(kind, Optional.of(account), Optional.empty(), Optional.of(week), requestId);
    }

    /**
     * Begins an operation on more than one week, which may be one of several.
     *
     * @param accounts those that it is about, since only who sees all of them is told of it; empty for all there are
     */
    public Mono<Operation> begin(
            OperationKind kind, Optional<? extends Collection<AccountId>> accounts, Optional<String> requestId) {
        var ids = accounts.map(named -> named.stream().map(AccountId::value).toArray(String[]::new));
        return begin(kind, Optional.empty(), ids, Optional.empty(), requestId);
    }

    private Mono<Operation> begin(
            OperationKind kind,
            Optional<AccountId> account,
            Optional<String[]> accounts,
            Optional<IsoWeek> week,
            Optional<String> requestId) {
        var id = OperationId.at(time.instant());
        // Nothing comes back where another was faster but could not be seen yet.
        return database.find(
                        connection -> {
                            var statement = connection
                                    .createStatement("""
                                            WITH known AS MATERIALIZED (
                                                SELECT * FROM operation WHERE account_id = $4::text
                                                    AND week_start = $5::date AND family = $3::text
                                                    AND finished_at IS NULL
                                            ), begun AS (
                                                INSERT INTO operation (operation_id, kind, family, account_id,
                                                    week_start, request_id, accounts)
                                                SELECT $1::uuid, $2::text, $3::text, $4::text, $5::date, $6::text,
                                                    $7::text[]
                                                WHERE NOT EXISTS (SELECT FROM known)
                                                ON CONFLICT (account_id, week_start, family)
                                                    WHERE finished_at IS NULL DO NOTHING
                                                RETURNING *
                                            ), either AS (SELECT * FROM begun UNION ALL SELECT * FROM known)
                                            SELECT %s FROM either
                                            """.formatted(Operation.COLUMNS))
                                    .bind("$1", id)
                                    .bind("$2", kind.word())
                                    .bind("$3", kind.family());
                            bind(statement, "$4", account.map(AccountId::value).orElse(null), String.class);
                            bind(statement, "$5", week.map(IsoWeek::monday).orElse(null), LocalDate.class);
                            bind(statement, "$6", requestId.orElse(null), String.class);
                            return bind(statement, "$7", accounts.orElse(null), String[].class);
                        },
                        Operation::of)
                .repeatWhenEmpty(MOST_LOST_RACES, again -> again);
    }

    /** The operation with that id; empty if there is none, or none any more. */
    public Mono<Operation> find(UUID id) {
        return database.find(
                connection -> connection
                        .createStatement("SELECT " + Operation.COLUMNS + " FROM operation WHERE operation_id = $1")
                        .bind("$1", id),
                Operation::of);
    }

    /** The operation of that kind that is under way, if one is. */
    Mono<Operation> findUnderWay(OperationKind kind) {
        return database.find(
                connection -> connection
                        .createStatement("SELECT " + Operation.COLUMNS
                                + " FROM operation WHERE kind = $1 AND finished_at IS NULL ORDER BY created_at LIMIT 1")
                        .bind("$1", kind.word()),
                Operation::of);
    }

    /** Gives this process an operation of that kind of which nothing was heard for so long; empty if there is none. */
    Mono<Operation> takeOver(OperationKind kind, Duration silent) {
        return database.find(
                connection -> connection
                        .createStatement("""
                                WITH silent AS MATERIALIZED (
                                    SELECT operation_id AS id FROM operation
                                    WHERE kind = $1 AND finished_at IS NULL
                                        AND updated_at < now() - $2::bigint * interval '1 millisecond'
                                    LIMIT 1 FOR UPDATE SKIP LOCKED
                                )
                                UPDATE operation SET updated_at = now() FROM silent WHERE operation_id = id
                                RETURNING\s""" + Operation.COLUMNS)
                        .bind("$1", kind.word())
                        .bind("$2", silent.toMillis()),
                Operation::of);
    }

    /**
     * Operations on a week that are under way although nobody works on that week, and nobody is going to: the oldest
     * first.
     *
     * @param unchanged how long they have been so at least; the work is queued a moment after the operation has begun
     */
    public Flux<Operation> forgotten(String family, Duration unchanged, int limit) {
        return database.list(
                connection -> connection
                        .createStatement("""
                                SELECT %s FROM operation o
                                WHERE finished_at IS NULL AND week_start IS NOT NULL AND family = $1
                                    AND updated_at < now() - $2::bigint * interval '1 second'
                                    AND NOT EXISTS (SELECT FROM week_work w
                                        WHERE w.account_id = o.account_id AND w.week_start = o.week_start
                                            AND (w.queued OR w.lease_until > now()))
                                ORDER BY created_at LIMIT $3
                                """.formatted(Operation.COLUMNS))
                        .bind("$1", family)
                        .bind("$2", unchanged.toSeconds())
                        .bind("$3", limit),
                Operation::of);
    }

    /** Tells how far an operation is, which runs from then on; answers whether it is under way. */
    public Mono<Boolean> progress(WhichOperation which, Progress progress) {
        return changed(database.count(change(
                which,
                3,
                "state = 'running', percent = greatest(percent, $1), current_step = $2, eta = $3",
                statement -> {
                    bind(
                            statement.bind("$1", progress.percent()),
                            "$2",
                            progress.current().orElse(null),
                            String.class);
                    return bind(
                            statement, "$3", progress.eta().map(Operations::at).orElse(null), OffsetDateTime.class);
                })));
    }

    /** Tells when an operation is expected to be over; answers whether it is under way. */
    public Mono<Boolean> expect(WhichOperation which, Instant eta) {
        return changed(database.count(change(which, 1, "eta = $1", statement -> statement.bind("$1", at(eta)))));
    }

    /** Ends an operation well, in the caller's transaction; answers whether it was under way. */
    public Mono<Boolean> done(Connection connection, WhichOperation which, String result) {
        return changed(Statements.count(connection, doneWith(which, result)));
    }

    /** Ends an operation well; answers whether it was under way. */
    public Mono<Boolean> done(WhichOperation which, String result) {
        return changed(database.count(doneWith(which, result)));
    }

    /**
     * Ends an operation that came to nothing; answers whether it was under way.
     *
     * @param problem why, as a problem document in JSON
     */
    public Mono<Boolean> failed(WhichOperation which, String problem) {
        return changed(database.count(change(
                which,
                1,
                "state = 'failed', problem = $1::jsonb, finished_at = now(), current_step = NULL, eta = NULL",
                statement -> statement.bind("$1", problem))));
    }

    /** Ends an operation that is not wanted any more; answers whether it was under way. */
    public Mono<Boolean> cancelled(WhichOperation which) {
        return changed(database.count(cancelling(which)));
    }

    /** The same in the caller's transaction. */
    public Mono<Boolean> cancelled(Connection connection, WhichOperation which) {
        return changed(Statements.count(connection, cancelling(which)));
    }

    private static Function<Connection, Statement> cancelling(WhichOperation which) {
        return change(
                which,
                0,
                "state = 'cancelled', finished_at = now(), current_step = NULL, eta = NULL",
                UnaryOperator.identity());
    }

    /** Removes operations that were over long ago, and tells how many. */
    Mono<Long> sweep() {
        return Chore.bySome(
                SWEPT_AT_ONCE,
                () -> database.count(connection -> connection
                        .createStatement("""
                                DELETE FROM operation WHERE operation_id IN (
                                    SELECT operation_id FROM operation
                                    WHERE finished_at < now() - $1::bigint * interval '1 second'
                                    ORDER BY finished_at LIMIT $2)
                                """)
                        .bind("$1", settings.keep().toSeconds())
                        .bind("$2", SWEPT_AT_ONCE)));
    }

    private static Function<Connection, Statement> doneWith(WhichOperation which, String result) {
        return change(
                which,
                1,
                "state = 'done', percent = 100, result = $1::jsonb, finished_at = now(), current_step = NULL, eta = NULL",
                statement -> statement.bind("$1", result));
    }

    /** @param parameters how many {@code set} has; those of the condition follow */
    private static Function<Connection, Statement> change(
            WhichOperation which, int parameters, String set, UnaryOperator<Statement> bound) {
        var sql = "WITH changed AS (UPDATE operation SET updated_at = clock_timestamp(), " + set
                + condition(which, parameters) + """
                 RETURNING operation_id, account_id, week_start)
                SELECT pg_notify('weekline', concat_ws(' ', '%s', coalesce(account_id, '-'),
                    coalesce(to_char(week_start, 'IYYY-"W"IW'), '-'), operation_id)) FROM changed
                """.formatted(Notice.OPERATION);
        return connection -> bind(bound.apply(connection.createStatement(sql)), which, parameters);
    }

    private static String condition(WhichOperation which, int before) {
        return switch (which) {
            case WithId _ -> " WHERE operation_id = $%d AND finished_at IS NULL".formatted(before + 1);
            case OnWeek _ ->
                " WHERE account_id = $%d AND week_start = $%d AND family = $%d AND finished_at IS NULL"
                        .formatted(before + 1, before + 2, before + 3);
        };
    }

    /** Parameters are bound by their place, from 0. */
    private static Statement bind(Statement statement, WhichOperation which, int before) {
        return switch (which) {
            case WithId(var id) -> statement.bind(before, id);
            case OnWeek(var kind, var account, var week) ->
                statement
                        .bind(before, account.value())
                        .bind(before + 1, week.monday())
                        .bind(before + 2, kind.family());
        };
    }

    private static Mono<Boolean> changed(Mono<Long> rows) {
        return rows.map(count -> count > 0);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static <T> Statement bind(Statement statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}

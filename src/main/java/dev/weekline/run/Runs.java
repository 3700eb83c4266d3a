package dev.weekline.run;

import dev.weekline.account.AccountId;
import dev.weekline.database.LaneStatements;
import dev.weekline.trail.Trail;
import dev.weekline.week.IsoWeek;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where runs are written. */
@Singleton
public class Runs {

    private final R2dbcOperations database;
    private final Clock clock;

    Runs(R2dbcOperations database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Begins a run that is over within {@code limit}; Meta is asked only after it is written.
     *
     * @param askedAt when the fetch was asked for
     */
    public Mono<Run> open(
            AccountId account, IsoWeek week, Cause cause, Optional<String> requestId, Instant askedAt, Duration limit) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var waited = askedAt.isBefore(now) ? Duration.between(askedAt, now) : Duration.ZERO;
            var run = new Run(RunId.at(now), account, week, cause, requestId, waited, now, now.plus(limit));
            return Trail.from(database.withConnection(connection -> write(connection, run)))
                    .singleOrEmpty()
                    .thenReturn(run);
        });
    }

    /**
     * Closes a run, in the caller's transaction where there is one.
     *
     * @return an error signal of {@link RunOverException} if the run was given up meanwhile, so that the transaction
     *     that would have stored its data fails with it
     */
    public Mono<Void> close(Connection connection, Run run, RunResult result, RunLog log) {
        return LaneStatements.find(
                        connection, asked -> RunClosing.of(asked, run, result, log, clock.instant()), _ -> true)
                .switchIfEmpty(Mono.error(() -> new RunOverException(run)))
                .then();
    }

    /** Closes a run that brought nothing. */
    public Mono<Void> fail(Run run, RunResult.InVain failure, RunLog log) {
        return Trail.from(database.withConnection(connection -> close(connection, run, failure, log)))
                .singleOrEmpty();
    }

    /** What the latest run of a week has cost so far; empty where there was none. */
    public Mono<RunCost> latestCost(AccountId account, IsoWeek week) {
        return Trail.from(database.withConnection(connection -> Flux.from(connection
                                .createStatement("""
                                SELECT calls, units FROM fetch_run WHERE account_id = $1 AND week_start = $2
                                ORDER BY started_at DESC LIMIT 1
                                """)
                                .bind("$1", account.value())
                                .bind("$2", week.monday())
                                .execute())
                        .concatMap(result -> result.map((row, _) -> new RunCost(
                                Objects.requireNonNull(row.get("calls", Integer.class)),
                                Objects.requireNonNull(row.get("units", Integer.class)))))))
                .singleOrEmpty();
    }

    /** Gives up the runs of a week but for one, and tells how many there were. */
    public Mono<Long> endOthers(Connection connection, AccountId account, IsoWeek week, UUID run) {
        return Mono.from(connection
                        .createStatement("""
                                UPDATE fetch_run SET outcome = 'abandoned', finished_at = $4
                                WHERE account_id = $1 AND week_start = $2 AND outcome = 'running' AND run_id <> $3
                                """)
                        .bind("$1", account.value())
                        .bind("$2", week.monday())
                        .bind("$3", run)
                        .bind("$4", clock.instant().atOffset(ZoneOffset.UTC))
                        .execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()));
    }

    /** Gives up the runs whose process must be dead, and tells how many there were. */
    public Mono<Long> abandonOverdue() {
        return Trail.from(database.withConnection(connection -> Mono.from(connection
                                .createStatement("""
                                UPDATE fetch_run SET outcome = 'abandoned', finished_at = now()
                                WHERE outcome = 'running' AND deadline < $1
                                """)
                                .bind("$1", clock.instant().atOffset(ZoneOffset.UTC))
                                .execute())
                        .flatMap(result -> Mono.from(result.getRowsUpdated()))))
                .singleOrEmpty();
    }

    /**
     * Runs that ended without storing anything and whose rows may still lie about.
     *
     * @param before what runs brought that failed later than this may still be used
     */
    public Flux<Ended> endedInVain(Instant before, int limit) {
        return Trail.from(database.withConnection(connection -> Flux.from(connection
                        .createStatement("""
                                SELECT account_id, week_start, run_id FROM fetch_run
                                WHERE NOT rows_swept AND outcome IN ('failed', 'unchanged', 'abandoned')
                                    AND (outcome = 'unchanged' OR finished_at < $2)
                                ORDER BY finished_at LIMIT $1
                                """)
                        .bind("$1", limit)
                        .bind("$2", before.atOffset(ZoneOffset.UTC))
                        .execute())
                .concatMap(result -> result.map((row, _) -> Ended.of(row)))));
    }

    /** Notes that no rows of this run are left. */
    public Mono<Void> swept(Connection connection, AccountId account, UUID run) {
        return Mono.from(connection
                        .createStatement("""
                                UPDATE fetch_run SET rows_swept = true WHERE account_id = $1 AND run_id = $2
                                """)
                        .bind("$1", account.value())
                        .bind("$2", run)
                        .execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()))
                .then();
    }

    /** A run that is over. */
    public record Ended(AccountId account, IsoWeek week, UUID run) {

        private static Ended of(Row row) {
            return new Ended(
                    new AccountId(required(row.get("account_id", String.class))),
                    new IsoWeek(required(row.get("week_start", LocalDate.class))),
                    required(row.get("run_id", UUID.class)));
        }

        private static <T> T required(@Nullable T value) {
            return Objects.requireNonNull(value);
        }
    }

    private static Mono<Long> write(Connection connection, Run run) {
        var insert = connection
                .createStatement("""
                        INSERT INTO fetch_run (account_id, run_id, week_start, cause, started_at, deadline, request_id,
                            lease_ms)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                        """)
                .bind("$1", run.account().value())
                .bind("$2", run.id())
                .bind("$3", run.week().monday())
                .bind("$4", run.cause().word())
                .bind("$5", run.startedAt().atOffset(ZoneOffset.UTC))
                .bind("$6", run.deadline().atOffset(ZoneOffset.UTC))
                .bind("$8", run.waited().toMillis());
        run.requestId().ifPresentOrElse(id -> insert.bind("$7", id), () -> insert.bindNull("$7", String.class));
        return Mono.from(insert.execute()).flatMap(result -> Mono.from(result.getRowsUpdated()));
    }
}

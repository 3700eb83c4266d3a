package dev.weekline.meta;

import dev.weekline.meta.Insights.Question;
import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Report runs in the database. A database that fails costs a second report run at most. */
@Singleton
final class ReportRunRows implements ReportRuns {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRunRows.class);

    /** Meta keeps a run for 30 days, but its figures are as old as it is. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final R2dbcOperations database;
    private final InstantSource time;

    ReportRunRows(R2dbcOperations database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    @Override
    public Mono<ReportRun> find(Question question, String asked) {
        return with(connection -> Flux.from(keyed(connection, """
                                SELECT report_run_id, begun_at FROM report_run
                                WHERE account_id = $1 AND week_start = $2 AND recipe = $3 AND asked = $4 AND begun_at > $5
                                """, question)
                                .bind("$4", asked)
                                .bind("$5", time.instant().minus(GOOD_FOR).atOffset(ZoneOffset.UTC))
                                .execute())
                        .concatMap(result -> result.map((row, _) -> new ReportRun(
                                get(row, "report_run_id", String.class), get(row, "begun_at", Instant.class)))))
                .onErrorResume(fault -> forgiven("looked up", fault));
    }

    @Override
    public Mono<Void> keep(Question question, String asked, ReportRun run) {
        return updated(
                """
                INSERT INTO report_run (account_id, week_start, recipe, asked, report_run_id, begun_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (account_id, week_start, recipe) DO UPDATE
                SET asked = EXCLUDED.asked, report_run_id = EXCLUDED.report_run_id, begun_at = EXCLUDED.begun_at
                """,
                question,
                statement -> statement
                        .bind("$4", asked)
                        .bind("$5", run.id())
                        .bind("$6", run.begunAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Mono<Void> forget(Question question) {
        return updated("""
                DELETE FROM report_run WHERE account_id = $1 AND week_start = $2 AND recipe = $3
                """, question, statement -> statement);
    }

    private Mono<Void> updated(String sql, Question question, Function<Statement, Statement> more) {
        return with(connection -> Flux.from(
                                more.apply(keyed(connection, sql, question)).execute())
                        .concatMap(result -> result.getRowsUpdated())
                        .reduce(0L, Long::sum))
                .then()
                .onErrorResume(fault -> forgiven("noted", fault));
    }

    private <T> Mono<T> with(Function<Connection, Publisher<? extends T>> work) {
        return Trail.from(database.withConnection(work)).singleOrEmpty();
    }

    private static Statement keyed(Connection connection, String sql, Question question) {
        return connection
                .createStatement(sql)
                .bind("$1", question.account().value())
                .bind("$2", question.week().monday())
                .bind("$3", question.recipe().label());
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }

    private static <T> Mono<T> forgiven(String what, Throwable fault) {
        LOG.warn("A report run at Meta could not be {}", what, fault);
        return Mono.empty();
    }
}

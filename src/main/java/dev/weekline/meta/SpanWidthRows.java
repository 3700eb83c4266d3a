package dev.weekline.meta;

import dev.weekline.account.AccountId;
import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Widths in the database. A database that fails costs what was learned and never the answer. */
@Singleton
final class SpanWidthRows implements SpanWidths {

    private static final Logger LOG = LoggerFactory.getLogger(SpanWidthRows.class);

    private final R2dbcOperations database;

    SpanWidthRows(R2dbcOperations database) {
        this.database = database;
    }

    @Override
    public Mono<Integer> find(AccountId account, Recipe recipe) {
        return Trail.from(database.withConnection(connection -> Flux.from(
                                bound(connection, """
                                SELECT weeks FROM span_lesson WHERE account_id = $1 AND recipe = $2
                                """, account, recipe).execute())
                        .concatMap(result ->
                                result.map((row, _) -> Objects.requireNonNull(row.get("weeks", Integer.class))))))
                .singleOrEmpty()
                .onErrorResume(fault -> forgiven("looked up", fault))
                .defaultIfEmpty(SpanWidth.WIDEST);
    }

    @Override
    public Mono<Void> keep(AccountId account, Recipe recipe, int weeks, Instant now) {
        return Trail.from(database.withConnection(connection -> updated(
                        weeks == SpanWidth.WIDEST
                                ? bound(connection, """
                                DELETE FROM span_lesson WHERE account_id = $1 AND recipe = $2
                                """, account, recipe)
                                : bound(connection, """
                                INSERT INTO span_lesson (account_id, recipe, weeks, learned_at) VALUES ($1, $2, $3, $4)
                                ON CONFLICT (account_id, recipe) DO UPDATE
                                SET weeks = EXCLUDED.weeks, learned_at = EXCLUDED.learned_at
                                """, account, recipe)
                                        .bind("$3", weeks)
                                        .bind("$4", now.atOffset(ZoneOffset.UTC)))))
                .then()
                .onErrorResume(fault -> forgiven("remembered", fault));
    }

    private static Statement bound(Connection connection, String sql, AccountId account, Recipe recipe) {
        return connection.createStatement(sql).bind("$1", account.value()).bind("$2", recipe.label());
    }

    private static Flux<Long> updated(Statement statement) {
        return Flux.from(statement.execute()).concatMap(result -> result.getRowsUpdated());
    }

    private static <T> Mono<T> forgiven(String what, Throwable fault) {
        LOG.warn("How many weeks Meta tells together could not be {}", what, fault);
        return Mono.empty();
    }
}

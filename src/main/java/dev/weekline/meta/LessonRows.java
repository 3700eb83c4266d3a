package dev.weekline.meta;

import dev.weekline.account.AccountId;
import dev.weekline.meta.Shape.Cut;
import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lessons in the database. A database that fails costs a lesson and never the answer. */
@Singleton
final class LessonRows implements Lessons {

    private static final Logger LOG = LoggerFactory.getLogger(LessonRows.class);

    private final R2dbcOperations database;

    LessonRows(R2dbcOperations database) {
        this.database = database;
    }

    @Override
    public Mono<Lesson> find(AccountId account, Recipe recipe) {
        return Trail.from(database.withConnection(connection -> Flux.from(connection
                                .createStatement("""
                                SELECT page_size, cut, field_groups, omitted, learned_at FROM recipe_lesson
                                WHERE account_id = $1 AND recipe = $2
                                """)
                                .bind("$1", account.value())
                                .bind("$2", recipe.label())
                                .execute())
                        .concatMap(result -> result.map((row, _) -> lesson(row)))))
                .singleOrEmpty()
                .onErrorResume(fault -> forgiven("looked up", fault));
    }

    @Override
    public Mono<Void> keep(AccountId account, Recipe recipe, Lesson lesson) {
        return Trail.from(database.withConnection(connection -> lesson.shape().equals(Shape.of(recipe))
                        ? forget(connection, account, recipe)
                        : put(connection, account, recipe, lesson)))
                .then()
                .onErrorResume(fault -> forgiven("remembered", fault));
    }

    private static Mono<Long> put(Connection connection, AccountId account, Recipe recipe, Lesson lesson) {
        var shape = lesson.shape();
        return Flux.from(connection
                        .createStatement("""
                        INSERT INTO recipe_lesson (account_id, recipe, page_size, cut, field_groups, omitted, learned_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)
                        ON CONFLICT (account_id, recipe) DO UPDATE
                        SET page_size = EXCLUDED.page_size, cut = EXCLUDED.cut, field_groups = EXCLUDED.field_groups,
                            omitted = EXCLUDED.omitted, learned_at = EXCLUDED.learned_at
                        """)
                        .bind("$1", account.value())
                        .bind("$2", recipe.label())
                        .bind("$3", shape.pageSize())
                        .bind("$4", shape.cut().name().toLowerCase(Locale.ROOT))
                        .bind("$5", shape.groups())
                        .bind("$6", shape.omitted().toArray(String[]::new))
                        .bind("$7", lesson.learnedAt().atOffset(ZoneOffset.UTC))
                        .execute())
                .concatMap(result -> result.getRowsUpdated())
                .reduce(0L, Long::sum);
    }

    private static Mono<Long> forget(Connection connection, AccountId account, Recipe recipe) {
        return Flux.from(connection
                        .createStatement("DELETE FROM recipe_lesson WHERE account_id = $1 AND recipe = $2")
                        .bind("$1", account.value())
                        .bind("$2", recipe.label())
                        .execute())
                .concatMap(result -> result.getRowsUpdated())
                .reduce(0L, Long::sum);
    }

    private static Lesson lesson(Row row) {
        return new Lesson(
                new Shape(
                        get(row, "page_size", Integer.class),
                        Cut.valueOf(get(row, "cut", String.class).toUpperCase(Locale.ROOT)),
                        get(row, "field_groups", Integer.class),
                        Set.of(get(row, "omitted", String[].class))),
                get(row, "learned_at", Instant.class));
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }

    private static <T> Mono<T> forgiven(String what, Throwable fault) {
        LOG.warn("How Meta has to be asked could not be {}", what, fault);
        return Mono.empty();
    }
}

package dev.weekline.work;

import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The database, asked by one statement at a time. */
@Singleton
final class Statements {

    private final R2dbcOperations database;

    Statements(R2dbcOperations database) {
        this.database = database;
    }

    /** The row that a statement answers with, or none; on a connection that is held no longer. */
    <T> Mono<T> find(Function<Connection, Statement> statement, Function<Row, T> read) {
        return Flux.<T>defer(() -> database.withConnection(connection -> find(connection, statement, read)))
                .singleOrEmpty();
    }

    /** The rows that a statement answers with, which are few; on a connection that is held no longer. */
    <T> Flux<T> list(Function<Connection, Statement> statement, Function<Row, T> read) {
        return Flux.<List<T>>from(database.withConnection(
                        connection -> Flux.from(statement.apply(connection).execute())
                                .concatMap(result -> result.map((row, _) -> read.apply(row)))
                                .collectList()))
                .flatMapIterable(rows -> rows);
    }

    /** How many rows a statement changes, on a connection that is held no longer. */
    Mono<Long> count(Function<Connection, Statement> statement) {
        return Flux.<Long>defer(() -> database.withConnection(connection -> count(connection, statement)))
                .single();
    }

    /** The same, on the caller's connection. */
    static <T> Mono<T> find(Connection connection, Function<Connection, Statement> statement, Function<Row, T> read) {
        return Flux.defer(() -> statement.apply(connection).execute())
                .concatMap(result -> result.map((row, _) -> read.apply(row)))
                .singleOrEmpty();
    }

    /** The same, on the caller's connection. */
    static Mono<Long> count(Connection connection, Function<Connection, Statement> statement) {
        return Flux.defer(() -> statement.apply(connection).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    /** A column that is never NULL. */
    static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}

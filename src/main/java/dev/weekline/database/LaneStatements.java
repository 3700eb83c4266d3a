package dev.weekline.database;

import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The database, asked by one statement at a time, on a connection of one lane that is held no longer. */
public abstract class LaneStatements {

    private final R2dbcOperations database;
    private final Lane lane;

    protected LaneStatements(R2dbcOperations database, Lane lane) {
        this.database = database;
        this.lane = lane;
    }

    /** The row that a statement answers with, or none. */
    public final <T> Mono<T> find(Function<Connection, Statement> statement, Function<Row, T> read) {
        return list(statement, read).singleOrEmpty();
    }

    /**
     * The rows that a statement answers with, which are few. They come when the connection is given back, so that
     * whoever is told of one may ask for the next thing in the same lane.
     */
    public final <T> Flux<T> list(Function<Connection, Statement> statement, Function<Row, T> read) {
        return Trail.told(lane.of(Flux.<T>defer(
                                () -> database.withConnection(connection -> rows(connection, statement, read))))
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    /** How many rows a statement changes. */
    public final Mono<Long> count(Function<Connection, Statement> statement) {
        return Trail.told(lane.of(
                Flux.<Long>defer(() -> database.withConnection(connection -> count(connection, statement)))
                        .single()));
    }

    /** The row that a statement answers with, or none, on the caller's connection. */
    public static <T> Mono<T> find(
            Connection connection, Function<Connection, Statement> statement, Function<Row, T> read) {
        return rows(connection, statement, read).singleOrEmpty();
    }

    /** How many rows a statement changes, on the caller's connection. */
    public static Mono<Long> count(Connection connection, Function<Connection, Statement> statement) {
        return Flux.defer(() -> statement.apply(connection).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    /** A column that is never NULL. */
    public static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static <T> Flux<T> rows(
            Connection connection, Function<Connection, Statement> statement, Function<Row, T> read) {
        return Flux.defer(() -> statement.apply(connection).execute())
                .concatMap(result -> result.map((row, _) -> read.apply(row)));
    }
}

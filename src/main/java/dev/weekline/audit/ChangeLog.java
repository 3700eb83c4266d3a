package dev.weekline.audit;

import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where changes are written down, and read again. */
@Singleton
public class ChangeLog {

    private final R2dbcOperations database;
    private final InstantSource time;

    ChangeLog(R2dbcOperations database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /** Writes a change down that has no transaction of its own. */
    public Mono<Void> write(Actor actor, Change change) {
        return Flux.<Void>defer(() -> database.withConnection(connection -> write(connection, actor, change)))
                .then();
    }

    /** Writes a change down in the transaction that makes it. */
    public Mono<Void> write(Connection connection, Actor actor, Change change) {
        return Flux.defer(() -> EntryRows.insert(connection, actor, change, time.instant())
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    /**
     * Does work in one transaction, for changes that are made and written down together or not at all. It goes on to
     * its end even if whoever waits for it leaves: a transaction that is cut short can stay open in the pool.
     *
     * @param work is given the connection of the transaction; statements of repositories join it by themselves
     */
    public <T> Mono<T> together(Function<Connection, Mono<T>> work) {
        return Mono.fromFuture(
                () -> Flux.<T>from(database.withTransaction(status -> work.apply(status.getConnection())))
                        .singleOrEmpty()
                        .toFuture(),
                /* suppressCancel= */ true);
    }

    /** What was written down, the newest first. */
    public Flux<Entry> read(Wanted wanted) {
        return Trail.from(database.withConnection(
                connection -> Flux.from(EntryRows.select(connection, wanted).execute())
                        .concatMap(result -> result.map((row, _) -> EntryRows.entry(row)))));
    }
}

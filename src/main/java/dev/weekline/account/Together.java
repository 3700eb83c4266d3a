package dev.weekline.account;

import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Changes that are made together or not at all, and to their end even if whoever waits for them leaves. */
@Singleton
class Together {

    private final R2dbcOperations database;

    Together(R2dbcOperations database) {
        this.database = database;
    }

    /** Runs in one transaction; the repositories of this room, asked in it, take part by themselves. */
    <T> Mono<T> change(Function<Connection, Mono<T>> work) {
        var transaction = Flux.<T>from(database.withTransaction(status -> work.apply(status.getConnection())))
                .singleOrEmpty();
        // Cancelled half way it could leave its connection in the middle of it.
        return Mono.fromFuture(transaction::toFuture, /* suppressCancel= */ true);
    }
}

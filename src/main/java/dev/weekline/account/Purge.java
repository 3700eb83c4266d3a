package dev.weekline.account;

import dev.weekline.account.Belongings.Table;
import dev.weekline.audit.ChangeLog;
import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Result;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes everything that is kept of a deleted account, table by table and a batch at a time, and the account itself
 * last, so that whoever is interrupted or joined goes on where it stopped.
 */
@Singleton
class Purge {

    private static final int AT_ONCE = 5_000;

    /** No fetch that was under way takes longer, and what is stored behind answers comes much sooner. */
    private static final Duration LOOKED_AT = Duration.ofHours(2);

    private final List<Belongings> belongings;
    private final List<Table> tables;
    private final PurgeRows rows;
    private final ChangeLog log;
    private final R2dbcOperations database;
    private final InstantSource time;

    Purge(List<Belongings> belongings, PurgeRows rows, ChangeLog log, R2dbcOperations database, InstantSource time) {
        this.belongings = belongings;
        this.tables =
                belongings.stream().flatMap(room -> room.tables().stream()).toList();
        this.rows = rows;
        this.log = log;
        this.database = database;
        this.time = time;
    }

    /** Answers how many rows were removed. An account that is registered again meanwhile is left alone from then on. */
    Mono<Long> run(AccountId account) {
        return Flux.fromIterable(tables)
                .concatMap(table -> empty(table, account))
                .reduce(0L, Long::sum)
                .flatMap(removed -> log.together(connection -> rows.note(
                                account.value(), time.instant(), time.instant().minus(LOOKED_AT))
                        .thenMany(Flux.fromIterable(belongings))
                        .concatMap(room -> room.gone(connection, account))
                        .then(rows.remove(account.value()))
                        .map(more -> removed + more)));
    }

    /** Which tables it empties. */
    List<Table> tables() {
        return tables;
    }

    private Mono<Long> empty(Table table, AccountId account) {
        return Mono.defer(() -> rows.isToGo(account.value()))
                .flatMap(toGo -> toGo ? removeSome(table, account) : Mono.just(0L))
                .repeat()
                .takeUntil(removed -> removed == 0)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> removeSome(Table table, AccountId account) {
        return Trail.from(database.withConnection(connection -> Flux.from(connection
                                .createStatement(table.removal(AT_ONCE))
                                .bind("$1", account.value())
                                .execute())
                        .concatMap(Result::getRowsUpdated)
                        .reduce(0L, Long::sum)))
                .single();
    }
}

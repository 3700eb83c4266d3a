package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.database.Chore;
import dev.weekline.run.Runs;
import dev.weekline.trail.Trail;
import dev.weekline.week.IsoWeek;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes rows that nobody reads any more: of runs that ended in vain, and of revisions superseded long ago. */
@Singleton
class Sweep implements Chore {

    private static final int AT_ONCE = 200;

    private final R2dbcOperations database;
    private final InsightRows rows;
    private final InsightParts parts;
    private final RunPieces pieces;
    private final ReportRows reports;
    private final Runs runs;
    private final SweepSettings settings;
    private final FetchSettings fetching;
    private final Clock clock;

    Sweep(
            R2dbcOperations database,
            InsightRows rows,
            InsightParts parts,
            RunPieces pieces,
            ReportRows reports,
            Runs runs,
            SweepSettings settings,
            FetchSettings fetching,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.parts = parts;
        this.pieces = pieces;
        this.reports = reports;
        this.runs = runs;
        this.settings = settings;
        this.fetching = fetching;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "rows of reports that nobody reads any more";
    }

    @Override
    public Duration every() {
        return settings.every();
    }

    @Override
    public Mono<Long> once() {
        return runs.abandonOverdue()
                .thenMany(Flux.defer(() -> Flux.concat(inVain(), superseded())))
                .reduce(0L, Long::sum);
    }

    private Flux<Long> inVain() {
        var before = clock.instant().minus(FetchSettings.ADOPTED_WITHIN).minus(fetching.deadline());
        return runs.endedInVain(before, AT_ONCE)
                .collectList()
                .flatMapIterable(ended -> ended)
                .concatMap(ended -> Whole.of(Trail.from(database.withTransaction(status -> remove(
                                        status.getConnection(), ended.account(), ended.week(), ended.run())
                                .flatMap(removed -> runs.swept(status.getConnection(), ended.account(), ended.run())
                                        .thenReturn(removed))))
                        .singleOrEmpty()));
    }

    private Flux<Long> superseded() {
        var before = clock.instant().minus(settings.keepSuperseded());
        return Trail.from(database.withConnection(connection -> reports.superseded(connection, before, AT_ONCE)))
                .collectList()
                .flatMapIterable(old -> old)
                .concatMap(old -> Whole.of(Trail.from(database.withTransaction(status -> Flux.fromIterable(old.runs())
                                .concatMap(run -> rows.remove(
                                        status.getConnection(),
                                        old.report().account(),
                                        old.report().week(),
                                        run))
                                .reduce(0L, Long::sum)
                                .flatMap(removed -> reports.swept(status.getConnection(), old)
                                        .thenReturn(removed))))
                        .singleOrEmpty()));
    }

    private Mono<Long> remove(Connection connection, AccountId account, IsoWeek week, UUID run) {
        return pieces.remove(connection, new ReportKey(account, week), run)
                .then(Mono.defer(() -> parts.remove(connection, account, week, run)))
                .flatMap(removed -> rows.remove(connection, account, week, run).map(more -> removed + more));
    }
}

package dev.weekline.run;

import dev.weekline.database.Chore;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Removes calls and runs that are too old to tell anything. */
@Singleton
final class RunSweep extends LaneStatements implements Chore {

    /** Rows that go in one transaction: few enough to hold no lock for long, and to leave vacuum little at once. */
    private static final int AT_ONCE = 2_000;

    static final String CALLS = """
            DELETE FROM run_call WHERE (account_id, run_id, number) IN (
                SELECT account_id, run_id, number FROM run_call WHERE started_at < $1 ORDER BY started_at LIMIT $2)
            """;

    /** A run whose rows still lie about is needed by whoever removes them. */
    static final String RUNS = """
            DELETE FROM fetch_run WHERE (account_id, run_id) IN (
                SELECT account_id, run_id FROM fetch_run
                WHERE started_at < $1 AND (outcome = 'stored' OR outcome <> 'running' AND rows_swept)
                ORDER BY started_at LIMIT $2)
            """;

    private final RunSettings settings;
    private final InstantSource time;

    RunSweep(R2dbcOperations database, RunSettings settings, InstantSource time) {
        super(database, Lane.BACKGROUND);
        this.settings = settings;
        this.time = time;
    }

    @Override
    public String what() {
        return "runs and calls that are too old";
    }

    @Override
    public Duration every() {
        return settings.sweepEvery();
    }

    @Override
    public Mono<Long> once() {
        return remove(CALLS, settings.keepCalls())
                .flatMap(calls -> remove(RUNS, settings.keep()).map(runs -> calls + runs));
    }

    private Mono<Long> remove(String statement, Duration keep) {
        return Mono.defer(() -> {
            var before = time.instant().minus(keep).atOffset(ZoneOffset.UTC);
            return Chore.bySome(
                    AT_ONCE,
                    () -> count(connection -> connection
                            .createStatement(statement)
                            .bind("$1", before)
                            .bind("$2", AT_ONCE)));
        });
    }
}

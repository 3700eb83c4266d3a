package dev.weekline.run;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Removes calls and runs that are too old to tell anything. */
@Singleton
final class RunSweep extends LaneStatements {

    private static final Logger LOG = LoggerFactory.getLogger(RunSweep.class);

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

    /** Begins a sweep; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.runs.sweep-every:1h}", initialDelay = "2m")
    void begin() {
        once().subscribe(
                        removed -> LOG.debug("Swept {} runs and calls", removed),
                        fault -> LOG.warn(
                                "Sweeping runs failed; it is tried again in {}", settings.sweepEvery(), fault));
    }

    /** Sweeps once and tells how many rows were removed. */
    Mono<Long> once() {
        return remove(CALLS, settings.keepCalls())
                .flatMap(calls -> remove(RUNS, settings.keep()).map(runs -> calls + runs));
    }

    private Mono<Long> remove(String statement, Duration keep) {
        return Mono.defer(() -> {
            var before = time.instant().minus(keep).atOffset(ZoneOffset.UTC);
            var some = count(connection ->
                    connection.createStatement(statement).bind("$1", before).bind("$2", AT_ONCE));
            return some.expand(removed -> removed < AT_ONCE ? Mono.empty() : some)
                    .reduce(0L, Long::sum);
        });
    }
}

package dev.weekline.run;

import dev.weekline.account.Sight;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where runs are read. */
@Singleton
final class RunReader extends LaneStatements {

    static final String LIST =
            "SELECT " + RunView.COLUMNS + " FROM fetch_run WHERE %1$s ORDER BY started_at DESC, run_id DESC LIMIT %2$d";

    RunReader(R2dbcOperations database) {
        super(database, Lane.READING);
    }

    /** The newest first. */
    Flux<RunList.Item> list(RunFilter filter, Optional<RunPlace> after, int limit) {
        var conditions = filter.conditions();
        after.ifPresent(place -> place.after(conditions));
        return list(
                connection -> conditions.bind(connection.createStatement(LIST.formatted(conditions.sql(), limit))),
                RunList.Item::of);
    }

    /** A run with its calls; empty where there is none in sight. */
    Mono<RunView> find(UUID id, Sight sight) {
        var conditions = RunFilter.all(sight).conditions().and("run_id = ?", id);
        return find(
                        connection -> conditions.bind(connection.createStatement(LIST.formatted(conditions.sql(), 1))),
                        RunView::of)
                .flatMap(run -> calls(run).collectList().map(run::with));
    }

    private Flux<CallView> calls(RunView run) {
        return list(
                connection -> connection
                        .createStatement("SELECT " + CallView.COLUMNS
                                + " FROM run_call WHERE account_id = $1 AND run_id = $2 ORDER BY number")
                        .bind("$1", run.account())
                        .bind("$2", UUID.fromString(run.id())),
                CallView::of);
    }
}

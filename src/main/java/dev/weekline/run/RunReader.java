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

    /**
     * An index that tells the figures of all runs is read through, and of the table those rows alone that are shown. An
     * index in the order of a figure would be faster where no account and no time is named, but costs every run more to
     * be written than that question is worth.
     */
    static final String HIGHEST = "SELECT " + RunView.COLUMNS + """
            FROM fetch_run JOIN (
                SELECT account_id, run_id FROM fetch_run WHERE %1$s AND %3$s IS NOT NULL
                ORDER BY %3$s DESC, started_at DESC, run_id DESC LIMIT %2$d
            ) AS shown USING (account_id, run_id)
            ORDER BY %3$s DESC, started_at DESC, run_id DESC
            """;

    RunReader(R2dbcOperations database) {
        super(database, Lane.READING);
    }

    Flux<RunList.Item> list(RunFilter filter, RunOrder order, Optional<RunPlace> after, int limit) {
        var conditions = filter.conditions();
        after.ifPresent(place -> place.after(conditions));
        var sql = order.figure()
                .map(figure -> HIGHEST.formatted(conditions.sql(), limit, figure))
                .orElseGet(() -> LIST.formatted(conditions.sql(), limit));
        return list(connection -> conditions.bind(connection.createStatement(sql)), row -> RunList.Item.of(row, order));
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

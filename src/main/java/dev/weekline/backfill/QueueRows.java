package dev.weekline.backfill;

import dev.weekline.backfill.BackfillRows.Neighbours;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.util.List;
import reactor.core.publisher.Mono;

/** What waits in the queue, as far as it tells what that will cost. */
@Singleton
class QueueRows extends LaneStatements {

    QueueRows(R2dbcOperations database) {
        super(database, Lane.READING);
    }

    /**
     * The weeks that wait. Those of one account that nobody has asked for are taken to lie side by side, which missing
     * ones mostly do; what a reader waits for is read alone.
     */
    Mono<List<Neighbours>> waiting() {
        return list(connection -> connection.createStatement("""
                        SELECT whole, weeks, count(*)::integer AS times FROM (
                            SELECT whole, count(*)::integer AS weeks FROM (
                                (SELECT account_id, cause = 'backfill' AS whole FROM week_work
                                WHERE queued AND background AND dead_at IS NULL ORDER BY turn LIMIT %1$d)
                                UNION ALL
                                (SELECT account_id, false FROM week_work
                                WHERE queued AND NOT background AND dead_at IS NULL LIMIT %1$d)) line
                            GROUP BY account_id, whole) accounts
                        GROUP BY whole, weeks
                        """.formatted(CoverageRows.LONGEST_LINE)), Neighbours::of)
                .collectList();
    }
}

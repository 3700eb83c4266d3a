package dev.weekline.backfill;

import dev.weekline.backfill.BackfillRows.Neighbours;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.util.List;
import reactor.core.publisher.Mono;

/** What waits in the queue for the background, as far as it tells what that will cost. */
@Singleton
class QueueRows extends LaneStatements {

    QueueRows(R2dbcOperations database) {
        super(database, Lane.READING);
    }

    /** The weeks that wait, those of one account taken to lie side by side, which missing ones mostly do. */
    Mono<List<Neighbours>> waiting() {
        return list(connection -> connection.createStatement("""
                        SELECT whole, weeks, count(*)::integer AS times FROM (
                            SELECT cause = 'backfill' AS whole, count(*)::integer AS weeks FROM (
                                SELECT account_id, cause FROM week_work
                                WHERE queued AND background AND dead_at IS NULL ORDER BY turn LIMIT %d) line
                            GROUP BY account_id, 1) accounts
                        GROUP BY 1, 2
                        """.formatted(CoverageRows.LONGEST_LINE)), Neighbours::of)
                .collectList();
    }
}

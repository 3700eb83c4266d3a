package dev.weekline.database;

import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * What goes on in the database, of all that use it, as {@code pg_stat_activity} and {@code pg_locks} tell it. It is
 * asked in the lane of short statements: readers may be the very crowd that somebody wants to look at.
 */
@Singleton
public class DatabaseActivity extends LaneStatements {

    private static final String LONGEST = """
            SELECT pid, state, query, wait_event_type || ': ' || wait_event AS waits_for,
                (extract(epoch FROM clock_timestamp() - query_start) * 1000)::bigint AS lasting,
                (extract(epoch FROM clock_timestamp() - coalesce(xact_start, query_start)) * 1000)::bigint AS in_transaction
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                AND state LIKE ANY (ARRAY['active', 'idle in transaction%'])
            ORDER BY query_start LIMIT 20
            """;

    private static final String WAITS = """
            SELECT l.pid, pg_blocking_pids(l.pid) AS blocked_by, l.relation::regclass::text AS waited_table, l.mode,
                coalesce((extract(epoch FROM clock_timestamp() - l.waitstart) * 1000)::bigint, 0) AS waited, a.query
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE NOT l.granted AND a.datname = current_database()
            ORDER BY l.waitstart LIMIT 20
            """;

    DatabaseActivity(R2dbcOperations database) {
        super(database, Lane.KEEPING);
    }

    /** What has been going on for longest, at most twenty. */
    public Flux<LongStatement> longest() {
        return list(connection -> connection.createStatement(LONGEST), DatabaseActivity::statement);
    }

    /** Who waits for a lock, at most twenty, the longest first. */
    public Flux<LockWait> lockWaits() {
        return list(connection -> connection.createStatement(WAITS), DatabaseActivity::wait);
    }

    private static LongStatement statement(Row row) {
        return new LongStatement(
                required(row.get("pid", Integer.class)),
                required(row.get("state", String.class)),
                millis(row, "lasting"),
                millis(row, "in_transaction"),
                Optional.ofNullable(row.get("waits_for", String.class)),
                StatementText.shown(required(row.get("query", String.class))));
    }

    private static LockWait wait(Row row) {
        return new LockWait(
                required(row.get("pid", Integer.class)),
                Arrays.asList(required(row.get("blocked_by", Integer[].class))),
                Optional.ofNullable(row.get("waited_table", String.class)),
                required(row.get("mode", String.class)),
                millis(row, "waited"),
                StatementText.shown(required(row.get("query", String.class))));
    }

    private static Duration millis(Row row, String column) {
        return Duration.ofMillis(Math.max(0, required(row.get(column, Long.class))));
    }
}

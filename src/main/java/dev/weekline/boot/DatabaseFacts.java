package dev.weekline.boot;

import dev.weekline.boot.HealthDetails.DatabaseView;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;

/** Which database it is, since when it runs, and how large it is. */
@Singleton
class DatabaseFacts extends LaneStatements {

    /** Whether it is a PostgreSQL of our own. */
    static final String EMBEDDED = "weekline.database-is-embedded";

    private final boolean embedded;

    DatabaseFacts(R2dbcOperations database, @Property(name = EMBEDDED, defaultValue = "false") boolean embedded) {
        super(database, Lane.KEEPING);
        this.embedded = embedded;
    }

    Mono<DatabaseView> read() {
        return find(connection -> connection.createStatement("""
                        SELECT current_setting('server_version') AS version, pg_postmaster_start_time() AS started_at,
                            pg_database_size(current_database()) AS bytes
                        """), this::view);
    }

    /** All that is known while it does not answer. */
    DatabaseView unknown() {
        return new DatabaseView(embedded, null, null, null);
    }

    private DatabaseView view(Row row) {
        return new DatabaseView(
                embedded,
                row.get("version", String.class),
                HealthDetails.shown(
                        required(row.get("started_at", OffsetDateTime.class)).toInstant()),
                row.get("bytes", Long.class));
    }
}

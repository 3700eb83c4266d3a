package dev.weekline.report;

import dev.weekline.metric.Figures;
import dev.weekline.trail.Trail;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The revisions of a week, whose rows may be gone by now. */
@Singleton
class RevisionRows {

    private final R2dbcOperations database;

    RevisionRows(R2dbcOperations database) {
        this.database = database;
    }

    /** The newest revisions that are lower than a number, newest first. */
    Flux<PastRevision> before(ReportKey key, int number, int limit) {
        return Trail.from(database.withConnection(connection -> Flux.from(connection
                        .createStatement("""
                        SELECT revision, fetched_at, superseded_at, counts::text AS counts, events::text AS events, changes
                        FROM report_revision WHERE account_id = $1 AND week_start = $2 AND revision < $3
                        ORDER BY revision DESC LIMIT $4
                        """)
                        .bind("$1", key.account().value())
                        .bind("$2", key.week().monday())
                        .bind("$3", number)
                        .bind("$4", limit)
                        .execute())
                .concatMap(result -> result.map((row, _) -> revision(row)))));
    }

    private static PastRevision revision(Row row) {
        return new PastRevision(
                required(row.get("revision", Integer.class)),
                required(row.get("fetched_at", Instant.class)),
                Optional.ofNullable(row.get("superseded_at", Instant.class)),
                Figures.of(
                        CountsJson.readCounts(required(row.get("counts", String.class))),
                        CountsJson.readEvents(required(row.get("events", String.class)))),
                Optional.ofNullable(row.get("changes", String.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}

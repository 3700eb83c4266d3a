package dev.weekline.access;

import dev.weekline.database.Chore;
import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Removes sessions that are over. */
@Singleton
final class SessionSweep extends LaneStatements implements Chore {

    private static final int AT_ONCE = 2_000;
    private static final Duration HOURLY = Duration.ofHours(1);

    private static final String OVER = """
            DELETE FROM key_session WHERE digest IN (
                SELECT digest FROM key_session WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)
            """;

    private final InstantSource time;

    SessionSweep(R2dbcOperations database, InstantSource time) {
        super(database, Lane.BACKGROUND);
        this.time = time;
    }

    @Override
    public String what() {
        return "sessions that are over";
    }

    @Override
    public Duration every() {
        return HOURLY;
    }

    @Override
    public Mono<Long> once() {
        return Mono.defer(() -> {
            var now = time.instant().atOffset(ZoneOffset.UTC);
            return Chore.bySome(
                    AT_ONCE,
                    () -> count(connection ->
                            connection.createStatement(OVER).bind("$1", now).bind("$2", AT_ONCE)));
        });
    }
}

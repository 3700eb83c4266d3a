package dev.weekline.account;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** How many tokens there are in each state, and when the first of them ends. */
@Singleton
final class TokenStock extends LaneStatements {

    TokenStock(R2dbcOperations database) {
        super(database, Lane.BACKGROUND);
    }

    /** @param ends when the first of those that still work ends; empty where none does, as far as Meta has told */
    record Tokens(String state, long count, Optional<Instant> ends) {}

    Flux<Tokens> read() {
        return list(
                connection -> connection.createStatement("""
                        SELECT health, count(*) AS tokens,
                            min(least(expires_at, data_access_expires_at)) FILTER (WHERE health <> 'dead') AS ends
                        FROM access_token GROUP BY health
                        """),
                row -> new Tokens(
                        required(row.get("health", String.class)),
                        required(row.get("tokens", Long.class)),
                        Optional.ofNullable(row.get("ends", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)));
    }
}

package dev.weekline.access;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The table of sessions. */
@Singleton
class SessionRows extends LaneStatements {

    /** So that signing in again and again fills no table; whoever has signed in more often signs in anew. */
    static final int MOST_OF_A_KEY = 100;

    SessionRows(R2dbcOperations database) {
        super(database, Lane.KEEPING);
    }

    /** Which key a session was begun with, and when it ends. */
    record Session(String keyId, Instant endsAt) {}

    Mono<Session> find(KeyDigest digest) {
        return find(
                connection -> connection
                        .createStatement("SELECT key_id, ends_at FROM key_session WHERE digest = $1")
                        .bind("$1", digest.hex()),
                row -> new Session(
                        required(row.get("key_id", String.class)),
                        required(row.get("ends_at", OffsetDateTime.class)).toInstant()));
    }

    /** Those of these that have not been ended, and whose key has not been revoked. */
    Mono<Set<String>> notEnded(Collection<String> digests) {
        return list(
                        connection -> connection.createStatement("""
                                        SELECT session.digest FROM key_session session LEFT JOIN api_key USING (key_id)
                                        WHERE session.digest = ANY($1) AND revoked_at IS NULL
                                        """).bind("$1", digests.toArray(String[]::new)),
                        row -> required(row.get("digest", String.class)))
                .collect(Collectors.toSet());
    }

    /** Adds one; the oldest of its key makes room. */
    Mono<Long> add(KeyDigest digest, String keyId, Instant begun, Instant ends) {
        return count(connection -> connection
                .createStatement("""
                        WITH gone AS (
                            DELETE FROM key_session WHERE digest IN (
                                SELECT digest FROM key_session WHERE key_id = $2 ORDER BY begun_at DESC OFFSET $5))
                        INSERT INTO key_session (digest, key_id, begun_at, ends_at) VALUES ($1, $2, $3, $4)
                        """)
                .bind("$1", digest.hex())
                .bind("$2", keyId)
                .bind("$3", begun.atOffset(ZoneOffset.UTC))
                .bind("$4", ends.atOffset(ZoneOffset.UTC))
                .bind("$5", MOST_OF_A_KEY - 1));
    }

    Mono<Long> remove(KeyDigest digest) {
        return count(connection -> connection
                .createStatement("DELETE FROM key_session WHERE digest = $1")
                .bind("$1", digest.hex()));
    }
}

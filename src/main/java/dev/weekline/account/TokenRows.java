package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The tokens, each stored once. */
@R2dbcRepository(dialect = Dialect.POSTGRES)
interface TokenRows extends GenericRepository<TokenRow, String> {

    /**
     * Stores a token that Meta has just accepted, unless it is stored, and answers its id. What was known of its health
     * is void.
     */
    @Query("""
            WITH known AS MATERIALIZED (
                SELECT token_id FROM access_token WHERE fingerprint IN (:fingerprints) LIMIT 1 FOR UPDATE
            ), renewed AS (
                UPDATE access_token token SET health = 'healthy', health_since = :now, health_why = NULL,
                    days_told = NULL, next_check_at = :now
                FROM known WHERE token.token_id = known.token_id AND token.health <> 'healthy'
            ), stored AS (
                INSERT INTO access_token AS there (token_id, fingerprint, encrypted_token, key_id, health_since,
                    next_check_at)
                SELECT :tokenId, :fingerprint, :encryptedToken, :keyId, :now, :now WHERE NOT EXISTS (SELECT FROM known)
                ON CONFLICT (fingerprint) DO UPDATE SET stored_at = there.stored_at
                RETURNING token_id)
            SELECT token_id FROM known UNION ALL SELECT token_id FROM stored
            """)
    Mono<String> keep(
            String tokenId,
            String fingerprint,
            byte[] encryptedToken,
            String keyId,
            List<String> fingerprints,
            Instant now);

    /** Nobody else begins or ends using the token before the transaction is over. */
    @Query("SELECT token_id FROM access_token WHERE token_id = :tokenId FOR UPDATE")
    Mono<String> lock(String tokenId);

    /** Removes the token unless it opens an account. */
    @Query("""
            WITH removed AS (
                DELETE FROM access_token token WHERE token_id = :tokenId
                    AND NOT EXISTS (SELECT FROM account_credential used WHERE used.token_id = token.token_id)
                RETURNING token_id)
            SELECT count(*) FROM removed
            """)
    Mono<Long> removeUnused(String tokenId);
}

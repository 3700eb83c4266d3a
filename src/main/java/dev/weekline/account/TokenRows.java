package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tokens, each stored once. */
@R2dbcRepository(dialect = Dialect.POSTGRES)
interface TokenRows extends GenericRepository<TokenRow, String> {

    /** The id under which a token is stored that has one of these fingerprints. */
    @Query("SELECT token_id FROM access_token WHERE fingerprint IN (:fingerprints) LIMIT 1")
    Mono<String> find(List<String> fingerprints);

    /**
     * Stores a token that Meta has just accepted, anew where it is stored, and answers its id. What was known of its
     * health is void.
     *
     * @param tokenId what it was encrypted for; one that is stored under another id meanwhile is left as it is
     */
    @Query("""
            WITH known AS MATERIALIZED (
                SELECT token_id FROM access_token WHERE fingerprint IN (:fingerprints) LIMIT 1 FOR UPDATE
            ), renewed AS (
                UPDATE access_token token SET encrypted_token = :encryptedToken, key_id = :keyId,
                    fingerprint = :fingerprint, health = 'healthy', health_why = NULL, days_told = NULL,
                    health_since = CASE WHEN health = 'healthy' THEN health_since ELSE :now END, next_check_at = :now
                FROM known WHERE token.token_id = known.token_id AND known.token_id = :tokenId
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

    @Query("SELECT count(*) FROM access_token WHERE key_id <> :keyId OR fingerprint IS NULL")
    Mono<Long> countToRenew(String keyId);

    /** Tokens that another key encrypted, or that have no fingerprint yet, in the order of their ids. */
    @Query("""
            SELECT token_id, encrypted_token, key_id FROM access_token
            WHERE (key_id <> :keyId OR fingerprint IS NULL) AND token_id > :after ORDER BY token_id LIMIT :limit
            """)
    Flux<TokenRow> toRenew(String keyId, String after, int limit);

    @Query("SELECT token_id, encrypted_token, key_id FROM access_token WHERE fingerprint IS NULL")
    Flux<TokenRow> withoutFingerprint();

    /** Exchanges a ciphertext, unless it was exchanged meanwhile or the token is stored once more. */
    @Query("""
            WITH renewed AS (
                UPDATE access_token token SET encrypted_token = :renewed, key_id = :keyId, fingerprint = :fingerprint
                WHERE token_id = :tokenId AND encrypted_token = :before AND NOT EXISTS (
                    SELECT FROM access_token other
                    WHERE other.fingerprint = :fingerprint AND other.token_id <> token.token_id)
                RETURNING token_id)
            SELECT count(*) FROM renewed
            """)
    Mono<Long> renew(String tokenId, byte[] before, byte[] renewed, String keyId, String fingerprint);

    /** Lets the accounts of a token that is stored once more use the other, and removes this one. */
    @Query("""
            WITH other AS (
                SELECT token_id FROM access_token WHERE fingerprint = :fingerprint AND token_id <> :tokenId
            ), moved AS (
                UPDATE account_credential used SET token_id = other.token_id FROM other
                WHERE used.token_id = :tokenId
            ), removed AS (
                DELETE FROM access_token WHERE token_id = :tokenId AND EXISTS (SELECT FROM other) RETURNING token_id)
            SELECT count(*) FROM removed
            """)
    Mono<Long> merge(String tokenId, String fingerprint);

    @Query("SELECT account_id FROM account_credential WHERE token_id = :tokenId ORDER BY account_id")
    Flux<String> accountsOf(String tokenId);
}

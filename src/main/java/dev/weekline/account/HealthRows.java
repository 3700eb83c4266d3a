package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The health of tokens. A change of state answers 1 to whoever was the first to make it, and 0 to all others. */
@R2dbcRepository(dialect = Dialect.POSTGRES)
interface HealthRows extends GenericRepository<HealthRow, String> {

    /** Takes the token that is due first, so that no other replica checks it before {@code again}. */
    @Query("""
            WITH due AS MATERIALIZED (
                SELECT token_id FROM access_token WHERE next_check_at <= :now
                ORDER BY next_check_at LIMIT 1 FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE access_token token SET next_check_at = :again
                FROM due WHERE token.token_id = due.token_id
                RETURNING token.token_id, token.encrypted_token, token.key_id, token.health)
            SELECT token_id, encrypted_token, key_id, health,
                (SELECT min(used.account_id) FROM account_credential used WHERE used.token_id = claimed.token_id)
                    AS account_id
            FROM claimed
            """)
    Mono<HealthRow> claimDue(Instant now, Instant again);

    /** The state that a token is in. */
    @Query("SELECT health FROM access_token WHERE token_id = :tokenId")
    Mono<String> health(String tokenId);

    /** What Meta told of a token that it accepts. */
    @Query("""
            WITH told AS (
                UPDATE access_token SET checked_at = :now, next_check_at = :next,
                    expires_at = CAST(:expiresAt AS timestamptz),
                    data_access_expires_at = CAST(:dataAccessExpiresAt AS timestamptz)
                WHERE token_id = :tokenId RETURNING token_id)
            SELECT count(*) FROM told
            """)
    Mono<Long> told(
            String tokenId,
            Instant now,
            Instant next,
            @Nullable Instant expiresAt,
            @Nullable Instant dataAccessExpiresAt);

    /** Meta was asked, and does not accept it. */
    @Query("""
            WITH told AS (
                UPDATE access_token SET checked_at = :now, next_check_at = :next WHERE token_id = :tokenId
                RETURNING token_id)
            SELECT count(*) FROM told
            """)
    Mono<Long> toldOff(String tokenId, Instant now, Instant next);

    /**
     * What a check came to. That Meta accepts a token says nothing of whether its owner may use it again, so one that
     * has rested since {@code restedSince} or later goes on resting. What calls have found out since Meta was asked is
     * news of more than the answer, so that only a token still in the state {@code before} moves; but what is dead is.
     */
    @Query("""
            WITH moved AS (
                UPDATE access_token SET health = :health, health_why = CAST(:why AS text),
                    health_since = CASE WHEN health = :health THEN health_since ELSE :now END,
                    days_told = CAST(:days AS smallint)
                WHERE token_id = :tokenId
                    AND (health <> :health OR days_told IS DISTINCT FROM CAST(:days AS smallint))
                    AND (health = :before OR :health = 'dead')
                    AND (health <> 'resting' OR :health = 'dead' OR health_since <= :restedSince)
                RETURNING token_id)
            SELECT count(*) FROM moved
            """)
    Mono<Long> move(
            String tokenId,
            String before,
            String health,
            @Nullable String why,
            @Nullable Short days,
            Instant now,
            Instant restedSince);

    /** Notes that calls with a token are refused. */
    @Query("""
            WITH moved AS (
                UPDATE access_token SET health = :health, health_why = :why, health_since = :now, days_told = NULL
                WHERE fingerprint IN (:fingerprints) AND health <> :health
                RETURNING token_id)
            SELECT token_id FROM moved
            """)
    Mono<String> refused(List<String> fingerprints, String health, String why, Instant now);

    /** Notes that calls with a token that was dead or at rest are answered; it is checked at once. */
    @Query("""
            WITH moved AS (
                UPDATE access_token SET health = 'healthy', health_why = NULL, health_since = :now, days_told = NULL,
                    next_check_at = :now
                WHERE fingerprint IN (:fingerprints) AND health IN ('dead', 'resting')
                RETURNING token_id)
            SELECT token_id FROM moved
            """)
    Mono<String> worked(List<String> fingerprints, Instant now);

    /** The accounts that a token opens, for people. */
    @Query("""
            SELECT coalesce(string_agg(slug, ', ' ORDER BY slug), 'no account')
            FROM (
                SELECT slug FROM account_credential JOIN ad_account USING (account_id)
                WHERE token_id = :tokenId ORDER BY slug LIMIT 20) opened
            """)
    Mono<String> accounts(String tokenId);
}

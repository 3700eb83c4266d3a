package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts that are deleted, and those of which everything was removed. */
@R2dbcRepository(dialect = Dialect.POSTGRES)
interface PurgeRows extends GenericRepository<AccountRow, String> {

    /** Deleted accounts whose time has come, and purged ones, which are looked at for a while. */
    @Query("""
            SELECT account_id FROM ad_account WHERE purge_at <= :now
            UNION ALL SELECT account_id FROM purged_account
            """)
    Flux<String> due(Instant now);

    /** Whether nobody has registered the account again. */
    @Query("SELECT NOT EXISTS (SELECT FROM ad_account WHERE account_id = :accountId AND deleted_at IS NULL)")
    Mono<Boolean> isToGo(String accountId);

    /** Lets a deleted account go at once. */
    @Query("""
            WITH hastened AS (
                UPDATE ad_account SET purge_at = :now WHERE account_id = :accountId AND deleted_at IS NOT NULL
                RETURNING account_id)
            SELECT count(*) FROM hastened
            """)
    Mono<Long> hasten(String accountId, Instant now);

    /** Notes a deleted account to be looked at again; one that was looked at for long enough is forgotten. */
    @Query("""
            WITH forgotten AS (DELETE FROM purged_account WHERE account_id = :accountId
                    AND purged_at <= :longAgo AND NOT EXISTS (SELECT FROM ad_account WHERE account_id = :accountId) RETURNING account_id),
                noted AS (
                    INSERT INTO purged_account (account_id, purged_at)
                    SELECT account_id, :now FROM ad_account WHERE account_id = :accountId AND deleted_at IS NOT NULL
                    ON CONFLICT (account_id) DO UPDATE SET purged_at = EXCLUDED.purged_at
                    RETURNING account_id)
            SELECT (SELECT count(*) FROM forgotten) + (SELECT count(*) FROM noted)
            """)
    Mono<Long> note(String accountId, Instant now, Instant longAgo);

    @Query("""
            WITH removed AS (
                DELETE FROM ad_account WHERE account_id = :accountId AND deleted_at IS NOT NULL RETURNING account_id)
            SELECT count(*) FROM removed
            """)
    Mono<Long> remove(String accountId);

    /** An account that is registered again has no past to be looked for. */
    @Query("""
            WITH forgotten AS (DELETE FROM purged_account WHERE account_id = :accountId RETURNING account_id)
            SELECT count(*) FROM forgotten
            """)
    Mono<Long> forget(String accountId);
}

package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@R2dbcRepository(dialect = Dialect.POSTGRES)
interface AccountRows extends GenericRepository<AccountRow, String> {

    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused FROM ad_account
            WHERE (account_id = :nameOrId OR slug = :nameOrId) AND deleted_at IS NULL
            """)
    Mono<AccountRow> find(String nameOrId);

    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused FROM ad_account
            WHERE deleted_at IS NULL ORDER BY slug LIMIT :limit
            """)
    Flux<AccountRow> first(int limit);

    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused FROM ad_account
            WHERE account_id IN (:ids) AND deleted_at IS NULL
            """)
    Flux<AccountRow> ofIds(List<String> ids);

    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused FROM ad_account
            WHERE account_id IN (:ids) AND deleted_at IS NULL ORDER BY slug LIMIT :limit
            """)
    Flux<AccountRow> firstOf(List<String> ids, int limit);

    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused FROM ad_account
            WHERE paused AND deleted_at IS NULL
            """)
    Flux<AccountRow> paused();

    /** Adds an account, or one that was deleted once more; 0 where the id or the slug is taken. */
    @Query("""
            WITH added AS (
                INSERT INTO ad_account AS there (account_id, slug, name, currency, time_zone, status)
                SELECT :accountId, :slug, :name, :currency, :timeZone, CAST(:status AS text)
                WHERE NOT EXISTS (
                    SELECT FROM ad_account WHERE slug = :slug AND account_id <> :accountId AND deleted_at IS NULL)
                ON CONFLICT (account_id) DO UPDATE
                SET slug = EXCLUDED.slug, name = EXCLUDED.name, currency = EXCLUDED.currency,
                    time_zone = EXCLUDED.time_zone, status = EXCLUDED.status, paused = false, registered_at = now(),
                    deleted_at = NULL, purge_at = NULL
                WHERE there.deleted_at IS NOT NULL
                RETURNING account_id)
            SELECT count(*) FROM added
            """)
    Mono<Long> add(
            String accountId, String slug, String name, String currency, String timeZone, @Nullable String status);

    /** Takes over what Meta says of an account; 0 if it is not registered. */
    @Query("""
            WITH changed AS (
                UPDATE ad_account SET name = :name, currency = :currency, time_zone = :timeZone,
                    status = CAST(:status AS text)
                WHERE account_id = :accountId AND deleted_at IS NULL
                RETURNING account_id)
            SELECT count(*) FROM changed
            """)
    Mono<Long> refresh(String accountId, String name, String currency, String timeZone, @Nullable String status);

    /** What is null stays as it is; 0 if the account is not registered or the slug is taken. */
    @Query("""
            WITH changed AS (
                UPDATE ad_account SET slug = coalesce(CAST(:slug AS text), slug),
                    paused = coalesce(CAST(:paused AS boolean), paused)
                WHERE account_id = :accountId AND deleted_at IS NULL AND NOT EXISTS (
                    SELECT FROM ad_account WHERE slug = CAST(:slug AS text) AND account_id <> :accountId
                        AND deleted_at IS NULL)
                RETURNING account_id)
            SELECT count(*) FROM changed
            """)
    Mono<Long> change(String accountId, @Nullable String slug, @Nullable Boolean paused);

    /** From now on nobody finds it; 0 if nobody did before. */
    @Query("""
            WITH deleted AS (
                UPDATE ad_account SET deleted_at = :now, purge_at = :purgeAt
                WHERE account_id = :accountId AND deleted_at IS NULL
                RETURNING account_id)
            SELECT count(*) FROM deleted
            """)
    Mono<Long> delete(String accountId, Instant now, Instant purgeAt);
}

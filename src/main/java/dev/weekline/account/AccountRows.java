package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@R2dbcRepository(dialect = Dialect.POSTGRES)
interface AccountRows extends GenericRepository<AccountRow, String> {

    @Query("""
            SELECT account_id, slug, name, currency, time_zone FROM ad_account
            WHERE account_id = :nameOrId OR slug = :nameOrId
            """)
    Mono<AccountRow> find(String nameOrId);

    @Query("SELECT account_id, slug, name, currency, time_zone FROM ad_account ORDER BY slug LIMIT :limit")
    Flux<AccountRow> first(int limit);

    @Query("""
            SELECT account_id, slug, name, currency, time_zone FROM ad_account
            WHERE account_id IN (:ids) ORDER BY slug LIMIT :limit
            """)
    Flux<AccountRow> firstOf(List<String> ids, int limit);

    /** Adds an account and its token together; 0 where the id or the slug is taken, and then nothing is added. */
    @Query("""
            WITH added AS (
                INSERT INTO ad_account (account_id, slug, name, currency, time_zone)
                VALUES (:accountId, :slug, :name, :currency, :timeZone)
                ON CONFLICT DO NOTHING
                RETURNING account_id),
            kept AS (
                INSERT INTO account_credential (account_id, encrypted_token)
                SELECT account_id, :encryptedToken FROM added
                RETURNING account_id)
            SELECT count(*) FROM kept
            """)
    Mono<Long> add(String accountId, String slug, String name, String currency, String timeZone, byte[] encryptedToken);
}

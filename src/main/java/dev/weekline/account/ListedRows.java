package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@R2dbcRepository(dialect = Dialect.POSTGRES)
interface ListedRows extends GenericRepository<ListedRow, String> {

    /** The accounts whose slugs come after that one, by slug. */
    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused,
                health, health_since, health_why, expires_at, data_access_expires_at, checked_at
            FROM ad_account LEFT JOIN account_credential USING (account_id) LEFT JOIN access_token USING (token_id)
            WHERE deleted_at IS NULL AND slug > :slug ORDER BY slug LIMIT :limit
            """)
    Flux<ListedRow> after(String slug, int limit);

    /** Those of some accounts. */
    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused,
                health, health_since, health_why, expires_at, data_access_expires_at, checked_at
            FROM ad_account LEFT JOIN account_credential USING (account_id) LEFT JOIN access_token USING (token_id)
            WHERE deleted_at IS NULL AND slug > :slug AND account_id IN (:ids) ORDER BY slug LIMIT :limit
            """)
    Flux<ListedRow> afterOf(List<String> ids, String slug, int limit);

    @Query("""
            SELECT account_id, slug, name, currency, time_zone, status, paused,
                health, health_since, health_why, expires_at, data_access_expires_at, checked_at
            FROM ad_account LEFT JOIN account_credential USING (account_id) LEFT JOIN access_token USING (token_id)
            WHERE deleted_at IS NULL AND account_id = :accountId
            """)
    Mono<ListedRow> find(String accountId);
}

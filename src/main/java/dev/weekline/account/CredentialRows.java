package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import reactor.core.publisher.Mono;

/** Which token opens which account. */
@R2dbcRepository(dialect = Dialect.POSTGRES)
interface CredentialRows extends GenericRepository<CredentialRow, String> {

    @Query("""
            SELECT account_id, token_id, encrypted_token, key_id, health, health_since, health_why
            FROM account_credential JOIN access_token USING (token_id) WHERE account_id = :accountId
            """)
    Mono<CredentialRow> find(String accountId);

    @Query("SELECT token_id FROM account_credential WHERE account_id = :accountId")
    Mono<String> tokenOf(String accountId);

    /** The account is opened by that token from now on. */
    @Query("""
            WITH pointed AS (
                INSERT INTO account_credential (account_id, token_id) VALUES (:accountId, :tokenId)
                ON CONFLICT (account_id) DO UPDATE SET token_id = EXCLUDED.token_id, stored_at = now()
                RETURNING account_id)
            SELECT count(*) FROM pointed
            """)
    Mono<Long> point(String accountId, String tokenId);

    @Query("""
            WITH removed AS (DELETE FROM account_credential WHERE account_id = :accountId RETURNING account_id)
            SELECT count(*) FROM removed
            """)
    Mono<Long> remove(String accountId);
}

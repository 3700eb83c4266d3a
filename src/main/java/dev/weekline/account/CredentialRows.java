package dev.weekline.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.GenericRepository;
import reactor.core.publisher.Mono;

@R2dbcRepository(dialect = Dialect.POSTGRES)
interface CredentialRows extends GenericRepository<CredentialRow, String> {

    @Query("SELECT account_id, encrypted_token FROM account_credential WHERE account_id = :accountId")
    Mono<CredentialRow> find(String accountId);
}
